"""The JPEG of a photo, or of a part of it, as it is sent to a model."""

from collections.abc import Sequence
from typing import BinaryIO

from PIL import Image

from processing.imaging.covering import Box, Size, painted, scaled
from processing.imaging.deriving import jpeg, upright
from processing.imaging.opening import open_image

QUALITY = 85


def whole(file: BinaryIO, size: Size, covers: Sequence[Box]) -> bytes:
    """The working JPEG, covered and shrunk to `size` (width and height in pixels)."""
    with open_image(file) as image:
        return _sent(painted(upright(image), covers), size)


def part(file: BinaryIO, working: Size, crop: Box, size: Size, covers: Sequence[Box]) -> bytes:
    """A part of the original, covered, brought to `size`.

    `crop` and `covers` are in pixels of the working JPEG, whose width and height are `working`.
    """
    with open_image(file) as image:
        original = upright(image)
    shown = painted(original, scaled(covers, working, original.size))
    (box,) = scaled([crop], working, original.size)
    return _sent(shown.crop(box), size)


def _sent(image: Image.Image, size: Size) -> bytes:
    resized = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
    return jpeg(resized, QUALITY)
