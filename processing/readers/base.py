"""What readers are given and what they pass on: photos, barcodes, lines of text.

Every box is left, top, right, bottom in pixels of the working JPEG.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from processing.catalog.reading import Legibility, Value

Box = tuple[int, int, int, int]

# Right lines score 0.93 and more, but lines with one wrong letter do too (0.97 to 1.0 measured):
# a lower score shows poor type, a higher one proves nothing.
CLEAR_SCORE = 0.9
PRODUCT_FORMATS = frozenset({"EAN13", "UPCA", "UPCE"})  # no EAN-8: CDs do not carry it
STICKER_FORMATS = frozenset({"Codabar", "Code39", "Code128", "ITF"})


@dataclass(frozen=True, slots=True)
class Barcode:
    """One code as decoded. `angle` is in degrees, as the decoder tells it.

    `text` is what the bars say; UPC-A comes as 13 digits with a leading 0 and UPC-E in its
    long form, as the decoder gives them. `doubtful` means that two different codes were read
    at the same place and no vote settled it, or that a poor image gave one single reading.
    """

    text: str
    format: str
    box: Box
    angle: int = 0
    doubtful: bool = False

    @property
    def is_product(self) -> bool:
        """Whether this is a UPC or EAN. Other kinds are stickers of a library or a shop."""
        return self.format in PRODUCT_FORMATS

    @property
    def is_sticker(self) -> bool:
        """Whether these are bars of a kind that libraries, and shops, print on stickers."""
        return self.format in STICKER_FORMATS


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text that the OCR read; `score` is 0.0 to 1.0.

    `box` is in pixels of the page made upright (see `Page`), tilt taken out. `upright` is
    False for type that runs up or down the page, as on the edges of a tray card.
    """

    text: str
    box: Box
    score: float
    upright: bool = True

    @property
    def height(self) -> int:
        """Height of the type, in pixels."""
        return self.box[3] - self.box[1] if self.upright else self.box[2] - self.box[0]

    @property
    def middle(self) -> float:
        """Where the line stands on the page, in pixels from the top."""
        return (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one photo.

    The photo was turned by `turn` degrees counter-clockwise (0, 90, 180, 270) to be read;
    `width` and `height` are pixels of the turned photo. `tilt` is what the lines still leaned
    in degrees, clockwise. `unread` counts lines that gave no sense.
    """

    width: int
    height: int
    lines: tuple[Line, ...] = ()
    turn: int = 0
    tilt: float = 0.0
    unread: int = 0

    def on_photo(self, box: Box) -> Box:
        """A box of the upright page, as an upright box in pixels of the working JPEG."""
        points = [self._point(x, y) for x in box[::2] for y in box[1::2]]
        across, down = [x for x, _ in points], [y for _, y in points]
        return round(min(across)), round(min(down)), round(max(across)), round(max(down))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        x, y = rotated(x, y, self.width, self.height, self.tilt)
        if self.turn == 90:
            return self.height - y, x
        if self.turn == 180:
            return self.width - x, self.height - y
        return (y, self.width - x) if self.turn == 270 else (x, y)


def rotated(x: float, y: float, width: int, height: int, degrees: float) -> tuple[float, float]:
    """A point turned clockwise (as seen on a screen) about the middle of the page."""
    angle = math.radians(degrees)
    across, down = x - width / 2, y - height / 2
    return (
        across * math.cos(angle) - down * math.sin(angle) + width / 2,
        across * math.sin(angle) + down * math.cos(angle) + height / 2,
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """A photo with what was read on it: what the layout rules work on."""

    photo: int
    role: str
    page: Page

    def value(self, text: str, *lines: Line, legibility: Legibility | None = None) -> Value:
        """A value with its place on the photo; poor type makes it partly legible."""
        boxes = [line.box for line in lines]
        hull = (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )
        worst = min(line.score for line in lines)
        told = Legibility.CLEAR if worst >= CLEAR_SCORE else Legibility.PARTLY
        return Value(text, self.photo, self.page.on_photo(hull), legibility or told)


@dataclass(frozen=True, slots=True)
class PhotoInput:
    """One photo as a reader gets it.

    `role` is front, back, disc, spine, booklet, sticker or other. `image` gives the working
    JPEG: oriented, longest side at most 2048 pixels, `size` its width and height in pixels.
    `barcodes` were decoded at ingest. `covers` are painted over before the photo is sent anywhere.
    """

    id: int
    sha256: str
    role: str
    image: Callable[[], bytes]
    barcodes: tuple[Barcode, ...] = ()
    size: tuple[int, int] = (0, 0)
    covers: tuple[Box, ...] = ()


class Kept(Protocol):
    """Where what was read from a photo is kept, so that no photo is read twice."""

    def get(self, sha256: str, version: str) -> Any | None:
        """The kept JSON data, or None."""

    def put(self, sha256: str, version: str, data: Any) -> None:
        """Keep JSON data for this photo and this version of the reading program."""
