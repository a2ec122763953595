"""Puts together what the OCR cut apart: the words of one line."""

from collections.abc import Callable, Sequence

from processing.readers.base import Line

SAME_ROW = 0.6  # of the height of the type: how far middles may be apart
MAX_WORD_GAP = 0.7  # heights: more is another text
SAME_SIZE = 0.7  # smaller type to larger


def never(one: Line, other: Line) -> bool:
    """No two lines are kept apart."""
    return False


def same_row(one: Line, other: Line) -> bool:
    """Whether two lines stand beside each other."""
    return abs(one.middle - other.middle) <= SAME_ROW * max(one.height, other.height)


def joined(lines: Sequence[Line], *, apart: Callable[[Line, Line], bool] = never) -> list[Line]:
    """Lines that the OCR cut in two, put together: in one row, of one size, hardly apart."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda line: line.box[0]):
        left = next((one for one in found if _goes_on(one, line) and not apart(one, line)), None)
        if left is None:
            found.append(line)
            continue
        edges = zip(left.box, line.box, strict=True)
        (x0, x1), (y0, y1), (x2, x3), (y2, y3) = edges
        box = (min(x0, x1), min(y0, y1), max(x2, x3), max(y2, y3))
        text, score = f"{left.text} {line.text}", min(left.score, line.score)
        found[found.index(left)] = Line(text, box, score)
    return found


def _goes_on(one: Line, other: Line) -> bool:
    gap = other.box[0] - one.box[2]
    high, low = max(one.height, other.height), min(one.height, other.height)
    return same_row(one, other) and -high <= gap <= MAX_WORD_GAP * high and low >= SAME_SIZE * high
