"""The deterministic check on a match: tracks and years of the chosen record, and its condition.

The check lowers tier and confidence and says why; it never raises them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from processing.catalog.compare import compare
from processing.catalog.compare_contents import track_sentence, track_verdict
from processing.catalog.confidence import besides, match_signs
from processing.catalog.evidence import (
    Choice,
    Scored,
    Tier,
    TrackComparison,
    Verdict,
    YearComparison,
)
from processing.catalog.high import lost_one, review_reasons
from processing.catalog.policy import DEFAULT, Policy
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.catalog.record_check import below_minimum, is_parallel, record_check
from processing.catalog.tracks import compare_tracks, tracks_beside
from processing.catalog.verdicts import Verdicts
from processing.catalog.years import compare_years


@dataclass(frozen=True, slots=True)
class Verified:
    """What the check leaves of a match.

    `record_check` are remarks on the record alone, `below_minimum` is what it lacks of the
    library's minimum, and `parallel` says that it is cataloged in another language: how usable the
    record is, whatever the match. `signs` are what the confidence was worked out from.
    """

    tier: Tier
    confidence: int
    reasons: tuple[str, ...]
    tracks: TrackComparison
    years: YearComparison
    record_check: tuple[str, ...] = ()
    below_minimum: tuple[str, ...] = ()
    parallel: bool = False
    signs: dict[str, float] = field(default_factory=dict, hash=False)

    @property
    def upgrade(self) -> str:
        """What a record below the library's minimum needs, as a sentence; "" for any other."""
        if not self.below_minimum:
            return ""
        right = (
            "Right record, needs upgrade" if self.tier is Tier.HIGH else "Needs upgrade, if right"
        )
        return f"{right}: {', '.join(self.below_minimum)}."


def verify(
    reading: CleanReading, record: Record | None, choice: Choice, policy: Policy = DEFAULT
) -> Verified:
    """Check the chosen record once more; without a record there is nothing to check.

    Every rule that keeps from High confidence is asked again, whoever made the choice.
    """
    theirs = tracks_beside(reading.tracks, record) if record else ()
    tracks = compare_tracks(reading.tracks, theirs)
    years = compare_years(reading.years, record.years if record else None)
    if record is None:
        return Verified(choice.tier, choice.confidence, choice.reasons, tracks, years)
    verdict = track_verdict(tracks, len(reading.tracks), len(theirs))
    scored = compare(reading, record, policy)
    if lost_one(reading, record, Verdicts(scored.evidence, policy.ignored)):
        verdict = Verdict.AGREE  # but for what was not read
    failures = tuple(_failures(reading, verdict, tracks, years))
    if choice.tier is Tier.HIGH:
        failures = (*failures, *_kept_from_high(reading, record, scored, policy))
    tier = _lowered(choice.tier, verdict) if failures else choice.tier
    reasons = tuple(dict.fromkeys((*choice.reasons, *failures)))
    signs = {
        **match_signs(
            reading, record, scored, policy,
            tier=tier, reasons=len(reasons), failed=bool(failures),
        ),
        **besides(choice.signs),
    }  # fmt: skip
    confidence = min(choice.confidence, policy.calibration.percent(signs))
    return Verified(
        tier,
        confidence,
        (*reasons, *_too_unsure(tier, confidence, policy)),
        tracks,
        years,
        record_check(record, policy),
        below_minimum(record, policy),
        is_parallel(record, policy.language),
        signs,
    )


def _too_unsure(tier: Tier, confidence: int, policy: Policy) -> Iterator[str]:
    if tier is Tier.HIGH and confidence < policy.high_confidence:
        yield (
            "Nothing contradicts, but the chance that the match is right is below what the library "
            "asks for (HIGH_CONFIDENCE)."
        )


def _kept_from_high(
    reading: CleanReading, record: Record, scored: Scored, policy: Policy
) -> tuple[str, ...]:
    veto = (scored.veto,) if scored.veto else ()
    verdicts = Verdicts(scored.evidence, policy.ignored)
    return (*veto, *review_reasons(reading, record, verdicts, policy))


def _failures(
    reading: CleanReading, verdict: Verdict, tracks: TrackComparison, years: YearComparison
) -> Iterator[str]:
    if verdict in (Verdict.PARTIAL, Verdict.CONFLICT):
        yield track_sentence(tracks, reading.tracks)
    if years.look:
        yield years.sentence


def _lowered(tier: Tier, tracks: Verdict) -> Tier:
    """High becomes medium; a track list that is another one makes it low."""
    if tier not in (Tier.HIGH, Tier.MEDIUM):
        return tier
    return Tier.LOW if tracks is Verdict.CONFLICT else Tier.MEDIUM
