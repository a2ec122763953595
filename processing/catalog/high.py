"""What keeps a match from High confidence, each rule as a sentence for the cataloger (facts 3)."""

import re
from collections.abc import Iterator

from processing.catalog.doubts import about
from processing.catalog.editions import edition_words
from processing.catalog.evidence import Field, Verdict
from processing.catalog.other_issues import other_issue
from processing.catalog.policy import DEFAULT, Policy
from processing.catalog.reading import CleanReading
from processing.catalog.record import Carrier, Record
from processing.catalog.record_check import is_parallel, parallel_sentence
from processing.catalog.thresholds import LETTERS_SCORE, MIN_OWN_DIGITS, MIN_TITLE
from processing.catalog.verdicts import Verdicts
from processing.catalog.years import compare_years

# Doubts about these weaken the comparison itself.
_CHECKED = (Field.TITLE, Field.TRACKS, Field.DISCS)


def review_reasons(
    reading: CleanReading, record: Record, verdicts: Verdicts, policy: Policy = DEFAULT
) -> tuple[str, ...]:
    """Why a cataloger should look at the match; empty for a match that needs no look."""
    return tuple(
        dict.fromkeys(
            (
                *_identity(reading, verdicts),
                *(verdicts.sentence(field) for field in verdicts.conflicting()),
                *_substance(reading, record, verdicts),
                *other_issue(reading, record, verdicts),
                *_usable(record, policy.language),
                *about_checked(reading),
            )
        )
    )


def carriers(reading: CleanReading, verdicts: Verdicts) -> tuple[Field, ...]:
    """The identifiers that agree well enough to carry a match, and are not in doubt."""
    codes = (Field.GTIN, Field.PUBLISHER_NUMBER)
    sure = [field for field in codes if _surely_agrees(field, reading, verdicts)]
    return tuple(field for field in sure if field is Field.GTIN or _own(reading, verdicts))


def about_checked(reading: CleanReading) -> tuple[str, ...]:
    """Doubts about what the comparison itself stands on."""
    return tuple(sentence for field in _CHECKED for sentence in about(field, reading.doubts))


def _surely_agrees(field: Field, reading: CleanReading, verdicts: Verdicts) -> bool:
    return verdicts.agrees(field) and not about(field, reading.doubts)


def _own(reading: CleanReading, verdicts: Verdicts) -> bool:
    """Whether an agreeing publisher number belongs to one issue alone.

    Labels keep a number for a reissue, so tracks or years have to be checked. With digits only, or
    very few of them, the label has to agree; else label or tracks.
    """
    dated = verdicts.compared(Field.YEARS) and not about(Field.YEARS, reading.doubts)
    if not (verdicts.agrees(Field.TRACKS) or dated):
        return False
    if _surely_agrees(Field.LABEL, reading, verdicts):
        return True
    if verdicts.score(Field.PUBLISHER_NUMBER) < LETTERS_SCORE:
        return False
    longest = max(len(re.sub(r"\D", "", number)) for number in reading.publisher_numbers)
    return longest >= MIN_OWN_DIGITS and verdicts.agrees(Field.TRACKS)


def _identity(reading: CleanReading, verdicts: Verdicts) -> Iterator[str]:
    if carriers(reading, verdicts):
        return
    if not verdicts.identified:
        yield "Neither the UPC nor the publisher number agrees."
        return
    doubts = (*about(Field.GTIN, reading.doubts), *about(Field.PUBLISHER_NUMBER, reading.doubts))
    yield from doubts
    if not doubts:
        yield "The publisher number agrees, but too little else (label, tracks, years) agrees with it."


def _substance(reading: CleanReading, record: Record, verdicts: Verdicts) -> Iterator[str]:
    """The title must agree, and tracks, discs and years wherever both sides give them.

    What has to be given on both sides is asked in `other_issues`.
    """
    if verdicts.of(Field.TITLE) is Verdict.ABSENT or verdicts.score(Field.TITLE) < MIN_TITLE:
        yield verdicts.sentence(Field.TITLE)
    for field in (Field.TRACKS, Field.DISCS):
        if verdicts.of(field) is Verdict.PARTIAL:
            yield verdicts.sentence(field)
    yield from _discs(reading, record, verdicts)
    yield from _edition(reading, record, verdicts)
    years = compare_years(reading.years, record.years)
    if years.look:
        yield years.sentence


def _discs(reading: CleanReading, record: Record, verdicts: Verdicts) -> Iterator[str]:
    """A set has the UPC of its discs' boxes in common: what of it is here has to be known."""
    of_set = (record.disc_count or 1) > 1
    if of_set and not reading.disc_count and not verdicts.agrees(Field.TRACKS):
        yield (
            f"The record describes {record.disc_count} discs; how many the item has was not read, "
            "and the tracks do not tell: it may be one part of the set."
        )


def _edition(reading: CleanReading, record: Record, verdicts: Verdicts) -> Iterator[str]:
    """A deluxe edition that only one side names, unless the tracks settle it."""
    if verdicts.agrees(Field.TRACKS):
        return
    ours = edition_words((reading.title, reading.subtitle, *reading.notes, *reading.labels))
    theirs = edition_words((record.title, record.edition, *record.notes, *record.labels))
    for words, has, lacks in ((theirs - ours, "record", "item"), (ours - theirs, "item", "record")):
        if words:
            named = ", ".join(sorted(words))
            yield f"The {has} is of another edition ({named}), which the {lacks} does not name."


def _usable(record: Record, language: str) -> Iterator[str]:
    if is_parallel(record, language):
        yield parallel_sentence(record, language)
    if record.carrier is not Carrier.CD:
        yield "The record does not say clearly that it describes a CD."
    if record.listed is False:
        yield "The catalogue does not list this record among music CDs."
