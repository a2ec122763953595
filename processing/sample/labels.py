"""Printed barcodes as pictures: the UPC box of a CD, the library's sticker, a blank sticker."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from processing.sample.facts import SampleDisc
from processing.sample.fonts import font, line
from processing.sample.symbols import codabar, code128, ean13

MODULE = 4  # pixels a module of the UPC: 100 % size at 12 pixels a mm
QUIET = 10  # modules
BAR_HEIGHT = 190
GUARD_DROP = 18
STICKER_SIZE = (624, 196)
STICKER_BARS = (36, 46, 588, 136)
COVER_SIZE = (560, 300)


def bars(
    draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], elements: Sequence[float]
) -> None:
    """Draw elements, bar first, stretched to the box (left, top, right, bottom)."""
    left, top, right, bottom = box
    scale = (right - left) / sum(elements)
    x = float(left)
    for index, element in enumerate(elements):
        end = x + element * scale
        if index % 2 == 0:
            draw.rectangle((round(x), top, round(end) - 1, bottom), fill="black")
        x = end


def upc_box(upc: str) -> Image.Image:
    """A UPC-A with its digits, black on white."""
    left, wide = QUIET * MODULE, 95 * MODULE
    image = Image.new("RGB", (wide + 2 * left, BAR_HEIGHT + 52), "white")
    draw = ImageDraw.Draw(image)
    foot = 12 + BAR_HEIGHT
    bars(draw, (left, 12, left + wide, foot), ean13(f"0{upc}"))
    face = font("archivo", 38)
    for start, digits in ((11, upc[1:6]), (50, upc[6:11])):
        at = left + start * MODULE
        draw.rectangle((at, foot - GUARD_DROP, at + 34 * MODULE, foot), fill="white")
        step = 34 * MODULE / 5
        for index, digit in enumerate(digits):
            line(draw, at + (index + 0.5) * step, foot + 18, digit, face, "black", "m")
    line(draw, left - 22, foot + 18, upc[0], face, "black", "m")
    line(draw, left + wide + 22, foot + 18, upc[-1], face, "black", "m")
    return image


def laid(sticker: Image.Image, angle: float) -> Image.Image:
    """A sticker put on a little askew, RGBA, with clean edges."""
    return sticker.convert("RGBA").rotate(angle, Image.Resampling.BICUBIC, expand=True)


def library_sticker(disc: SampleDisc) -> Image.Image:
    """The white sticker with the item barcode."""
    image = Image.new("RGB", STICKER_SIZE, "#fbfbf8")
    draw = ImageDraw.Draw(image)
    encode = codabar if disc.look.symbology == "codabar" else code128
    bars(draw, STICKER_BARS, encode(disc.item_barcode))
    middle = STICKER_SIZE[0] / 2
    line(draw, middle, 36, "MUSIC LIBRARY", font("archivo", 26), "#222222", "m")
    spaced = f"{disc.item_barcode[:6]} {disc.item_barcode[6:]}"
    line(draw, middle, 178, spaced, font("source-bold", 38), "#111111", "m")
    return image


def white_sticker() -> Image.Image:
    """A blank shop sticker, large enough to hide a whole UPC."""
    image = Image.new("RGB", COVER_SIZE, "#fdfdfb")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, COVER_SIZE[0] - 1, COVER_SIZE[1] - 1), outline="#d8d8d2", width=3)
    line(draw, COVER_SIZE[0] / 2, 180, "PRE-OWNED", font("source-bold", 70), "#b03030", "m")
    return image
