"""Front of a closed jewel case: an invented plain design around the printed title and names."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from processing.sample.facts import Look, SampleDisc
from processing.sample.fonts import LEADING, fitted, line
from processing.sample.labels import laid, library_sticker
from processing.sample.surfaces import noise

CASE = (1704, 1500)  # 142 x 125 mm at 12 pixels a mm
BOOKLET = (158, 24, 1680, 1476)
SIDE = (BOOKLET[2] - BOOKLET[0], BOOKLET[3] - BOOKLET[1])
HINGE = "#26282b"
TITLE_LARGEST, NAME_LARGEST, SUBTITLE_LARGEST = 230, 110, 64
GAP = 34
STICKER_ASKEW = 1.3  # degrees

Decorate = Callable[[Image.Image, Look, Random], None]


def _plain(image: Image.Image, look: Look, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    draw.line((90, 250, SIDE[0] - 90, 250), fill=look.accent, width=6)
    draw.line((90, 1180, SIDE[0] - 90, 1180), fill=look.accent, width=6)


def _haze(image: Image.Image, look: Look, rng: Random) -> None:
    clouds = noise((7, 7), rng).resize(SIDE, Image.Resampling.BICUBIC)
    clouds = ImageOps.autocontrast(clouds.filter(ImageFilter.GaussianBlur(20)))
    image.paste(ImageOps.colorize(clouds, look.paper, look.accent))
    ImageDraw.Draw(image).rectangle((0, 0, SIDE[0], 560), fill=look.paper)


def _sun(image: Image.Image, look: Look, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    draw.circle((SIDE[0] * 0.66, SIDE[1] * 0.34), 370, fill=look.accent)
    draw.rectangle((0, 900, SIDE[0], 930), fill=look.accent)


def _frame(image: Image.Image, look: Look, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    for inset, wide in ((46, 10), (70, 3)):
        draw.rectangle(
            (inset, inset, SIDE[0] - inset, SIDE[1] - inset), outline=look.accent, width=wide
        )


def _split(image: Image.Image, look: Look, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    for index in range(5):
        x = 180 + index * 290
        draw.ellipse((x - 60, 90, x + 60, 620), fill=look.accent)


def _waves(image: Image.Image, look: Look, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    for index in range(9):
        y = 820 + index * 70
        for at in range(-1, 6):
            x = at * 300 + (index % 2) * 150
            draw.arc((x, y, x + 300, y + 150), 0, 180, fill=look.accent, width=9)


def _stripes(image: Image.Image, look: Look, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    for index in range(14):
        x = 60 + index * 104
        draw.line((x, 620, x + rng.randint(-80, 80), 1400), fill=look.accent, width=12 + index * 2)


def _band(image: Image.Image, look: Look, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    for index in range(11):
        x, y = index * 140, 880 + (index % 2) * 60
        draw.polygon([(x, 1380), (x + 70, y), (x + 140, 1380)], fill=look.accent)


def _dots(image: Image.Image, look: Look, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    for row in range(7):
        for column in range(11):
            radius = 12 + (row * column) % 5 * 8
            draw.circle((110 + column * 130, 640 + row * 118), radius, fill=look.accent)


def _block(image: Image.Image, look: Look, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 980, SIDE[0], SIDE[1]), fill=look.accent)
    draw.rectangle((0, 950, SIDE[0], 964), fill=look.ink)


def _circle(image: Image.Image, look: Look, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    for index in range(6):
        draw.circle((980, 960), 400 - index * 62, outline=look.accent, width=26)


@dataclass(frozen=True, slots=True)
class Design:
    """A decoration and the room (left, top, right, bottom) that it leaves for the words."""

    decorate: Decorate
    room: tuple[int, int, int, int]
    align: str = "l"
    names_first: bool = False


DESIGNS = {
    "rule": Design(_plain, (90, 300, 1430, 1140)),
    "haze": Design(_haze, (90, 90, 1430, 540), names_first=True),
    "sun": Design(_sun, (90, 960, 1430, 1400)),
    "frame": Design(_frame, (150, 200, 1372, 1250), align="m"),
    "split": Design(_split, (90, 700, 1430, 1340), names_first=True),
    "waves": Design(_waves, (90, 110, 1430, 760), align="m", names_first=True),
    "stripes": Design(_stripes, (90, 90, 1430, 590)),
    "band": Design(_band, (90, 120, 1430, 820), names_first=True),
    "dots": Design(_dots, (90, 100, 1430, 570), align="m", names_first=True),
    "block": Design(_block, (90, 90, 1430, 900), names_first=True),
    "circle": Design(_circle, (90, 90, 1430, 540)),
}


def _words(disc: SampleDisc, design: Design) -> list[tuple[str, str, int, str]]:
    look = disc.look
    title = disc.title.upper() if look.capitals else disc.title
    words = [(title, look.display, TITLE_LARGEST, look.ink)]
    if disc.subtitle:
        words.append((disc.subtitle, look.display, SUBTITLE_LARGEST, look.ink))
    names = [(name, look.display, NAME_LARGEST, look.ink) for name in disc.names]
    if disc.title in disc.names:
        names = []
    return names + words if design.names_first else words + names


def _set_words(image: Image.Image, disc: SampleDisc, design: Design) -> None:
    draw = ImageDraw.Draw(image)
    left, top, right, bottom = design.room
    words = _words(disc, design)
    share = (bottom - top) / (len(words) + 1)
    x = left if design.align == "l" else (left + right) / 2
    y = float(top)
    for text, name, largest, color in words:
        height = share * (2 if largest == TITLE_LARGEST else 1)
        face, lines = fitted(text, name, (right - left, height), largest)
        for each in lines:
            y += face.size * LEADING
            line(draw, x, y - face.size * 0.2, each, face, color, design.align)
        y += GAP


def booklet(disc: SampleDisc) -> Image.Image:
    """The printed booklet alone, without the case."""
    design = DESIGNS[disc.look.front]
    image = Image.new("RGB", SIDE, disc.look.paper)
    design.decorate(image, disc.look, Random(f"{disc.item_barcode} front"))
    _set_words(image, disc, design)
    return image


def front(disc: SampleDisc) -> Image.Image:
    """The closed case seen from the front, RGBA; the library's sticker lies on the lid."""
    image = Image.new("RGBA", CASE, HINGE)
    draw = ImageDraw.Draw(image)
    for x in range(24, 118, 10):
        draw.line((x, 30, x, CASE[1] - 30), fill="#3d4044", width=4)
    image.paste(booklet(disc), BOOKLET[:2])
    draw.rectangle((0, 0, CASE[0] - 1, CASE[1] - 1), outline="#c9ced2", width=5)
    draw.line((146, 6, 146, CASE[1] - 6), fill="#a9aeb3", width=4)
    for x in (520, 1240):
        for y in (BOOKLET[1], BOOKLET[3]):
            draw.ellipse((x - 56, y - 26, x + 56, y + 26), outline="#e8ecef", width=3)
    if disc.look.sticker == "a":
        sticker = laid(library_sticker(disc), STICKER_ASKEW)
        place = (CASE[0] - sticker.width - 60, CASE[1] - sticker.height - 60)
        image.alpha_composite(sticker, place)
    return image
