"""How a reading compares with a record: evidence for every field, a rank score, a veto.

Missing is neutral, contradicting is negative. The score puts identifiers before texts before
preferences, as MusicBrainz Picard 3 does (facts 1.2 and 3): when a UPC or publisher number
agrees it is the record, when it differs it is not, however alike the titles are.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from processing.catalog import compare_codes, compare_contents, compare_fields
from processing.catalog.evidence import Evidence, Field, Scored, Verdict
from processing.catalog.reading import CleanReading
from processing.catalog.record import Carrier, Record
from processing.catalog.record_check import CATALOGING_LANGUAGE
from processing.catalog.tracks import compare_tracks

IDENTIFIER_WEIGHTS = {Field.GTIN: 28, Field.PUBLISHER_NUMBER: 22}
SIMILARITY_WEIGHTS = {
    Field.TITLE: 17,
    Field.NAME: 8,
    Field.TRACKS: 20,
    Field.LABEL: 5,
    Field.DISCS: 6,
    Field.YEARS: 5,
}
IS_THE_RECORD, IS_ANOTHER = 0.9, 0.1
AGREED_BASE, AGREED_SIMILARITY, AGREED_PREFERENCE = 0.85, 0.10, 0.05
DIFFERS_SHARE = 0.3
SPEAKS_FOR = 0.5
MIXED_IDENTIFIER, MIXED_SIMILARITY, MIXED_PREFERENCE = 0.4, 0.5, 0.1
TEXT_SIMILARITY, TEXT_PREFERENCE = 0.9, 0.1
EXCHANGED_SCORE = 0.75  # below what High confidence asks of a title
EXCHANGED_SENTENCE = "Title and name seem to have been read the other way round."
# Leader/06 of music and of spoken sound recordings.
SOUND_RECORDINGS = frozenset({"j", "i"})
FULL_LEVELS = frozenset({" ", "#", "1", "4", "I", "L"})


def compare(reading: CleanReading, record: Record) -> Scored:
    """Compare a reading with one record, field by field."""
    tracks = compare_tracks(reading.tracks, record.tracks)
    title, name = _title_and_name(reading, record)
    evidence = (
        compare_codes.gtin_evidence(reading, record),
        compare_codes.publisher_number_evidence(reading, record),
        title,
        name,
        compare_fields.label_evidence(reading, record),
        compare_contents.track_evidence(reading, record, tracks),
        compare_contents.disc_evidence(reading, record, tracks),
        compare_fields.year_evidence(reading, record),
    )
    score = round(100 * _score(evidence, preference(record)))
    return Scored((record.source, record.number), score, evidence, _veto(record))


def _title_and_name(reading: CleanReading, record: Record) -> tuple[Evidence, Evidence]:
    """Title and name, and the other way round where only that agrees.

    On many covers the name is set larger than the title, so a reader may exchange the two. Such
    a pair is only alike: the disc stays in review.
    """
    title = compare_fields.title_evidence(reading, record)
    name = compare_fields.name_evidence(reading, record)
    if not (reading.title and reading.name) or title.verdict is not Verdict.CONFLICT:
        return title, name
    turned = replace(
        reading, title=reading.name, name=reading.title, subtitle=None, other_titles=()
    )
    other_title = compare_fields.title_evidence(turned, record)
    other_name = compare_fields.name_evidence(turned, record)
    if not other_title.verdict == other_name.verdict == Verdict.AGREE:
        return title, name
    alike = partial(
        replace, verdict=Verdict.PARTIAL, score=EXCHANGED_SCORE, sentence=EXCHANGED_SENTENCE
    )
    return alike(title), alike(name)


def preference(record: Record) -> float:
    """How much a record is to be preferred among equal ones, 0.0 to 1.0."""
    wanted = (
        record.encoding_level in FULL_LEVELS,
        record.cataloging_language in (None, "", CATALOGING_LANGUAGE),
        bool(record.tracks),
        bool(record.held),
        bool(record.gtins or record.publisher_numbers),
    )
    return sum(wanted) / len(wanted)


def _veto(record: Record) -> str | None:
    if record.record_type and record.record_type not in SOUND_RECORDINGS:
        return "The record does not describe a sound recording."
    if record.carrier is Carrier.OTHER:
        reason = f" ({record.carrier_reason})" if record.carrier_reason else ""
        return f"The record describes another carrier than a CD{reason}."
    return None


def _score(evidence: tuple[Evidence, ...], preferred: float) -> float:
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


def _weighted(evidence: tuple[Evidence, ...], weights: Mapping[Field, int]) -> float | None:
    """The mean of the scores that there are; None where nothing could be compared."""
    given = [
        (weights[one.field], one.score)
        for one in evidence
        if one.field in weights and one.verdict is not Verdict.ABSENT and one.score is not None
    ]
    total = sum(weight for weight, _ in given)
    return sum(weight * score for weight, score in given) / total if total else None
