"""Separator slips: printed, put between two discs and photographed, they tell where a disc begins."""

import io
from typing import Any

import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from processing.catalog.stickers import SLIP

DPI = 200  # of the printed sheet
PAGE = (1654, 2339)  # A4 in pixels
COLUMNS, ROWS = 2, 4
A_PAGE = COLUMNS * ROWS
MAX_SLIPS = 500
CODE_SIDE = 500  # pixels, 6 cm with its margin: read from a photo of a whole table
MARGIN = 20  # pixels
DASH = 12
HEADING = "SEPARATOR SLIP"
INSTRUCTION = ("Put it before the", "next disc and", "photograph it.")
HEADING_SIZE, NUMBER_SIZE, INSTRUCTION_SIZE = 30, 150, 36  # pixels

Font = ImageFont.ImageFont | ImageFont.FreeTypeFont


def sheets(first: int, count: int) -> bytes:
    """A PDF, A4, of numbered slips to be cut apart; `first` is the number on the first of them.

    Raises ValueError for a number below 1 or more than MAX_SLIPS slips.
    """
    if first < 1 or not 1 <= count <= MAX_SLIPS:
        raise ValueError(f"slips are numbered from 1, and at most {MAX_SLIPS} are made at once")
    numbers = range(first, first + count)
    pages = [_page(numbers[start : start + A_PAGE]) for start in range(0, count, A_PAGE)]
    out = io.BytesIO()
    pages[0].save(
        out, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, title="Separator slips"
    )
    return out.getvalue()


def _page(numbers: range) -> Image.Image:
    page = Image.new("1", PAGE, 1)
    width, height = PAGE[0] // COLUMNS, PAGE[1] // ROWS
    for index, number in enumerate(numbers):
        row, column = divmod(index, COLUMNS)
        page.paste(_slip(number, (width, height)), (column * width, row * height))
    draw = ImageDraw.Draw(page)
    for column in range(1, COLUMNS):
        _cut(draw, (column * width, 0), (column * width, PAGE[1]))
    for row in range(1, ROWS):
        _cut(draw, (0, row * height), (PAGE[0], row * height))
    return page


def _cut(draw: ImageDraw.ImageDraw, start: tuple[int, int], end: tuple[int, int]) -> None:
    """A dashed line, across or down."""
    (left, top), (right, bottom) = start, end
    for at in range(0, max(right - left, bottom - top), 2 * DASH):
        if left == right:
            draw.line((left, top + at, left, top + at + DASH), fill=0, width=2)
        else:
            draw.line((left + at, top, left + at + DASH, top), fill=0, width=2)


def _slip(number: int, size: tuple[int, int]) -> Image.Image:
    slip = Image.new("1", size, 1)
    code = code_of(number, CODE_SIDE)
    top = (size[1] - code.height) // 2
    slip.paste(code, (MARGIN, top))
    draw = ImageDraw.Draw(slip)
    left, middle = MARGIN + code.width, size[1] // 2
    room = size[0] - left - MARGIN
    number_font = _fitting(str(number), room)
    draw.text((left, middle - 150), HEADING, font=_font(HEADING_SIZE), fill=0, anchor="ls")
    draw.text((left, middle), str(number), font=number_font, fill=0, anchor="ls")
    for index, line in enumerate(INSTRUCTION):
        place = (left, middle + 70 + 48 * index)
        draw.text(place, line, font=_font(INSTRUCTION_SIZE), fill=0, anchor="ls")
    return slip


def _fitting(text: str, room: int) -> Font:
    """The largest type in which a number stays on its slip."""
    width = _font(NUMBER_SIZE).getlength(text)
    return _font(NUMBER_SIZE if width <= room else int(NUMBER_SIZE * room / width))


def _font(size: int) -> Font:
    return ImageFont.load_default(size)


def code_of(number: int, side: int) -> Image.Image:
    """The QR code of a slip with its white margin, as near to `side` pixels as whole dots come."""
    made = zxingcpp.create_barcode(f"{SLIP}{number}", zxingcpp.BarcodeFormat.QRCode, ec_level="H")
    drawn: Any = zxingcpp.write_barcode_to_image(made, scale=1)
    dots = memoryview(drawn)
    assert dots.shape is not None
    height, width = dots.shape
    code = Image.frombytes("L", (width, height), dots.tobytes())
    scale = max(1, side // width)
    return code.resize((width * scale, height * scale), Image.Resampling.NEAREST)
