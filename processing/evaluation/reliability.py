"""How far the confidence can be taken at its word: of all that say 90, nine in ten are right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from processing.evaluation.cases import Result

WIDTH = 10  # points of confidence in a bin
BINS = 10


@dataclass(frozen=True, slots=True)
class Told:
    """The confidence of a match and the truth; `weight` is how many matches it stands for."""

    confidence: int
    right: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Matches whose confidence lies from `low` to `high`; `said` is its mean, `right` the share
    of them that is right, both 0.0 to 1.0. `weight` is how many matches they stand for."""

    low: int
    high: int
    count: int
    said: float
    right: float
    weight: float


def told(results: Iterable[Result]) -> list[Told]:
    """The results with a chosen record: without one there is nothing to be right about."""
    return [Told(one.confidence, one.right) for one in results if one.chosen]


def bins(results: Sequence[Result]) -> list[Bin]:
    """The bins that are not empty, the lowest first; only results with a chosen record count."""
    return bins_of(told(results))


def expected_error(results: Sequence[Result]) -> float | None:
    """ECE: how far confidence and truth are apart on average, weighted by the number of matches."""
    return error_of(told(results))


def bins_of(matches: Iterable[Told]) -> list[Bin]:
    """The bins that are not empty, the lowest first."""
    grouped: list[list[Told]] = [[] for _ in range(BINS)]
    for one in matches:
        grouped[min(one.confidence // WIDTH, BINS - 1)].append(one)
    return [_bin(place, found) for place, found in enumerate(grouped) if found]


def error_of(matches: Iterable[Told]) -> float | None:
    """ECE of some matches; None where there are none."""
    found = bins_of(matches)
    total = sum(one.weight for one in found)
    if not total:
        return None
    return sum(one.weight * abs(one.said - one.right) for one in found) / total


def _bin(place: int, found: Sequence[Told]) -> Bin:
    low = place * WIDTH
    high = 100 if place == BINS - 1 else low + WIDTH - 1
    weight = sum(one.weight for one in found)
    said = sum(one.weight * one.confidence for one in found) / (100 * weight)
    right = sum(one.weight * one.right for one in found) / weight
    return Bin(low, high, len(found), said, right, weight)
