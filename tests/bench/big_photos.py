"""Photos as a phone makes them: 12 million pixels, about 4 MB, each file with bytes of its own."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageChops

from processing.sample import photos
from processing.sample.surfaces import noise

SIZE = (4000, 3000)
GRAIN = 12  # gray levels
TARGET_BYTES = 4_100_000
QUALITIES = range(95, 60, -1)
MARKER = b"\xff\xfe"  # a comment in the JPEG, which no decoder shows
STAMP_BYTES = 16


def write(folder: Path, count: int, bases: int = 6) -> list[Path]:
    """`count` files of `bases` different photos; a comment makes every file its own."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = [_base(number) for number in range(bases)]
    return [_written(folder, number, contents[number % bases]) for number in range(count)]


def _written(folder: Path, number: int, content: bytes) -> Path:
    stamp = f"{number:0{STAMP_BYTES}d}".encode()
    comment = MARKER + (STAMP_BYTES + 2).to_bytes(2, "big") + stamp
    path = folder / f"0591730{number // 3:08d}{'abc'[number % 3]}.jpg"
    path.write_bytes(content[:2] + comment + content[2:])
    return path


def _base(number: int) -> bytes:
    """One photo of the sample, at full size and with the grain of a small sensor."""
    name = photos.photo_names()[number]
    rng = Random(f"bench {name}")
    photo = Image.open(BytesIO(photos.render(name))).resize(SIZE)
    speckle = noise(SIZE, rng).point(lambda value: value * GRAIN * 2 // 255)
    grainy = ImageChops.add(photo, Image.merge("RGB", [speckle] * 3), 1, -GRAIN)
    return next(data for data in _jpegs(grainy) if len(data) <= TARGET_BYTES)


def _jpegs(photo: Image.Image) -> Iterator[bytes]:
    """The photo as JPEG, each time a little smaller."""
    for quality in QUALITIES:
        out = BytesIO()
        photo.save(out, "JPEG", quality=quality)
        yield out.getvalue()
