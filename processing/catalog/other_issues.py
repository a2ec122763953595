"""Signs that the item is another issue than the record, where number and UPC are the same.

A record club repeats the label's number, and a label keeps it for a reissue: on a test set nearly
all wrong matches that agree in every other field are of these two kinds.
"""

import re
from collections.abc import Iterable, Iterator

from processing.catalog.evidence import Field
from processing.catalog.reading import CleanReading, YearKind
from processing.catalog.record import Record
from processing.catalog.verdicts import Verdicts

# BMG and RCA: one letter and six digits that begin with 1, beside the label's own number.
_CLUB_NUMBER = re.compile(r"^\s*[ADRS][\s-]?1\d{5}\s*$")
_CLUB_NOTE = re.compile(r"(?i)\bBMG (?:direct|music service)\b|\bcolumbia house\b|\bmusic club\b")
_DATED = (YearKind.RELEASED, YearKind.PHONOGRAM, YearKind.COPYRIGHT, YearKind.UNKNOWN)


def other_issue(reading: CleanReading, record: Record, verdicts: Verdicts) -> Iterator[str]:
    """Why a cataloger should look although all codes agree."""
    ours = club_numbers(reading.publisher_numbers)
    theirs = club_numbers(one.number for one in record.publisher_numbers)
    if ours and not theirs:
        yield f"{ours[0]} is the number of a record club, which the record does not have."
    elif (theirs and not ours) or (not ours and any(map(_CLUB_NOTE.search, record.notes))):
        yield "The record describes the edition of a record club; the item does not show that."
    yield from _unchecked(reading, verdicts)


def club_numbers(numbers: Iterable[str]) -> list[str]:
    """Those that a record club gives, such as `D 171731`."""
    return [number for number in numbers if _CLUB_NUMBER.match(number)]


def _unchecked(reading: CleanReading, verdicts: Verdicts) -> Iterator[str]:
    """Only a year tells a reissue: a label keeps number, UPC and tracks for it.

    Where the years of both sides are of different things (the item has the ℗ of an older recording
    and the record does not), UPC and tracks have to agree: a number is kept longer than a UPC.
    """
    if not any((reading.years or {}).get(kind) for kind in _DATED):
        yield "No year was read from the item: nothing tells whether it is the first issue or a later one."
    elif not verdicts.compared(Field.YEARS) and not (
        verdicts.agrees(Field.GTIN) and verdicts.agrees(Field.TRACKS)
    ):
        yield "No year could be compared, and UPC and tracks do not both agree: it may be a reissue."
