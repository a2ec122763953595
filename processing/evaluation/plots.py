"""The geometry of the two plots of the report; the page draws them as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from processing.evaluation.cases import Result
from processing.evaluation.reliability import Bin, bins
from processing.evaluation.scoring import Point, curve

SIZE = 280  # pixels of a side
TICKS = (0, 20, 40, 60, 80, 100)
LEAST_RADIUS, MOST_RADIUS = 3, 12


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a plot in pixels, with what it says in words."""

    x: float
    y: float
    radius: float
    said: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on both axes."""

    percent: int
    place: float

    @property
    def from_top(self) -> float:
        return SIZE - self.place


@dataclass(frozen=True, slots=True)
class Plot:
    """Dots, a line through them where it has one, and the marks of its axes."""

    dots: tuple[Dot, ...]
    line: str = ""
    size = SIZE
    ticks = tuple(Tick(percent, SIZE * percent / 100) for percent in TICKS)


def reliability(results: Sequence[Result]) -> Plot:
    """What the confidence says (across) against what is right (upwards), larger for more matches."""
    found = bins(results)
    most = max((one.count for one in found), default=1)
    return Plot(tuple(_of_bin(one, most) for one in found))


def precision_and_coverage(results: Sequence[Result]) -> Plot:
    """Coverage across, precision upwards, for every threshold of the confidence."""
    points = curve(results)
    dots = tuple(_of_point(one) for one in points)
    return Plot(dots, " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in dots))


def _of_bin(one: Bin, most: int) -> Dot:
    radius = LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * (one.count / most) ** 0.5
    said = f"{one.low}–{one.high} %: {one.count} matches, {100 * one.right:.1f} % right"
    return Dot(SIZE * one.said, SIZE * (1 - one.right), radius, said)


def _of_point(one: Point) -> Dot:
    said = (
        f"from {one.threshold} %: {one.accepted} matches, precision {100 * one.precision:.1f} %, "
        f"coverage {100 * one.coverage:.1f} %"
    )
    return Dot(SIZE * one.coverage, SIZE * (1 - one.precision), LEAST_RADIUS, said)
