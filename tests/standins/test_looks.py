"""A photo is known by its look: told apart from all others, and known again after its journey."""

import io
from collections.abc import Callable
from itertools import combinations, product
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from processing.sample.photos import photo_names
from tests.process.sample import photos_of
from tests.standins.openai.images import distance, look, looks
from tests.standins.openai.sample_truth import looks_in, stored_looks
from tests.standins.openai.sees import NEAR
from tests.standins.questions import working

DRAWN = tuple(
    f"059173000000{name}.jpg" for name in ("201a", "204b", "210a", "210c", "211c", "212b")
)
KNOWN = {name: int(text, 16) for name, text in stored_looks().items()}
Photo = Callable[[str], bytes]


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


def nearest(image: Image.Image) -> tuple[int, str]:
    return min((distance(look(image), known), name) for name, known in KNOWN.items())


def test_the_photos_of_the_sample_are_far_apart():
    assert set(KNOWN) == set(photo_names())
    assert min(distance(*pair) for pair in combinations(KNOWN.values(), 2)) > 2 * NEAR


@pytest.mark.parametrize("name", DRAWN)
def test_the_stored_looks_are_those_of_the_drawn_photos(photo: Photo, name: str):
    assert nearest(opened(working(photo(name)))) <= (2, name)


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize(("side", "quality"), [(2048, 80), (1824, 85), (1000, 90), (700, 80)])
def test_shrinking_and_jpeg_do_not_lose_a_photo(photo: Photo, name: str, side: int, quality: int):
    sent, out = opened(photo(name)), io.BytesIO()
    sent.thumbnail((side, side))
    sent.save(out, "JPEG", quality=quality)
    away, known_as = nearest(opened(out.getvalue()))
    assert (away <= NEAR, known_as) == (True, name)


@pytest.mark.parametrize("name", DRAWN)
def test_a_corner_painted_over_does_not_lose_a_photo(photo: Photo, name: str):
    for right, low in product((0, 1), (0, 1)):
        image = opened(photo(name))
        wide, high = image.width // 4, image.height // 5
        left, top = right * (image.width - wide), low * (image.height - high)
        ImageDraw.Draw(image).rectangle((left, top, left + wide, top + high), fill="black")
        away, known_as = nearest(image)
        assert (away <= NEAR, known_as) == (True, name)


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("box", [(0.5, 0.6, 1, 1), (0, 0.6, 0.5, 1), (0.2, 0.2, 0.8, 0.8)])
def test_a_part_of_a_photo_is_not_taken_for_the_photo(
    photo: Photo, name: str, box: tuple[float, float, float, float]
):
    image = opened(photo(name))
    left, top, right, bottom = box
    edges = (left * image.width, top * image.height, right * image.width, bottom * image.height)
    assert nearest(image.crop([round(edge) for edge in edges]))[0] > NEAR


def test_a_photo_that_was_turned_is_known_again(photo: Photo):
    image = opened(photo(DRAWN[0]))
    for turn in (90, 180, 270):
        turned = looks(image.rotate(turn, expand=True))
        assert min(distance(one, KNOWN[DRAWN[0]]) for one in turned) <= NEAR


@pytest.mark.process
@pytest.mark.ocr
def test_the_looks_of_the_whole_sample_are_stored(sample_var: Path, tmp_path: Path):
    photos_of(sample_var, tmp_path / "photos")
    found = looks_in(tmp_path / "photos")
    assert set(found) == set(KNOWN)
    assert all(distance(int(one, 16), KNOWN[name]) <= 2 for name, one in found.items())
