"""What a share of right answers may claim: the exact one-sided bound of Clopper and Pearson."""

from math import exp, lgamma, log

CONFIDENCE = 0.95
_STEPS = 60  # halvings: far below what is shown


def lower_bound(right: int, total: int, confidence: float = CONFIDENCE) -> float:
    """The least true share that is still likely; 0.0 where nothing was tried.

    With nothing wrong in n it is (1 - confidence) ** (1/n): 600 of 600 claim 99.5 %.
    """
    if not total or not right:
        return 0.0
    low, high = 0.0, right / total
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if at_least(right, total, middle) > 1 - confidence:
            high = middle
        else:
            low = middle
    return low


def upper_bound(wrong: int, total: int, confidence: float = CONFIDENCE) -> float:
    """The greatest true share that is still likely; 1.0 where nothing was tried."""
    return 1.0 - lower_bound(total - wrong, total, confidence)


def at_least(right: int, total: int, share: float) -> float:
    """The chance of `right` or more in `total` when each has this share (0.0 to 1.0)."""
    if share in (0.0, 1.0):
        return share if right else 1.0
    if right > total - right:
        return sum(_chance(count, total, share) for count in range(right, total + 1))
    return 1.0 - sum(_chance(count, total, share) for count in range(right))


def _chance(count: int, total: int, share: float) -> float:
    ways = lgamma(total + 1) - lgamma(count + 1) - lgamma(total - count + 1)
    return exp(ways + count * log(share) + (total - count) * log(1 - share))
