"""The digits under the bars, read by the OCR: they check what the bars said."""

import re
from collections.abc import Iterator, Sequence

from processing.catalog import gtin
from processing.catalog.reading import BarcodeRead
from processing.readers.base import Barcode, Box, Line, Seen

NEAR = 0.5  # of the length of the bars: how far from them their digits may stand
MANY = 10  # digits of a UPC between its two outer ones, which are set smaller and often lost
_DIGITS = re.compile(r"^[\d\s\-\u2010-\u2015>\"'\u201d|]+$")


def checked(seen: Seen, barcode: Barcode) -> BarcodeRead:
    """A decoded code beside what is printed under it. Two different codes make it doubtful;
    ten digits or more that agree settle a doubtful one."""
    near = [line for line in _digit_lines(seen) if _touches(seen, line, barcode.box)]
    printed = next(_codes(near), None)
    if printed:
        doubtful = gtin.parse(printed) != gtin.parse(barcode.text)
    else:
        agrees = any(len(_plain(line.text)) >= MANY and _within(line, [barcode]) for line in near)
        doubtful = barcode.doubtful and not agrees
    return BarcodeRead(barcode.text, printed, seen.photo, barcode.box, doubtful)


def alone(seen: Seen) -> Iterator[BarcodeRead]:
    """Codes that only the OCR read: a row of digits with a right check digit."""
    lines = list(_digit_lines(seen))
    for line in lines:
        if len(_plain(line.text)) < MANY:
            continue
        row = [other for other in lines if _beside(line, other)]
        if printed := next(_codes(row), None):
            yield BarcodeRead(None, printed, seen.photo, seen.page.on_photo(line.box))


def _beside(line: Line, other: Line) -> bool:
    """The outer digits of a UPC stand apart, and often lower and smaller."""
    reach = 3 * line.height
    return (
        abs(line.middle - other.middle) <= line.height
        and other.box[2] > line.box[0] - reach
        and other.box[0] < line.box[2] + reach
    )


def _within(line: Line, barcodes: Sequence[Barcode]) -> bool:
    """Whether the digits of a line are some of those of a barcode."""
    return any(_plain(line.text) in _plain(code.text) for code in barcodes)


def lines_of(seen: Seen, barcodes: Sequence[Barcode]) -> list[Line]:
    """The lines that repeat a barcode in figures, a library's sticker or a UPC.

    A publisher number is often a part of the UPC, `088 170 069-2` of `0 08817 00692 5`: with a
    hyphen a line must be a whole code, and a short row of digits must stand at the bars.
    """
    return [
        line
        for line in _digit_lines(seen)
        if _within(line, barcodes)
        and len(_plain(line.text)) >= (gtin.UPC_LENGTH if "-" in line.text else 1)
        and (len(_plain(line.text)) >= MANY or any(_touches(seen, line, c.box) for c in barcodes))
    ]


def _digit_lines(seen: Seen) -> Iterator[Line]:
    for line in seen.page.lines:
        if _DIGITS.match(line.text) and any(sign.isdigit() for sign in line.text):
            yield line


def _codes(lines: Sequence[Line]) -> Iterator[str]:
    """Every line by itself, then all of them together from left to right."""
    upright = sorted(lines, key=lambda line: line.box[0])
    down = sorted(lines, key=lambda line: -line.box[1])
    whole = ["".join(_plain(line.text) for line in order) for order in (upright, down)]
    for digits in (*(_plain(line.text) for line in lines), *whole):
        if len(digits) in (gtin.UPC_LENGTH, gtin.EAN_LENGTH) and gtin.parse(digits):
            yield digits


def _plain(text: str) -> str:
    return re.sub(r"\D", "", text)


def _touches(seen: Seen, line: Line, bars: Box) -> bool:
    more = round(NEAR * max(bars[2] - bars[0], bars[3] - bars[1]))
    left, top, right, bottom = seen.page.on_photo(line.box)
    return (
        left < bars[2] + more
        and bars[0] - more < right
        and top < bars[3] + more
        and bars[1] - more < bottom
    )
