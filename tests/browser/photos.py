"""Small photos of cases, with stickers, and files that are no photos."""

import io
import random
import zipfile
from collections.abc import Iterable
from pathlib import Path

import zxingcpp
from PIL import Image, ImageDraw

SIZE = (1280, 960)
LINES = 18
STICKER_SCALE = 4


def photo(text: str, sticker: str = "", size: tuple[int, int] = SIZE) -> Image.Image:
    """A sharp photo of a case with lines of print, and a library's Codabar sticker where named."""
    chance = random.Random(text)
    ground = tuple(chance.randint(190, 250) for _ in range(3))
    image = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(image)
    step = size[1] // (LINES + 2)
    for line in range(LINES):
        words = text if line == 0 else f"{line}. {chance.getrandbits(64):x} {text}"
        pen.text((40, step * (line + 1)), words, fill="black", font_size=step * 0.7)
    if sticker:
        bars = code(f"A{sticker}A", zxingcpp.Codabar)
        image.paste(bars, (size[0] - bars.width - 40, size[1] - bars.height - 40))
    return image


def code(text: str, kind: zxingcpp.BarcodeFormat, scale: int = STICKER_SCALE) -> Image.Image:
    """The bars of a code with their quiet zones."""
    return Image.fromarray(zxingcpp.create_barcode(text, kind).to_image(scale=scale)).convert("RGB")


def jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def save(
    folder: Path, name: str, sticker: str = "", text: str = "", size: tuple[int, int] = SIZE
) -> Path:
    """One photo as a file; its text is its name where none is given."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(jpeg(photo(text or name, sticker, size)))
    return path


def phone_names(count: int, first: int = 412) -> list[str]:
    return [f"IMG_{number:04d}.jpg" for number in range(first, first + count)]


def zipped(path: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path
