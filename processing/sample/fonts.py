"""The type of the sample photos: vendored open fonts, drawn by baseline, with ℗ drawn by hand.

None of the fonts has the phonogram sign, so it is drawn as a P in a circle.
"""

from functools import cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

FOLDER = Path(__file__).parent / "fonts"
FONTS = {
    "oswald": "Oswald-Medium.woff",
    "playfair": "PlayfairDisplay-Bold.woff",
    "source": "SourceSans3-Regular.woff",
    "source-bold": "SourceSans3-SemiBold.woff",
    "garamond": "EBGaramond-Medium.woff",
    "archivo": "ArchivoNarrow-Medium.woff",
    "courier": "CourierPrime-Regular.woff",
    "josefin": "JosefinSans-SemiBold.woff",
}
PHONOGRAM = "℗"
PHONOGRAM_EM = 0.86  # width of the drawn sign, in sizes of the type
SHRINK = 0.94
SMALLEST = 18
LEADING = 1.16

Type = ImageFont.FreeTypeFont


@cache
def font(name: str, size: int) -> Type:
    """One of `FONTS` at a size in pixels; the plain layout engine, so that all machines agree."""
    return ImageFont.truetype(FOLDER / FONTS[name], size, layout_engine=ImageFont.Layout.BASIC)


def width(text: str, face: Type) -> float:
    """Width of one line in pixels."""
    signs = text.count(PHONOGRAM) * PHONOGRAM_EM * face.size
    return face.getlength(text.replace(PHONOGRAM, "")) + signs


def _phonogram(draw: ImageDraw.ImageDraw, x: float, y: float, face: Type, fill: str) -> None:
    size = face.size
    middle = (x + size * PHONOGRAM_EM / 2, y - size * 0.32)
    draw.circle(middle, size * 0.38, outline=fill, width=max(2, round(size / 14)))
    small = face.font_variant(size=size * 0.56)
    draw.text(middle, "P", font=small, fill=fill, anchor="mm")


def line(
    draw: ImageDraw.ImageDraw,
    x: float,
    y: float,
    text: str,
    face: Type,
    fill: str,
    align: str = "l",
) -> None:
    """One line on the baseline `y`; `x` is its left end, middle or right end (`l`, `m`, `r`)."""
    x -= width(text, face) * {"l": 0.0, "m": 0.5, "r": 1.0}[align]
    for index, part in enumerate(text.split(PHONOGRAM)):
        if index:
            _phonogram(draw, x, y, face, fill)
            x += face.size * PHONOGRAM_EM
        draw.text((x, y), part, font=face, fill=fill, anchor="ls")
        x += face.getlength(part)


def wrap(text: str, face: Type, room: float) -> list[str]:
    """The text in lines no wider than `room` pixels, as far as its words allow."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", face) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def fitted(text: str, name: str, room: tuple[float, float], largest: int) -> tuple[Type, list[str]]:
    """The largest type in which the wrapped text fits into `room` (width, height)."""
    size = largest
    while True:
        face = font(name, size)
        lines = wrap(text, face, room[0])
        widest = max(width(each, face) for each in lines)
        fits = widest <= room[0] and len(lines) * size * LEADING <= room[1]
        if fits or size <= SMALLEST:
            return face, lines
        size = max(SMALLEST, int(size * SHRINK))
