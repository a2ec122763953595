"""The deterministic check on a match: tracks and years of the chosen record, and its condition.

The check lowers tier and confidence and says why; it never raises them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from processing.catalog.compare_contents import track_sentence, track_verdict
from processing.catalog.confidence import CHECK_FAILED
from processing.catalog.evidence import (
    Choice,
    Tier,
    TrackComparison,
    Verdict,
    YearComparison,
)
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.catalog.record_check import record_check
from processing.catalog.tracks import compare_tracks
from processing.catalog.years import compare_years


@dataclass(frozen=True, slots=True)
class Verified:
    """What the check leaves of a match. `record_check` are remarks on the record alone."""

    tier: Tier
    confidence: int
    reasons: tuple[str, ...]
    tracks: TrackComparison
    years: YearComparison
    record_check: tuple[str, ...] = ()


def verify(reading: CleanReading, record: Record | None, choice: Choice) -> Verified:
    """Check tracks and years of the chosen record; without a record there is nothing to check."""
    tracks = compare_tracks(reading.tracks, record.tracks if record else ())
    years = compare_years(reading.years, record.years if record else None)
    if record is None:
        return Verified(choice.tier, choice.confidence, choice.reasons, tracks, years)
    failures = tuple(_failures(reading, record, tracks, years))
    tier = _lowered(choice.tier, tracks, reading, record) if failures else choice.tier
    confidence = min(choice.confidence, CHECK_FAILED) if failures else choice.confidence
    reasons = tuple(dict.fromkeys((*choice.reasons, *failures)))
    return Verified(tier, confidence, reasons, tracks, years, record_check(record))


def _failures(
    reading: CleanReading, record: Record, tracks: TrackComparison, years: YearComparison
) -> Iterator[str]:
    verdict = track_verdict(tracks, len(reading.tracks), len(record.tracks))
    if verdict in (Verdict.PARTIAL, Verdict.CONFLICT):
        yield track_sentence(tracks, len(reading.tracks))
    if years.verdict is Verdict.CONFLICT:
        yield years.sentence


def _lowered(tier: Tier, tracks: TrackComparison, reading: CleanReading, record: Record) -> Tier:
    """High becomes medium; a track list that is another one makes it low."""
    if tier not in (Tier.HIGH, Tier.MEDIUM):
        return tier
    verdict = track_verdict(tracks, len(reading.tracks), len(record.tracks))
    return Tier.LOW if verdict is Verdict.CONFLICT else Tier.MEDIUM
