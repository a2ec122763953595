"""Parts of a photo painted over, before it is sent to anybody."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

Box = tuple[int, int, int, int]


def painted(image: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """A copy with black rectangles: left, top, right, bottom in pixels of this image."""
    covered = image.copy()
    draw = ImageDraw.Draw(covered)
    for left, top, right, bottom in boxes:
        draw.rectangle((left, top, right - 1, bottom - 1), fill="black")
    return covered
