"""What keeps a match from High confidence, each rule as a sentence for the cataloger (facts 3)."""

from collections.abc import Iterator

from processing.catalog.doubts import about
from processing.catalog.editions import edition_words
from processing.catalog.evidence import Field, Verdict
from processing.catalog.other_issues import other_issue
from processing.catalog.policy import DEFAULT, Mismatch, Policy
from processing.catalog.publisher_number import digit_count
from processing.catalog.reading import CleanReading
from processing.catalog.record import Carrier, Record
from processing.catalog.record_check import is_parallel, parallel_sentence
from processing.catalog.sets import beside_the_cd, may_be_several
from processing.catalog.thresholds import (
    EXCHANGED,
    LETTERS_SCORE,
    MIN_OWN_DIGITS,
    MIN_TITLE,
    MIN_TRACKS_TO_LOSE,
)
from processing.catalog.tracks import compare_tracks, tracks_beside
from processing.catalog.verdicts import Verdicts
from processing.catalog.versions import version_tags
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
                *_numbers(record, verdicts, policy),
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
    if not reading.gtins and about(Field.PUBLISHER_NUMBER, reading.doubts):
        sure = [field for field in sure if field is not Field.GTIN]  # it was read as a number
    return tuple(field for field in sure if field is Field.GTIN or _own(reading, verdicts))


def about_checked(reading: CleanReading) -> tuple[str, ...]:
    """Doubts about what the comparison itself stands on."""
    return tuple(sentence for field in _CHECKED for sentence in about(field, reading.doubts))


def _surely_agrees(field: Field, reading: CleanReading, verdicts: Verdicts) -> bool:
    return verdicts.agrees(field) and not about(field, reading.doubts)


def _own(reading: CleanReading, verdicts: Verdicts) -> bool:
    """Whether an agreeing publisher number belongs to one issue alone.

    Labels keep a number for a reissue, so tracks or years have to be checked. With digits only, or
    very few of them, the label has to agree, and name or tracks: labels of one name are many. Else
    label or tracks.
    """
    dated = verdicts.compared(Field.YEARS) and not about(Field.YEARS, reading.doubts)
    if not (verdicts.agrees(Field.TRACKS) or dated):
        return False
    letters = verdicts.score(Field.PUBLISHER_NUMBER) >= LETTERS_SCORE
    if _surely_agrees(Field.LABEL, reading, verdicts):
        return letters or verdicts.agrees(Field.NAME) or verdicts.agrees(Field.TRACKS)
    if not letters:
        return False
    digits = digit_count(verdicts.ours(Field.PUBLISHER_NUMBER))
    return digits >= MIN_OWN_DIGITS and verdicts.agrees(Field.TRACKS)


def _identity(reading: CleanReading, verdicts: Verdicts) -> Iterator[str]:
    if carriers(reading, verdicts):
        return
    if not verdicts.identified:
        yield "Neither the UPC nor the publisher number agrees."
        return
    doubts = (*about(Field.GTIN, reading.doubts), *about(Field.PUBLISHER_NUMBER, reading.doubts))
    yield from doubts
    if not doubts:
        yield "The publisher number agrees, but too little else (label, name, tracks, years) agrees with it."


def _substance(reading: CleanReading, record: Record, verdicts: Verdicts) -> Iterator[str]:
    """The title must agree, and tracks, discs and years wherever both sides give them.

    What has to be given on both sides is asked in `other_issues`.
    """
    if not (verdicts.score(Field.TITLE) >= MIN_TITLE or _only_exchanged(verdicts)):
        yield verdicts.sentence(Field.TITLE)
    if verdicts.of(Field.TRACKS) is Verdict.PARTIAL and not lost_one(reading, record, verdicts):
        yield verdicts.sentence(Field.TRACKS)
    if verdicts.of(Field.DISCS) is Verdict.PARTIAL:
        yield verdicts.sentence(Field.DISCS)
    yield from _discs(reading, record, verdicts)
    yield from _edition(reading, record, verdicts)
    years = compare_years(reading.years, record.years)
    if years.look:
        yield years.sentence


def _only_exchanged(verdicts: Verdicts) -> bool:
    """Whether title and name agree the other way round, on what is surely the item's record."""
    exchanged = verdicts.score(Field.TITLE) == verdicts.score(Field.NAME) == EXCHANGED
    return exchanged and verdicts.agrees(Field.GTIN) and verdicts.agrees(Field.TRACKS)


def lost_one(reading: CleanReading, record: Record, verdicts: Verdicts) -> bool:
    """Whether all that differs is one track in the middle of the record's list, while the years
    agree, and the UPC or number and label: then it was not read. At the end of the list it may be
    the bonus track of another issue."""
    labelled = verdicts.agrees(Field.PUBLISHER_NUMBER) and verdicts.agrees(Field.LABEL)
    if not (verdicts.agrees(Field.YEARS) and (verdicts.agrees(Field.GTIN) or labelled)):
        return False
    theirs = tracks_beside(reading.tracks, record)
    found = compare_tracks(reading.tracks, theirs)
    whole = found.in_order and not found.missing and not found.other_lengths
    inside = len(found.extra) == 1 and found.extra[0] < len(theirs) - 1
    return whole and inside and len(theirs) >= MIN_TRACKS_TO_LOSE and not found.part_of_set


def _numbers(record: Record, verdicts: Verdicts, policy: Policy) -> Iterator[str]:
    """A number that is only alike, as of two labels, or of the LP, is none that agrees."""
    both = bool(record.publisher_numbers) and policy.number_mismatch is not Mismatch.IGNORE
    if both and verdicts.of(Field.PUBLISHER_NUMBER) is Verdict.PARTIAL:
        yield verdicts.sentence(Field.PUBLISHER_NUMBER)


def _discs(reading: CleanReading, record: Record, verdicts: Verdicts) -> Iterator[str]:
    """A set has the UPC of its discs' boxes in common: what of it is here has to be known."""
    alone = (reading.disc_count or 1) == 1
    if alone and may_be_several(record.extent, record.disc_count):
        if not verdicts.agrees(Field.TRACKS):
            yield f"The record may be of several discs ({record.extent}), and the tracks do not tell."
    elif alone and beside_the_cd(record.extent) and not verdicts.agrees(Field.GTIN):
        yield f"The record has more than the CD ({record.extent}), and the UPC does not agree."
    if (record.disc_count or 1) == 1:
        return
    if number := _one_disc(reading):
        yield (
            f"The record describes {record.disc_count} discs; all tracks that were read are of disc "
            f"{number}: the item may be one part of the set."
        )
    elif not reading.disc_count and not verdicts.agrees(Field.TRACKS):
        yield (
            f"The record describes {record.disc_count} discs; how many the item has was not read, "
            "and the tracks do not tell: it may be one part of the set."
        )


def _one_disc(reading: CleanReading) -> int | None:
    """The disc under whose heading all tracks stand; a contents note may be of it alone."""
    headings = {track.disc for track in reading.tracks}
    return headings.pop() if len(headings) == 1 else None


def _edition(reading: CleanReading, record: Record, verdicts: Verdicts) -> Iterator[str]:
    """A deluxe edition, or a live or other version, that only one side names, unless the tracks
    settle it."""
    if verdicts.agrees(Field.TRACKS):
        return
    ours = edition_words((reading.title, reading.subtitle, *reading.notes, *reading.labels))
    theirs = edition_words((record.title, record.edition, *record.notes, *record.labels))
    ours |= version_tags(" : ".join(filter(None, (reading.title, reading.subtitle))))
    theirs |= version_tags(record.title)
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
