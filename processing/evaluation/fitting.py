"""Evidence with the truth beside it, to fit a calibration on; folds keep each title together."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from processing.catalog.evidence import Field, Tier, Verdict
from processing.evaluation.cases import Result

SEED = 20261128


@dataclass(frozen=True, slots=True)
class Judged:
    """One match and whether it is right.

    `verdicts` and `scores` (0.0 to 1.0, None where a side gives nothing) are by field; `margin`
    are the points of the rank score to the next candidate of another issue; `confidence` is what
    the program says now. `family` is the title: a fold has all its matches or none.
    """

    family: str
    right: bool
    tier: Tier
    confidence: int
    score: int
    margin: int
    verdicts: dict[Field, Verdict]
    scores: dict[Field, float | None]
    doubts: int
    reasons: int


def judged(results: Iterable[Result]) -> list[Judged]:
    """All results with a chosen record; where there is none, there is nothing to be right about."""
    return [_judged(one) for one in results if one.scored]


def folds(
    found: Sequence[Judged], count: int = 5, seed: int = SEED
) -> Iterator[tuple[list[Judged], list[Judged]]]:
    """`count` pairs (to fit on, to report on) with different titles on the two sides."""
    families = sorted({one.family for one in found})
    random.Random(seed).shuffle(families)
    part = {family: place % count for place, family in enumerate(families)}
    for place in range(count):
        yield (
            [one for one in found if part[one.family] != place],
            [one for one in found if part[one.family] == place],
        )


def _judged(result: Result) -> Judged:
    assert result.scored is not None
    evidence = result.scored.evidence
    return Judged(
        family=result.case.family,
        right=result.right,
        tier=result.tier,
        confidence=result.confidence,
        score=result.scored.score,
        margin=result.margin,
        verdicts={one.field: one.verdict for one in evidence},
        scores={one.field: one.score for one in evidence},
        doubts=len(result.case.reading.doubts),
        reasons=len(result.reasons),
    )
