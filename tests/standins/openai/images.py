"""Images as the service takes them: decoded for real, counted in tokens, known by their look."""

import base64
import binascii
import io
import math
from dataclasses import dataclass

from PIL import Image

ACCEPTED = {"JPEG", "PNG", "WEBP", "GIF"}
SIDE, PATCHES, PATCH = 2048, 2500, 32
MULTIPLIER = 1.2
LOW_TOKENS = 308


class BadImage(Exception):
    """Not an image that the service takes: `code` as the service names it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded image: tokens that it costs, and its 64-bit look."""

    width: int
    height: int
    tokens: int
    look: int


def picture(url: str, detail: str) -> Picture:
    """Decodes a data URL; raises BadImage."""
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
            return Picture(*image.size, tokens(*image.size, detail), look(image))
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
    """A difference hash: 64 bits that survive shrinking and JPEG."""
    small = image.convert("L").resize((9, 8), Image.Resampling.BOX)
    values = list(small.tobytes())
    bits = 0
    for row in range(8):
        for column in range(8):
            place = row * 9 + column
            bits = bits << 1 | (values[place] > values[place + 1])
    return bits


def distance(left: int, right: int) -> int:
    """How many of the 64 bits differ."""
    return (left ^ right).bit_count()
