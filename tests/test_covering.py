"""What is painted over a photo before it is sent: exactly the boxes, and never less."""

import pytest
from PIL import Image

from processing.imaging import painted, scaled
from processing.imaging.covering import Box

WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def black_pixels(image: Image.Image) -> set[tuple[int, int]]:
    rgb = image.convert("RGB")
    across, down = range(rgb.width), range(rgb.height)
    return {(x, y) for x in across for y in down if rgb.getpixel((x, y)) == BLACK}


def pixels(box: Box) -> set[tuple[int, int]]:
    left, top, right, bottom = box
    return {(x, y) for x in range(left, right) for y in range(top, bottom)}


def test_boxes_are_black_and_nothing_beside_them_is() -> None:
    boxes = [(2, 3, 12, 11), (20, 0, 30, 8)]
    image = painted(Image.new("RGB", (40, 30), WHITE), boxes)
    assert black_pixels(image) == pixels(boxes[0]) | pixels(boxes[1])


def test_the_image_itself_stays() -> None:
    image = Image.new("RGB", (40, 30), WHITE)
    painted(image, [(0, 0, 40, 30)])
    assert black_pixels(image) == set()


def test_without_a_box_the_copy_is_the_same() -> None:
    image = Image.effect_noise((40, 30), 80).convert("RGB")
    assert painted(image, []).tobytes() == image.tobytes()


def test_a_box_over_the_edge_is_painted_as_far_as_there_is_an_image() -> None:
    image = painted(Image.new("RGB", (40, 30), WHITE), [(35, 25, 400, 300), (50, 50, 60, 60)])
    assert black_pixels(image) == pixels((35, 25, 40, 30))


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_black_is_black_in_every_mode(mode: str) -> None:
    image = painted(Image.new(mode, (20, 20), "white"), [(4, 4, 16, 16)])
    assert image.mode == mode
    assert black_pixels(image) == pixels((4, 4, 16, 16))


def test_a_box_in_another_size_covers_at_least_as_much() -> None:
    size, to = (2048, 1536), (1824, 1368)
    for box in ((0, 0, 2048, 1536), (7, 11, 15, 19), (101, 1000, 109, 1536)):
        [(left, top, right, bottom)] = scaled([box], size, to)
        assert left * size[0] <= box[0] * to[0]
        assert top * size[1] <= box[1] * to[1]
        assert right * size[0] >= box[2] * to[0]
        assert bottom * size[1] >= box[3] * to[1]
        assert right <= to[0]
        assert bottom <= to[1]
