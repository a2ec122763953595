"""Signs that the item is another issue than the record, where number and UPC are the same.

A record club repeats the label's number, and a label keeps it for a reissue: on a test set nearly
all wrong matches that agree in every other field are of these two kinds.
"""

import re
from collections.abc import Iterable, Iterator

from processing.catalog import publisher_number
from processing.catalog.doubts import about
from processing.catalog.evidence import Field, Verdict
from processing.catalog.reading import CleanReading, YearKind
from processing.catalog.record import Record
from processing.catalog.thresholds import FIRST_CD_YEAR
from processing.catalog.verdicts import Verdicts

# CRC is Columbia House, the address that of BMG's club.
# BMG and RCA: one letter and six digits that begin with 1, beside the label's own number.
_CLUB_NUMBER = re.compile(r"^\s*[ADRS][\s-]?1\d{5}\s*$")
_CLUB_NOTE = re.compile(
    r"(?i)\bBMG (?:direct|music service)\b|\bcolumbia house\b|\b(?:music|record|cd) club\b"
    r"|\bclub edition\b|^\s*CRC\W*$|\b(?:by|for) CRC\b|\b6550 E(?:ast)?\.? 30th\b"
)
_REMASTER = re.compile(r"(?i)\bremaster|\bremasteri[sz]|\bdigitally re-?master")
_DATED = (YearKind.RELEASED, YearKind.PHONOGRAM, YearKind.COPYRIGHT, YearKind.UNKNOWN)


def other_issue(reading: CleanReading, record: Record, verdicts: Verdicts) -> Iterator[str]:
    """Why a cataloger should look although all codes agree."""
    ours = club_numbers(reading.publisher_numbers)
    theirs = club_numbers(one.number for one in record.publisher_numbers)
    here = ours or _names_club((*reading.notes, *reading.labels))
    there = theirs or _names_club((*record.notes, *record.labels, record.edition or ""))
    if ours and not theirs:
        yield f"{ours[0]} is the number of a record club, which the record does not have."
    elif here and not there:
        yield "The item is the edition of a record club; the record does not name one."
    elif there and not here:
        yield "The record describes the edition of a record club; the item does not show that."
    yield from _other_codes(reading, record, verdicts)
    yield from _remastered(reading, record, verdicts)
    yield from _unchecked(reading, verdicts)


def _other_codes(reading: CleanReading, record: Record, verdicts: Verdicts) -> Iterator[str]:
    """Codes of the item that the record lacks: a reissue prints the earlier number beside its own,
    and a slipcase has a UPC beside that of the CD in it."""
    more = len(reading.gtins) > 1 and not set(reading.gtins) <= set(record.gtins)
    if more and verdicts.agrees(Field.GTIN) and not verdicts.agrees(Field.TRACKS):
        yield "The item has another UPC as well, which the record does not have."
    if verdicts.compared(Field.GTIN) or verdicts.agrees(Field.YEARS):
        return
    if theirs := [one.number for one in record.publisher_numbers]:
        others = [one for one in reading.publisher_numbers if not _agrees(one, theirs)]
        if others and verdicts.agrees(Field.PUBLISHER_NUMBER):
            yield (
                f"The item has another publisher number as well ({others[0]}), and neither UPC nor "
                "year agrees."
            )


def _agrees(number: str, theirs: list[str]) -> bool:
    return publisher_number.compare([number], theirs).verdict is not Verdict.CONFLICT


def _remastered(reading: CleanReading, record: Record, verdicts: Verdicts) -> Iterator[str]:
    """A remaster that one side names is another issue, unless it is of the same year."""
    ours = _names_remaster((reading.title, reading.subtitle, *reading.notes))
    theirs = _names_remaster((record.title, record.edition, *record.notes))
    if ours != theirs and not verdicts.agrees(Field.YEARS):
        has, lacks = ("item", "record") if ours else ("record", "item")
        yield f"The {has} is remastered, which the {lacks} does not say."


def _names_remaster(texts: Iterable[str | None]) -> bool:
    return any(_REMASTER.search(text) for text in texts if text)


def _before_cd(reading: CleanReading) -> bool:
    years = reading.years or {}
    return all(year < FIRST_CD_YEAR for kind in _DATED for year in years.get(kind, ()))


def club_numbers(numbers: Iterable[str]) -> list[str]:
    """Those that a record club gives, such as `D 171731`."""
    return [number for number in numbers if _CLUB_NUMBER.match(number)]


def _names_club(texts: Iterable[str]) -> bool:
    return any(map(_CLUB_NOTE.search, texts))


def _unchecked(reading: CleanReading, verdicts: Verdicts) -> Iterator[str]:
    """Only a year tells a reissue: a label keeps number, UPC and tracks for it.

    Where the years of both sides are of different things (the item has the ℗ of an older recording
    and the record does not), UPC and tracks have to agree: a number is kept longer than a UPC.
    A year that is hidden, or was not read with certainty, may be the later one.
    """
    yield from about(Field.YEARS, reading.doubts)
    if not any((reading.years or {}).get(kind) for kind in _DATED):
        yield "No year was read from the item: nothing tells whether it is the first issue or a later one."
    elif not verdicts.compared(Field.YEARS) and not (
        verdicts.agrees(Field.GTIN) and verdicts.agrees(Field.TRACKS)
    ):
        yield "No year could be compared, and UPC and tracks do not both agree: it may be a reissue."
    elif _before_cd(reading) and not (verdicts.agrees(Field.GTIN) or verdicts.agrees(Field.TRACKS)):
        yield (
            "The item gives only years before there were CDs, and neither UPC nor tracks agree: it "
            "may be a reissue."
        )
