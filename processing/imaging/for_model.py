"""The JPEG of a photo, or of a part of it, as it is sent to a model."""

import math
from collections.abc import Sequence
from typing import BinaryIO

from PIL import Image

from processing.imaging.covering import painted
from processing.imaging.deriving import jpeg, upright
from processing.imaging.opening import open_image

QUALITY = 85
Box = tuple[int, int, int, int]


def whole(file: BinaryIO, size: tuple[int, int], covers: Sequence[Box]) -> bytes:
    """The working JPEG, covered and shrunk to `size` (width and height in pixels)."""
    with open_image(file) as image:
        return _sent(painted(upright(image), covers), size)


def part(
    file: BinaryIO, working_width: int, crop: Box, size: tuple[int, int], covers: Sequence[Box]
) -> bytes:
    """A part of the original, covered, brought to `size`.

    `crop` and `covers` are in pixels of the working JPEG, which is `working_width` wide.
    """
    with open_image(file) as image:
        original = upright(image)
    factor = original.width / working_width
    shown = painted(original, [_scaled(box, factor) for box in covers])
    return _sent(shown.crop(_scaled(crop, factor)), size)


def _scaled(box: Box, factor: float) -> Box:
    """Rounded outwards: not a pixel of what is covered may show."""
    left, top, right, bottom = (edge * factor for edge in box)
    return math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)


def _sent(image: Image.Image, size: tuple[int, int]) -> bytes:
    resized = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
    return jpeg(resized, QUALITY)
