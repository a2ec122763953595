"""How far the confidence can be taken at its word: of all that say 90, nine in ten are right."""

from collections.abc import Sequence
from dataclasses import dataclass

from processing.evaluation.cases import Result

WIDTH = 10  # points of confidence in a bin
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Matches whose confidence lies from `low` to `high`; `said` is its mean, `right` the share
    of them that is right, both 0.0 to 1.0."""

    low: int
    high: int
    count: int
    said: float
    right: float


def bins(results: Sequence[Result]) -> list[Bin]:
    """The bins that are not empty, the lowest first; only results with a chosen record count."""
    grouped: list[list[Result]] = [[] for _ in range(BINS)]
    for one in results:
        if one.chosen:
            grouped[min(one.confidence // WIDTH, BINS - 1)].append(one)
    return [_bin(place, found) for place, found in enumerate(grouped) if found]


def expected_error(results: Sequence[Result]) -> float | None:
    """ECE: how far confidence and truth are apart on average, weighted by the number of matches."""
    found = bins(results)
    total = sum(one.count for one in found)
    if not total:
        return None
    return sum(one.count * abs(one.said - one.right) for one in found) / total


def _bin(place: int, found: Sequence[Result]) -> Bin:
    low = place * WIDTH
    high = 100 if place == BINS - 1 else low + WIDTH - 1
    said = sum(one.confidence for one in found) / (100 * len(found))
    return Bin(low, high, len(found), said, sum(one.right for one in found) / len(found))
