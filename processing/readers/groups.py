"""Blocks of large type on a front, a label or the head of a back: what may be title or name."""

from dataclasses import dataclass

from processing.catalog.folding import fold
from processing.readers import noise
from processing.readers.base import Line, Seen
from processing.readers.joining import joined

SAME_SIZE = 0.8  # smaller type to larger: of one block
MAX_GAP = 1.1  # heights between two lines of one block
MIN_SIZE = 0.3  # of the largest type on the photo: smaller is neither title nor name


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one size that stand under each other."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines as one text."""
        return " ".join(line.text for line in self.lines)

    @property
    def height(self) -> float:
        """Size of the type, in pixels."""
        return sum(line.height for line in self.lines) / len(self.lines)

    @property
    def key(self) -> str:
        """The folded text."""
        return fold(self.text)


def groups(seen: Seen) -> list[Group]:
    """The blocks of large type on a photo, the largest first."""
    lines = [
        line
        for line in joined([line for line in seen.page.lines if line.upright])
        if noise.is_plain(line)
    ]
    largest = max((line.height for line in lines), default=0)
    large = sorted(
        (line for line in lines if line.height >= MIN_SIZE * largest),
        key=lambda line: line.middle,
    )
    found: list[list[Line]] = []
    for line in large:
        home = next((group for group in found if _continues(group[-1], line)), None)
        if home is None:
            found.append([line])
        else:
            home.append(line)
    blocks = [Group(tuple(group)) for group in found]
    return sorted(blocks, key=lambda group: -group.height)


def parted(group: Group) -> list[Group]:
    """Every line of a block as a block of its own."""
    return [Group((line,)) for line in group.lines]


def _continues(last: Line, line: Line) -> bool:
    high, low = max(last.height, line.height), min(last.height, line.height)
    gap = line.box[1] - last.box[3]
    beside = line.box[0] < last.box[2] and last.box[0] < line.box[2]
    return beside and low >= SAME_SIZE * high and -0.5 * high <= gap <= MAX_GAP * high
