"""Which line of a track is its title, and which names its composer or performers.

The rule is found once for the whole list, because a list is set in one way: one track alone
does not tell whether "Jabal Ram" or "Sören Sieg" is the title.
"""

import re
import statistics
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from processing.catalog.reading import Legibility, Value
from processing.readers.base import Line, Seen
from processing.readers.rows import Piece

SHARE = 0.6  # of the tracks with a second line must show a sign before it becomes the rule
MIN_ROWS = 2
MIN_SHARE = 0.2  # of all tracks must have a second line: one line may have strayed there
SMALLER = 0.87  # of the size of the title: set as something else
_LIFE = re.compile(
    r"\s*[(\[]\s*(?:\*|b\.|geb\.|n[eé]\.?)?\s*1[0-9]\d\d\s*(?:[\u2012-\u2015\-~]\s*(?:\d{4}|\?)?)?\s*[)\]]"
    r"|\s*[(\[]\s*(?:\*|b\.|geb\.)\s*(?:1[0-9]|20)\d\d\s*[)\]]"
)
_CREDIT = re.compile(
    r"^(?:\(|\[|(?:music|words|written|lyrics|arr(?:anged)?|composed|feat(?:uring)?|with|by|from|m\.|w\.)\b)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"^[(\[](.+?)[)\]]?$")
_CREDIT_WORDS = re.compile(r"^(?:music|written|composed)?\s*by\s+", re.IGNORECASE)
_NAME = re.compile(
    r"^(?:[^\W\d_][\w.'\u2019\-]*|&|,|/|and|und|et|y|the|de|da|di|la|van|von|der|den)"
    r"(?:[\s,/&.]+(?:[^\W\d_][\w.'\u2019\-]*|&|and|und|et|y|the|de|da|di|la|van|von|der|den))*\.?$",
    re.IGNORECASE,
)


class _Second(Enum):
    """What the further lines of the tracks are."""

    TITLE = auto()  # the first line is the composer
    CREDIT = auto()
    CONTINUED = auto()
    UNKNOWN = auto()


def titles(seen: Seen, rows: Sequence[tuple[Piece, ...]]) -> list[tuple[Value, Value | None]]:
    """Title and statement of responsibility of every track, from its lines."""
    rule = _rule([row for row in rows if len(row) > 1], len(rows))
    return [_read(seen, row, rule) for row in rows]


def without_life_dates(text: str) -> str:
    """`Joseph Rummel (1818-1880)` without the years."""
    return _LIFE.sub("", text).strip(" ,")


def _rule(rows: Sequence[tuple[Piece, ...]], tracks: int) -> _Second:
    if len(rows) < max(MIN_ROWS, MIN_SHARE * tracks):
        return _Second.UNKNOWN
    first = [row[0] for row in rows]
    second = [row[1] for row in rows]
    if _most(_LIFE.search(piece.text) for piece in first):
        return _Second.TITLE
    named = _most(_NAME.match(piece.text) for piece in second)
    signs = (
        _most(_LIFE.search(piece.text) or _CREDIT.match(piece.text) for piece in second),
        _ratio(first, second) <= SMALLER and named,
        # Nearly every track has a second line though its duration closes the first.
        len(rows) >= SHARE * tracks and _most(piece.seconds for piece in first) and named,
    )
    return _Second.CREDIT if any(signs) else _Second.UNKNOWN


def _most(signs: Iterator[object]) -> bool:
    told = [bool(sign) for sign in signs]
    return sum(told) >= SHARE * len(told)


def _ratio(first: Sequence[Piece], second: Sequence[Piece]) -> float:
    """Size of the second lines to that of the first ones."""
    return statistics.median(piece.line.height for piece in second) / max(
        1, statistics.median(piece.line.height for piece in first)
    )


def _read(seen: Seen, row: tuple[Piece, ...], rule: _Second) -> tuple[Value, Value | None]:
    first, *more = row
    if not more:
        return _single(seen, first)
    if rule is _Second.TITLE:
        return _join(seen, more), _name(seen, [first])
    if rule is _Second.CREDIT:
        return _join(seen, [first]), _name(seen, more)
    if _continues(first, more):
        return _join(seen, [first, *more]), None
    return _join(seen, [first], Legibility.PARTLY if len(row) > 2 else None), None


def _single(seen: Seen, piece: Piece) -> tuple[Value, Value | None]:
    """A title alone; after a slash may stand its composer, as cataloguers write it too."""
    title, slash, name = piece.text.rpartition(" / ")
    if slash and _NAME.match(name):
        return seen.value(title, piece.line), seen.value(name, piece.line)
    return seen.value(piece.text, piece.line), None


def _continues(first: Piece, more: Sequence[Piece]) -> bool:
    """A long title that runs on: an open end, a small letter, or the duration on its last line."""
    opens = first.text[-1:] in ",-\u2013:&(" or first.text.count("(") > first.text.count(")")
    goes_on = more[0].text[:1].islower() or more[0].text[:1] in "&)-"
    return opens or goes_on or (first.seconds is None and more[-1].seconds is not None)


def _join(seen: Seen, row: Sequence[Piece], legibility: Legibility | None = None) -> Value:
    text = " ".join(piece.text for piece in row)
    return seen.value(text, *_lines(row), legibility=legibility)


def _name(seen: Seen, row: Sequence[Piece]) -> Value | None:
    text = without_life_dates(" ".join(piece.text for piece in row))
    if inside := _BRACKETS.match(text):
        text = inside[1]
    text = _CREDIT_WORDS.sub("", text).strip()
    return seen.value(text, *_lines(row)) if text else None


def _lines(row: Sequence[Piece]) -> list[Line]:
    return [piece.line for piece in row]
