"""What keeps a match from High confidence, each rule as a sentence for the cataloger (facts 3)."""

import re
from collections.abc import Iterator

from processing.catalog import publisher_number
from processing.catalog.doubts import about
from processing.catalog.evidence import Field, Verdict
from processing.catalog.reading import CleanReading
from processing.catalog.record import Carrier, Record
from processing.catalog.verdicts import Verdicts

MIN_TITLE = 0.8
# A number such as "CD 12" is used by many labels, whatever its letters are.
MIN_OWN_DIGITS = 4
# Doubts about these weaken the comparison itself.
_CHECKED = (Field.TITLE, Field.TRACKS, Field.DISCS)


def review_reasons(reading: CleanReading, record: Record, verdicts: Verdicts) -> tuple[str, ...]:
    """Why a cataloger should look at the match; empty for a match that needs no look."""
    return tuple(
        dict.fromkeys(
            (
                *_identity(reading, verdicts),
                *(verdicts.sentence(field) for field in verdicts.conflicting()),
                *_substance(verdicts),
                *_carrier(record),
                *about_checked(reading),
            )
        )
    )


def carriers(reading: CleanReading, verdicts: Verdicts) -> tuple[Field, ...]:
    """The identifiers that agree well enough to carry a match, and are not in doubt."""
    found = []
    if verdicts.agrees(Field.GTIN) and not about(Field.GTIN, reading.doubts):
        found.append(Field.GTIN)
    number_is_sure = not about(Field.PUBLISHER_NUMBER, reading.doubts)
    if verdicts.agrees(Field.PUBLISHER_NUMBER) and number_is_sure and _own(reading, verdicts):
        found.append(Field.PUBLISHER_NUMBER)
    return tuple(found)


def about_checked(reading: CleanReading) -> tuple[str, ...]:
    """Doubts about what the comparison itself stands on."""
    return tuple(sentence for field in _CHECKED for sentence in about(field, reading.doubts))


def _own(reading: CleanReading, verdicts: Verdicts) -> bool:
    """Whether an agreeing publisher number belongs to one issue alone.

    Labels keep a number for a reissue, so tracks or years have to agree too. With digits only, or
    very few of them, the label has to agree; else label or tracks.
    """
    if not (verdicts.agrees(Field.TRACKS) or verdicts.agrees(Field.YEARS)):
        return False
    if verdicts.agrees(Field.LABEL):
        return True
    if verdicts.score(Field.PUBLISHER_NUMBER) < publisher_number.LETTERS_SCORE:
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


def _substance(verdicts: Verdicts) -> Iterator[str]:
    """The title must agree, and tracks and discs wherever both sides give them."""
    if verdicts.of(Field.TITLE) is Verdict.ABSENT or verdicts.score(Field.TITLE) < MIN_TITLE:
        yield verdicts.sentence(Field.TITLE)
    for field in (Field.TRACKS, Field.DISCS):
        if verdicts.of(field) is Verdict.PARTIAL:
            yield verdicts.sentence(field)


def _carrier(record: Record) -> Iterator[str]:
    if record.carrier is not Carrier.CD:
        yield "The record does not say clearly that it describes a CD."
    if record.listed is False:
        yield "The catalogue does not list this record among music CDs."
