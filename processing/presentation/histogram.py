"""How sure the program is of the discs of an upload: a bar for each ten points of confidence."""

from dataclasses import dataclass

from django.db.models import Count, F

from processing.models import Upload
from processing.models.standing import DiscStanding

STEP, HIGHEST = 10, 100
BAR_WIDTH, BAR_GAP, BAR_HEIGHT = 24, 4, 40  # pixels of the drawing
LEAST_HEIGHT = 2  # one disc among thousands still shows


@dataclass(frozen=True, slots=True)
class Bar:
    """Discs of one range of confidence; the geometry is that of the drawing."""

    low: int
    high: int
    discs: int
    height: int
    x: int

    @property
    def span(self) -> str:
        """As in an address: 80-89."""
        return f"{self.low}-{self.high}"

    @property
    def label(self) -> str:
        return f"{self.low}–{self.high}"

    @property
    def y(self) -> int:
        return BAR_HEIGHT - self.height

    @property
    def middle(self) -> int:
        return self.x + BAR_WIDTH // 2


@dataclass(frozen=True, slots=True)
class Histogram:
    bars: tuple[Bar, ...]

    width = (BAR_WIDTH + BAR_GAP) * (HIGHEST // STEP) - BAR_GAP
    height = BAR_HEIGHT
    bar_width = BAR_WIDTH

    @property
    def discs(self) -> int:
        return sum(bar.discs for bar in self.bars)


def histogram(upload: Upload) -> Histogram:
    """In one query. The last bar holds 90 to 100."""
    last = HIGHEST // STEP - 1
    counts = [0] * (last + 1)
    rows = upload.discs.exclude(confidence=None).values_list(F("confidence") / STEP)
    for tenth, discs in rows.annotate(n=Count("pk")).order_by():
        counts[min(int(tenth), last)] += discs
    most = max(counts)
    return Histogram(tuple(_bar(tenth, discs, most) for tenth, discs in enumerate(counts)))


def _bar(tenth: int, discs: int, most: int) -> Bar:
    low = tenth * STEP
    high = HIGHEST if low + STEP == HIGHEST else low + STEP - 1
    height = max(LEAST_HEIGHT, round(BAR_HEIGHT * discs / most)) if discs else 0
    return Bar(low, high, discs, height, tenth * (BAR_WIDTH + BAR_GAP))


def confidence_range(asked: str) -> tuple[int, int] | None:
    """The two ends of "80-89"; None for anything else, which then filters nothing."""
    low, dash, high = asked.partition("-")
    if not (dash and low.isdecimal() and high.isdecimal() and len(low) <= 3 and len(high) <= 3):
        return None
    return int(low), int(high)


def in_range(discs: DiscStanding, asked: str) -> DiscStanding:
    """Only the discs whose confidence is in the range that a bar's link names."""
    ends = confidence_range(asked)
    return discs.filter(confidence__range=ends) if ends else discs
