"""Between which two shares the true one lies, from a few that were checked."""

from math import sqrt

NORMAL_95 = 1.959964  # standard deviations that hold 95 in 100


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % score interval of Wilson as shares, 0.0 to 1.0; all of it where nothing was tried."""
    if not total:
        return 0.0, 1.0
    share, square = right / total, NORMAL_95**2
    middle = share + square / (2 * total)
    reach = NORMAL_95 * sqrt(share * (1 - share) / total + square / (4 * total**2))
    scale = 1 + square / total
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)
