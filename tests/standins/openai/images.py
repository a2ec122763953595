"""Images as the service takes them: decoded for real, counted in tokens, known by their look."""

import base64
import binascii
import hashlib
import io
import math
from dataclasses import dataclass
from functools import cache
from random import Random

from PIL import Image

ACCEPTED = {"JPEG", "PNG", "WEBP", "GIF"}
SIDE, PATCHES, PATCH = 2048, 2500, 32
MULTIPLIER = 1.2
LOW_TOKENS = 308
GRID, REACH, CLEARLY, SEED = 32, 4, 1, 118  # cells, cells, grey levels
MOST_KEPT = 4096
Cell = tuple[int, int]


class BadImage(Exception):
    """Not an image that the service takes: `code` as the service names it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded image: tokens that it costs, its 64-bit looks, and what tells its bytes apart."""

    width: int
    height: int
    tokens: int
    looks: tuple[int, ...]
    key: str


_kept: dict[str, Picture] = {}


def picture(url: str, detail: str) -> Picture:
    """Decodes a data URL, once for the same bytes; raises BadImage."""
    key = hashlib.sha256(f"{detail} {url}".encode()).hexdigest()
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = _decoded(url, detail, key)
    return _kept[key]


def _decoded(url: str, detail: str, key: str) -> Picture:
    head, comma, data = url.partition(",")
    if not comma or not head.startswith("data:image/") or not head.endswith(";base64"):
        raise BadImage("invalid_image_url", "Only data URLs are taken here.")
    try:
        content = base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise BadImage("invalid_base64_image", "The image is not valid base64.") from error
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.format not in ACCEPTED:
                raise BadImage("invalid_image_format", "Use PNG, JPEG, WEBP or GIF.")
            image.load()
            return Picture(*image.size, tokens(*image.size, detail), looks(image), key)
    except (OSError, SyntaxError, ValueError) as error:
        raise BadImage("image_parse_error", "The image cannot be parsed.") from error


def tokens(width: int, height: int, detail: str) -> int:
    """By the rule of the patch models at detail high; `auto` and `original` do not shrink."""
    if detail == "low":
        return LOW_TOKENS
    if detail == "high":
        width, height = _shrunk(width, height)
    return math.ceil(math.ceil(width / PATCH) * math.ceil(height / PATCH) * MULTIPLIER)


def _shrunk(width: float, height: float) -> tuple[int, int]:
    scale = min(1.0, SIDE / max(width, height))
    width, height = width * scale, height * scale
    if math.ceil(width / PATCH) * math.ceil(height / PATCH) > PATCHES:
        scale = math.sqrt(PATCH * PATCH * PATCHES / (width * height))
        across, down = width * scale / PATCH, height * scale / PATCH
        scale *= min(math.floor(across) / across, math.floor(down) / down)
        width, height = width * scale, height * scale
    return round(width), round(height)


def look(image: Image.Image) -> int:
    """64 bits that survive shrinking, JPEG and a painted-over corner, and tell covers apart.

    Each bit says whether one cell of a 32 × 32 grid is clearly lighter than one close by.
    """
    return _bits(_grid(image))


def looks(image: Image.Image) -> tuple[int, ...]:
    """The look of the image as it lies, and of its three turns: a model reads upside-down print."""
    grid, found = _grid(image), []
    for _ in range(4):
        found.append(_bits(grid))
        grid = [list(row) for row in zip(*grid[::-1], strict=True)]
    return tuple(found)


def distance(left: int, right: int) -> int:
    """How many of the 64 bits differ."""
    return (left ^ right).bit_count()


def _grid(image: Image.Image) -> list[list[int]]:
    values = list(image.convert("L").resize((GRID, GRID), Image.Resampling.BOX).tobytes())
    return [values[start : start + GRID] for start in range(0, GRID * GRID, GRID)]


def _bits(grid: list[list[int]]) -> int:
    bits = 0
    for (row, column), (other_row, other_column) in _pairs():
        bits = bits << 1 | (grid[row][column] > grid[other_row][other_column] + CLEARLY)
    return bits


@cache
def _pairs() -> tuple[tuple[Cell, Cell], ...]:
    """The same 64 pairs of neighbouring cells for ever: other seeds confuse photos of the sample."""
    rng, found = Random(SEED), []
    while len(found) < 64:
        one = (rng.randrange(GRID), rng.randrange(GRID))
        two = (rng.randrange(GRID), rng.randrange(GRID))
        if one != two and max(abs(one[0] - two[0]), abs(one[1] - two[1])) <= REACH:
            found.append((one, two))
    return tuple(found)
