"""Boxes of a page that was turned and straightened, brought back to the photo."""

import pytest

from processing.catalog.codec import from_json, to_json
from processing.readers.base import Line, Page

BOX = (10, 20, 110, 40)


def test_a_page_that_was_not_turned_keeps_its_boxes():
    assert Page(400, 300).on_photo(BOX) == BOX


@pytest.mark.parametrize(
    ("turn", "expected"),
    # Turned counter-clockwise to be read, so the photo lies the other way.
    [(90, (260, 10, 280, 110)), (180, (290, 260, 390, 280)), (270, (20, 290, 40, 390))],
)
def test_a_turned_page_gives_boxes_of_the_photo(turn: int, expected: tuple[int, ...]):
    assert Page(400, 300, turn=turn).on_photo(BOX) == expected


def test_a_leaning_page_gives_an_upright_box_around():
    left, top, right, bottom = Page(400, 300, tilt=10).on_photo((190, 140, 210, 160))
    assert left < 190
    assert top < 140
    assert right > 210
    assert bottom > 160


def test_a_page_goes_to_json_and_back():
    page = Page(400, 300, (Line("So What", BOX, 0.98, upright=False),), 90, -1.5, 2)
    assert from_json(Page, to_json(page)) == page
