"""Pieces of a track list: lines with the number before and the duration after them put together.

Numbers and durations often stand as lines of their own, left and right of the title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from processing.catalog.contents_entry import seconds_of
from processing.readers.base import Line
from processing.readers.joining import joined, same_row

MIN_COLUMN = 3  # numbers that stand alone
MAX_NUMBER_GAP = 5.0  # heights between a number and its title
_DURATION = re.compile(r"^[(\[]?\d{1,3}\s?[:.;'\u2019\u2032]\s?\d\d[)\]\"\u201d\u2033]*$")
_NUMBER = re.compile(r"^[(\[]?0?(\d{1,2})[)\]]?[.:)]?$")
_LEADING = re.compile(
    r"^(?:track\s*)?(?:[(\[]\s?0?(\d{1,2})\s?[)\]][.:]?\s*|0?(\d{1,2})\s?[.):]\s*(?!\d)|0?(\d{1,2})\s+)(?=\S)",
    re.IGNORECASE,
)
_BARE = re.compile(r"^\d{1,2}\s+\S")
_TRAILING = re.compile(
    r"[\s.\u2026_\-\u2013]*(?<=[\s.\u2026)_\-\u2013])[(\[]?(\d{1,2}[:'\u2019]\d\d)[)\]\"]*$"
)
_TOTAL = re.compile(
    r"\b(?:total|playing|running|gesamt\w*|spielzeit|spieldauer|dur[eé]e|durata|duraci[oó]n|speelduur)\b"
    r"|^t\.?\s?t\.?[:\s]|\btime\s*:?\s*\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of the page with its number and its seconds, each None where there is none."""

    line: Line
    text: str
    number: int | None = None
    seconds: int | None = None

    @property
    def left(self) -> int:
        """Left edge of the title, or of the number that stands in the same line."""
        return self.line.box[0]


def pieces(lines: Sequence[Line]) -> list[Piece]:
    """The texts of a page, from top to bottom, with numbers and durations attached."""
    upright = [line for line in lines if line.upright]
    durations = [line for line in upright if _DURATION.match(line.text)]
    numbers = [line for line in upright if line not in durations and _NUMBER.match(line.text)]
    rest = [line for line in upright if line not in durations and line not in numbers]
    texts = joined(rest, apart=_keeps_apart)
    found = [split(line) for line in sorted(texts, key=lambda line: line.middle)]
    found = [piece for piece in found if not _TOTAL.search(piece.line.text)]
    found = _with_numbers(found, numbers)
    totals = [line for line in texts if _TOTAL.search(line.text)]
    return _with_durations(found, [line for line in durations if not _in_row_of(line, totals)])


def _keeps_apart(one: Line, other: Line) -> bool:
    """A duration ends one track, a number begins the next."""
    return bool(_LEADING.match(other.text) or _TRAILING.search(one.text))


def split(line: Line, *, head: bool = True) -> Piece:
    """A line with a number at its head and a duration at its end taken off."""
    text, number, seconds = line.text, None, None
    if ending := _TRAILING.search(text):
        seconds, text = seconds_of(ending[1]), text[: ending.start()].rstrip(" .\u2026_-\u2013")
    if head and (leading := _LEADING.match(text)):
        number = int(next(group for group in leading.groups() if group))
        text = text[leading.end() :]
    return Piece(line, text.strip(), number or None, seconds)


def _in_row_of(line: Line, others: Sequence[Line]) -> bool:
    return any(same_row(line, other) and other.box[0] < line.box[0] for other in others)


def _with_numbers(found: list[Piece], numbers: Sequence[Line]) -> list[Piece]:
    """Numbers that stand alone go to the text right of them. Where there is a column of them,
    a number without a sign at the head of a text is part of it: `6` beside `5 Years`."""
    column = len(numbers) >= MIN_COLUMN
    for line in numbers:
        number = _NUMBER.match(line.text)
        beside = [
            piece
            for piece in found
            if (piece.number is None or (column and _BARE.match(piece.line.text)))
            and same_row(piece.line, line)
            and piece.line.box[0] >= line.box[0]
            and piece.line.box[0] - line.box[2] <= MAX_NUMBER_GAP * line.height
        ]
        if number and beside:
            nearest = min(beside, key=lambda piece: piece.line.box[0])
            found[found.index(nearest)] = replace(
                nearest,
                number=int(number[1]) or None,
                text=nearest.text
                if nearest.number is None
                else split(nearest.line, head=False).text,
            )
    return found


def _with_durations(found: list[Piece], durations: Sequence[Line]) -> list[Piece]:
    """Each duration goes to the text left of it. Where a leaning photo makes rows unclear,
    a column with as many durations as titles is paired in order."""
    for column in _columns(durations):
        owners = [_left_of(line, found) for line in column]
        clear = None not in owners and len(set(map(id, owners))) == len(owners)
        pairs = list(zip(column, owners, strict=True)) if clear else _in_order(column, found)
        for line, owner in pairs or zip(column, owners, strict=True):
            if owner is not None and owner in found and owner.seconds is None:
                found[found.index(owner)] = replace(owner, seconds=seconds_of(line.text))
    return found


def _columns(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines whose right edges are near each other, from top to bottom."""
    left = sorted(lines, key=lambda line: line.box[2])
    while left:
        reach = left[0].box[2] + 3 * left[0].height
        column = [line for line in left if line.box[2] <= reach]
        left = left[len(column) :]
        yield sorted(column, key=lambda line: line.middle)


def _left_of(line: Line, found: Sequence[Piece]) -> Piece | None:
    beside = [
        piece
        for piece in found
        if piece.seconds is None and same_row(piece.line, line) and piece.left < line.box[0]
    ]
    return max(beside, key=lambda piece: piece.line.box[2], default=None)


def _in_order(column: Sequence[Line], found: Sequence[Piece]) -> list[tuple[Line, Piece]]:
    top = column[0].middle - 2 * column[0].height
    end = column[-1].middle + 2 * column[-1].height
    edge = min(line.box[0] for line in column)
    titles = [
        piece
        for piece in found
        if piece.number and piece.left < edge and top <= piece.line.middle <= end
    ]
    nearest = max((piece.left for piece in titles), default=0)
    titles = [piece for piece in titles if nearest - piece.left <= 4 * piece.line.height]
    return list(zip(column, titles, strict=True)) if len(titles) == len(column) else []
