"""Pages put together by hand, as the OCR would give them."""

from processing.readers.base import Line, Page, Seen

WIDTH = 1000
CHARACTER = 0.5  # of the height of the type


def line(text: str, left: int, top: int, height: int = 24, score: float = 0.99) -> Line:
    """A line of type whose width follows from its length."""
    width = round(len(text) * height * CHARACTER)
    return Line(text, (left, top, left + width, top + height), score)


def seen(role: str, *lines: Line, photo: int = 1, height: int = 1000) -> Seen:
    """A photo of that role with these lines."""
    return Seen(photo, role, Page(WIDTH, height, lines))


def column(
    *rows: tuple[str, ...], lefts: tuple[int, ...], top: int = 100, pitch: int = 32
) -> list[Line]:
    """Rows of a table: each text at the left edge of its column, rows `pitch` apart."""
    return [
        line(text, left, top + place * pitch)
        for place, row in enumerate(rows)
        for text, left in zip(row, lefts, strict=True)
        if text
    ]
