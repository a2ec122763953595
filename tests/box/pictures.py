"""What lies on the table: case, disc or separator slip, with the library's sticker where it is."""

from collections.abc import Callable
from functools import cache
from random import Random

import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from processing.catalog.stickers import SLIP
from processing.sample.backs import back
from processing.sample.faces import face
from processing.sample.facts import SampleDisc
from processing.sample.fonts import font, line
from processing.sample.fronts import front
from processing.sample.labels import laid, library_sticker
from tests.box.discs import discs
from tests.box.steps import Care

DRAW: dict[str, Callable[[SampleDisc], Image.Image]] = {"front": front, "back": back, "disc": face}
EDGE = 40  # pixels (12 a mm) between a sticker and the edge of the case
SLIP_SIZE = (1260, 888)  # 105 x 74 mm: an eighth of A4
SLIP_CODE = 560
GLOSS_WIDTH = 0.3  # of the sticker's width


@cache
def plain(number: int, kind: str) -> Image.Image:
    """Disc `number` of the box from one side, without a sticker, RGBA."""
    return DRAW[kind](discs()[number])


def stickered(number: int, kind: str, care: Care, rng: Random) -> Image.Image:
    """The same with the library's sticker near an edge, a little askew, some of them glossy."""
    image = plain(number, kind).copy()
    sticker = library_sticker(discs()[number]).convert("RGBA")
    gloss = round(rng.uniform(*care.gloss))
    if gloss:
        _shine(sticker, gloss, rng)
    sticker = laid(sticker, rng.uniform(-care.askew, care.askew))
    left = rng.choice((EDGE + 120, image.width - sticker.width - EDGE))
    # The UPC stands at the foot of the back: nobody sticks the label over that.
    top = image.height - sticker.height - EDGE if kind == "front" else EDGE
    image.alpha_composite(sticker, (left, top))
    return image


def _shine(sticker: Image.Image, gloss: int, rng: Random) -> None:
    """A lamp in the laminate: a soft slanting band of light over a part of the bars."""
    mask = Image.new("L", sticker.size)
    wide = sticker.width * GLOSS_WIDTH
    left = rng.uniform(-0.2, 0.9) * sticker.width
    edge = [(left + 60, 0), (left + 60 + wide, 0), (left + wide, 200), (left, 200)]
    ImageDraw.Draw(mask).polygon(edge, fill=gloss)
    mask = mask.filter(ImageFilter.GaussianBlur(30))
    sticker.paste((255, 255, 255), mask=ImageChops.multiply(mask, sticker.getchannel("A")))


def slip(number: int) -> Image.Image:
    """The separator slip that is laid down before disc `number` (from 1), RGBA."""
    image = Image.new("RGBA", SLIP_SIZE, "#fcfcfa")
    code = zxingcpp.create_barcode(f"{SLIP}{number}", zxingcpp.BarcodeFormat.QRCode)
    drawn = Image.fromarray(code.to_image(scale=8)).resize((SLIP_CODE, SLIP_CODE), 0)
    image.paste(drawn.convert("RGBA"), (60, (SLIP_SIZE[1] - SLIP_CODE) // 2))
    draw = ImageDraw.Draw(image)
    line(draw, 940, 480, str(number), font("source-bold", 260), "#111111", "m")
    line(draw, 940, 600, "Separator slip", font("source", 60), "#111111", "m")
    return image
