"""Fits a calibration: logistic regression with weights that may speak one way only.

Newton's method, drawn to weights that are known before (`prior`): where the matches say nothing of
a sign, its weight stays what it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from processing.catalog.calibration import Calibration, logistic
from processing.catalog.signs import (
    AGAINST,
    AGREES,
    CHECK_FAILED,
    DIFFERS,
    FOR,
    HIGH,
    LOW,
    MODEL_DOUBTS,
    NAMES,
    OTHER_ISSUE,
    Signs,
)

# What catalogers would say before anything is measured, in log-odds. The test sets ask no model, so
# what its doubts weigh there is set, not measured: where it is sure that a match is wrong, odds of 99
# to 1 come down to about even.
PRIOR = Calibration(
    "prior",
    0.0,
    {
        **dict.fromkeys(AGREES.values(), 1.0),
        **dict.fromkeys(DIFFERS.values(), -2.0),
        HIGH: 3.0,
        LOW: -1.0,
        CHECK_FAILED: -1.0,
        OTHER_ISSUE: -2.0,
        MODEL_DOUBTS: -4.5,
    },
)
PULL = 1.0  # how strongly weights are drawn to the prior, in matches
# The least and the most that a sign counts, whatever the matches say. A failed check always lowers;
# what the rules ask of High says more than any one field; and the test sets have far more issues
# that are hard to tell apart than a library has.
LEAST_WEIGHT, MOST_WEIGHT = 0.1, 8.0
LEAST_WEIGHTS = {
    **dict.fromkeys(DIFFERS.values(), 1.0),
    HIGH: 2.0,
    CHECK_FAILED: 0.5,
}
MOST_WEIGHTS = {OTHER_ISSUE: 2.0}
LONGEST_STEP = 1.0
ROUNDS, SWEEPS, STILL = 100, 200, 1e-5
PLACES = 3  # decimals that are kept
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Judged:
    """A match with the truth. `family` is its title; `weight` how many matches it stands for."""

    family: str
    right: bool
    signs: Signs
    weight: float = 1.0


_BIAS = len(NAMES)  # its place among the weights: the last
_PLACES = {name: place for place, name in enumerate(NAMES)}


@dataclass(slots=True)
class _Pattern:
    """All matches with the same signs, by the place of a weight: how many, and how many right."""

    values: list[tuple[int, float]]
    count: float = 0.0
    right: float = 0.0


def fit(
    judged: Sequence[Judged], version: str, *, prior: Calibration = PRIOR, own: bool = False
) -> Calibration:
    """The weights under which what was judged is most likely, without straying from the prior."""
    patterns = _patterns(judged)
    drawn_to = [*(prior.weights.get(name, 0.0) for name in NAMES), prior.bias]
    weights = [_bounded(place, weight) for place, weight in enumerate(drawn_to)]
    for _ in range(ROUNDS):
        slope, bend = _slope_and_bend(patterns, weights, drawn_to)
        moved = _improve(weights, slope, bend)
        if moved < STILL:
            break
    rounded = {name: round(weight, PLACES) for name, weight in zip(NAMES, weights, strict=False)}
    return Calibration(version, round(weights[_BIAS], PLACES), rounded, own)


def _patterns(judged: Iterable[Judged]) -> list[_Pattern]:
    """In an order of their own, so that the same matches give the same weights to the last digit."""
    found: dict[tuple[tuple[int, float], ...], _Pattern] = {}
    for key, one in sorted(((_key(one.signs), one) for one in judged), key=lambda pair: pair[0]):
        pattern = found.setdefault(key, _Pattern([*key, (_BIAS, 1.0)]))
        pattern.count += one.weight
        pattern.right += one.weight * one.right
    return list(found.values())


def _key(signs: Mapping[str, float]) -> tuple[tuple[int, float], ...]:
    return tuple(sorted((_PLACES[name], value) for name, value in signs.items() if name in _PLACES))


def _slope_and_bend(
    patterns: Iterable[_Pattern], weights: Sequence[float], drawn_to: Sequence[float]
) -> tuple[list[float], list[list[float]]]:
    """First and second derivatives of what is made small, at these weights."""
    size = len(weights)
    pulls = [PULL] * _BIAS + [0.0]
    slope = [pulls[i] * (weights[i] - drawn_to[i]) for i in range(size)]
    bend = [[pulls[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
    for one in patterns:
        chance = logistic(sum(weights[i] * value for i, value in one.values))
        error, spread = one.count * chance - one.right, one.count * chance * (1 - chance)
        for i, value in one.values:
            slope[i] += error * value
            row, part = bend[i], spread * value
            for j, other in one.values:
                row[j] += part * other
    return slope, bend


def _improve(
    weights: list[float], slope: Sequence[float], bend: Sequence[Sequence[float]]
) -> float:
    """Moves the weights to the lowest point, within their bounds, of the parabola that slope and
    bend make; says how far the farthest moved."""
    start, size = list(weights), len(weights)
    for _ in range(SWEEPS):
        largest = 0.0
        for i in range(size):
            row = bend[i]
            steep = slope[i] + sum(row[j] * (weights[j] - start[j]) for j in range(size))
            wanted = weights[i] - steep / (row[i] + TINY)
            near = max(start[i] - LONGEST_STEP, min(start[i] + LONGEST_STEP, wanted))
            moved = _bounded(i, near) - weights[i]
            weights[i] += moved
            largest = max(largest, abs(moved))
        if largest < STILL:
            break
    return max(abs(weights[i] - start[i]) for i in range(size))


def _bounded(place: int, weight: float) -> float:
    if place == _BIAS:
        return weight
    name = NAMES[place]
    least, most = LEAST_WEIGHTS.get(name, LEAST_WEIGHT), MOST_WEIGHTS.get(name, MOST_WEIGHT)
    if name in FOR:
        return max(least, min(most, weight))
    assert name in AGAINST
    return min(-least, max(-most, weight))
