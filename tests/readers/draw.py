"""Draws EAN-13 and UPC-A barcodes and photos of them, for tests that need real pixels."""

import io
import random

import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

_LEFT_ODD = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
_PARITY = (
    "OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE",
    "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO",
)  # fmt: skip
QUIET_MODULES = 11
MODULES = 95


def _digit(digit: str, code: str) -> str:
    """The seven modules of a digit: O odd, E even, R right hand."""
    odd = _LEFT_ODD[int(digit)]
    right = odd.translate(str.maketrans("01", "10"))
    return {"O": odd, "R": right, "E": right[::-1]}[code]


def modules(code: str) -> str:
    """The 95 modules of an EAN-13 (12 digits are taken as UPC-A), 1 for a bar."""
    digits = code.zfill(13)
    left = "".join(map(_digit, digits[1:7], _PARITY[int(digits[0])]))
    right = "".join(_digit(digit, "R") for digit in digits[7:])
    return f"101{left}01010{right}101"


def barcode(code: str, *, module: float = 3, height: int = 160) -> Image.Image:
    """The bars with their quiet zones, black on white, `module` pixels a module."""
    fine = 8
    bits = "0" * QUIET_MODULES + modules(code) + "0" * QUIET_MODULES
    strip = Image.new("L", (len(bits) * fine, 1))
    strip.putdata([0 if bit == "1" else 255 for bit in bits for _ in range(fine)])
    return strip.resize((round(len(bits) * module), height), Image.Resampling.BOX)


def page(size: tuple[int, int] = (1600, 1200), ground: int = 235) -> Image.Image:
    """An empty back cover with rows of type on it, so that a reader has something to trip over."""
    image = Image.new("L", size, ground)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=size[1] // 40)
    for row in range(14):
        pen.text(
            (size[0] // 12, size[1] // 10 + row * size[1] // 22),
            f"{row + 1}. Rondo in the evening, III  4:{row + 11}",
            font=font,
            fill=40,
        )
    return image


def photo(
    code: str | None,
    *,
    module: float = 3,
    angle: float = 0,
    blur: float = 0,
    noise: float = 0,
    size: tuple[int, int] = (1600, 1200),
    seed: int = 1,
) -> Image.Image:
    """A photo of a back cover: its barcode bottom right, then turned, blurred and made noisy."""
    image = page(size)
    if code:
        bars = barcode(code, module=module, height=round(45 * module))
        image.paste(bars, (size[0] - bars.width - size[0] // 12, size[1] * 5 // 8))
    return spoil(image, angle=angle, blur=blur, noise=noise, seed=seed)


def stickered(
    text: str, kind: str = "Codabar", *, upc: str | None = None, angle: float = 0, blur: float = 0
) -> Image.Image:
    """A cover with a library's sticker top left, and a UPC bottom right where one is given."""
    image = photo(upc)
    code = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind))
    bars = Image.fromarray(code.to_image(scale=2, add_quiet_zones=True)).convert("L")
    bars = bars.resize((bars.width, 90), Image.Resampling.NEAREST)
    image.paste(255, (120, 110, 160 + bars.width, 250))
    image.paste(bars, (140, 130))
    return spoil(image, angle=angle, blur=blur, noise=5)


def spoil(
    image: Image.Image, *, angle: float = 0, blur: float = 0, noise: float = 0, seed: int = 1
) -> Image.Image:
    """Turn by degrees, blur by sigma in pixels, add noise of that standard deviation."""
    if angle:
        image = image.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=200)
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    if noise:
        image = _noisy(image, noise, random.Random(seed))
    return image


def _noisy(image: Image.Image, sigma: float, chance: random.Random) -> Image.Image:
    """One tile of grain laid side by side: drawing every pixel would take seconds."""
    side = 199
    grain = bytes(min(255, max(0, round(chance.gauss(128, sigma)))) for _ in range(side * side))
    tile = Image.frombytes("L", (side, side), grain)
    sheet = Image.new("L", image.size)
    for left in range(0, image.width, side):
        for top in range(0, image.height, side):
            sheet.paste(tile, (left, top))
    return ImageChops.add(image, sheet, scale=1, offset=-128)


def jpeg(image: Image.Image, quality: int = 85) -> bytes:
    """The image as JPEG bytes."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def with_check_digit(body: str) -> str:
    """The 12 digits of an EAN-13 body and its check digit."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-total % 10)
