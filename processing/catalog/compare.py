"""How a reading compares with a record: evidence for every field, a rank score, a veto.

Missing is neutral, contradicting is negative. The score puts identifiers before texts before
preferences, as MusicBrainz Picard 3 does (facts 1.2 and 3): when a UPC or publisher number
agrees it is the record, when it differs it is not, however alike the titles are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from processing.catalog import compare_codes, compare_contents, compare_fields, compare_names
from processing.catalog.evidence import Evidence, Field, Scored, Verdict
from processing.catalog.policy import CATALOGING_LANGUAGE, DEFAULT, Mismatch, Policy
from processing.catalog.reading import CleanReading
from processing.catalog.record import Carrier, Record
from processing.catalog.record_check import FULL_LEVELS, is_parallel
from processing.catalog.thresholds import (
    AGREED_BASE,
    AGREED_PREFERENCE,
    AGREED_SIMILARITY,
    DIFFERS_SHARE,
    EXCHANGED,
    IDENTIFIER_WEIGHTS,
    IS_ANOTHER,
    IS_THE_RECORD,
    MIXED_IDENTIFIER,
    MIXED_PREFERENCE,
    MIXED_SIMILARITY,
    SIMILARITY_WEIGHTS,
    SPEAKS_FOR,
    TEXT_PREFERENCE,
    TEXT_SIMILARITY,
)
from processing.catalog.tracks import compare_tracks, tracks_beside
from processing.catalog.verdicts import Verdicts

EXCHANGED_SENTENCE = "Title and name seem to have been read the other way round."
# Leader/06 of music and of spoken sound recordings.
SOUND_RECORDINGS = frozenset({"j", "i"})


def compare(reading: CleanReading, record: Record, policy: Policy = DEFAULT) -> Scored:
    """Compare a reading with one record, field by field."""
    theirs = tracks_beside(reading.tracks, record)
    tracks = compare_tracks(reading.tracks, theirs)
    title, name = _title_and_name(reading, record)
    evidence = (
        compare_codes.gtin_evidence(reading, record),
        compare_codes.publisher_number_evidence(reading, record),
        title,
        name,
        compare_fields.label_evidence(reading, record),
        compare_contents.track_evidence(reading.tracks, theirs, tracks),
        compare_contents.disc_evidence(reading, record, tracks),
        compare_fields.year_evidence(reading, record),
    )
    counted = [
        one
        for one in evidence
        if one.field not in policy.ignored or one.verdict is not Verdict.CONFLICT
    ]
    score = round(100 * _score(counted, preference(record, policy.language)))
    return Scored((record.source, record.number), score, evidence, _veto(record, evidence, policy))


def _title_and_name(reading: CleanReading, record: Record) -> tuple[Evidence, Evidence]:
    """Title and name, and the other way round where only that agrees.

    On many covers the name is set larger than the title, so a reader may exchange the two. Such
    a pair is only alike: without UPC and tracks that agree the disc stays in review.
    """
    title = compare_fields.title_evidence(reading, record)
    name = compare_names.name_evidence(reading, record)
    if not (reading.title and reading.name) or title.verdict is not Verdict.CONFLICT:
        return title, name
    turned = replace(
        reading, title=reading.name, name=reading.title, subtitle=None, other_titles=()
    )
    other_title = compare_fields.title_evidence(turned, record)
    other_name = compare_names.name_evidence(turned, record)
    if not other_title.verdict == other_name.verdict == Verdict.AGREE:
        return title, name
    alike = partial(replace, verdict=Verdict.PARTIAL, score=EXCHANGED, sentence=EXCHANGED_SENTENCE)
    return alike(title), alike(name)


def preference(record: Record, language: str = CATALOGING_LANGUAGE) -> float:
    """How much a record is to be preferred among equal ones, 0.0 to 1.0."""
    wanted = (
        record.encoding_level in FULL_LEVELS,
        not is_parallel(record, language),
        bool(record.tracks),
        bool(record.held),
        bool(record.gtins or record.publisher_numbers),
    )
    return sum(wanted) / len(wanted)


def _veto(record: Record, evidence: Iterable[Evidence], policy: Policy) -> str | None:
    if record.record_type and record.record_type not in SOUND_RECORDINGS:
        return "The record does not describe a sound recording."
    if record.carrier is Carrier.OTHER:
        reason = f" ({record.carrier_reason})" if record.carrier_reason else ""
        return f"The record describes another carrier than a CD{reason}."
    numbers = Verdicts(evidence).of(Field.PUBLISHER_NUMBER)
    if policy.number_mismatch is Mismatch.VETO and numbers is Verdict.CONFLICT:
        return "The publisher number is another one, and the library takes no such record."
    return None


def _score(evidence: Sequence[Evidence], preferred: float) -> float:
    identity = _weighted(evidence, IDENTIFIER_WEIGHTS)
    likeness = _weighted(evidence, SIMILARITY_WEIGHTS) or 0.0
    by_text = TEXT_SIMILARITY * likeness + TEXT_PREFERENCE * preferred * likeness
    if identity is None:
        return by_text
    if identity >= IS_THE_RECORD:
        return AGREED_BASE + AGREED_SIMILARITY * likeness + AGREED_PREFERENCE * preferred
    if identity <= IS_ANOTHER:
        return DIFFERS_SHARE * likeness
    mixed = MIXED_IDENTIFIER * identity + MIXED_SIMILARITY * likeness + MIXED_PREFERENCE * preferred
    # An identifier that fits, if only partly, never counts against a record.
    return max(mixed, by_text) if identity >= SPEAKS_FOR else mixed


def _weighted(evidence: Sequence[Evidence], weights: Mapping[Field, int]) -> float | None:
    """The mean of the scores that there are; None where nothing could be compared."""
    given = [
        (weights[one.field], one.score)
        for one in evidence
        if one.field in weights and one.verdict is not Verdict.ABSENT and one.score is not None
    ]
    total = sum(weight for weight, _ in given)
    return sum(weight * score for weight, score in given) / total if total else None
