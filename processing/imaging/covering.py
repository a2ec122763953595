"""Parts of a photo that are painted over before it is sent."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

Box = tuple[int, int, int, int]
Size = tuple[int, int]


def painted(image: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """A copy with black rectangles; the image itself stays.

    Boxes are left, top, right, bottom in pixels of this image, right and bottom outside; what
    of them lies beyond the image is ignored.
    """
    copy = image.copy()
    pen = ImageDraw.Draw(copy)
    for left, top, right, bottom in boxes:
        if right > left and bottom > top:
            pen.rectangle((left, top, right - 1, bottom - 1), fill="black")
    return copy


def scaled(boxes: Sequence[Box], size: Size, to: Size) -> list[Box]:
    """Boxes of an image of this size in pixels of the same image in another size.

    Rounded outwards: nothing that was covered shows at an edge.
    """
    (width, height), (new_width, new_height) = size, to
    return [
        (
            left * new_width // width,
            top * new_height // height,
            -(-right * new_width // width),
            -(-bottom * new_height // height),
        )
        for left, top, right, bottom in boxes
    ]
