"""RapidOCR on rendered pages, whichever way up they lie."""

import threading

import pytest
from PIL import Image, ImageDraw, ImageFont

from processing.readers import ocr
from tests.readers import draw

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.skipif(not ocr.available(), reason="rapidocr is not installed"),
]
LINES = ("Kind of Blue", "1. So What", "2. Freddie Freeloader", "3. Blue in Green", "CK 64935")


def page() -> Image.Image:
    image = Image.new("RGB", (900, 600), (240, 236, 225))
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=40)
    for place, text in enumerate(LINES):
        pen.text((80, 60 + 90 * place), text, font=font, fill=(30, 30, 60))
    return image


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_read_whichever_way_up_it_lies(turn: int):
    photo = page().rotate(turn, expand=True)
    read = ocr.read_page(draw.jpeg(photo, 92))
    assert [line.text for line in sorted(read.lines, key=lambda line: line.middle)] == list(LINES)
    assert read.turn == -turn % 360


@pytest.mark.parametrize("turn", [0, 180])
def test_boxes_are_in_pixels_of_the_photo_that_was_given(turn: int):
    photo = page().resize((2700, 1800)).rotate(turn, expand=True)
    read = ocr.read_page(draw.jpeg(photo, 90))
    first = next(line for line in read.lines if line.text == LINES[0])
    left, top, right, bottom = read.on_photo(first.box)
    bars = photo.convert("L").crop((left, top, right, bottom)).getextrema()
    assert bars[0] < 100  # the dark type is inside
    outside = photo.convert("L")
    outside.paste(240, (left - 12, top - 12, right + 12, bottom + 12))
    half = (0, 0, 2700, 400) if turn == 0 else (0, 1400, 2700, 1800)
    assert outside.crop(half).getextrema()[0] > 150  # and nothing of it is left


def test_a_leaning_page_is_straightened():
    photo = page().rotate(5, Image.Resampling.BICUBIC, expand=True, fillcolor=(240, 236, 225))
    read = ocr.read_page(draw.jpeg(photo, 92))
    assert read.tilt == pytest.approx(-5, abs=1)
    lefts = [line.box[0] for line in read.lines]
    assert max(lefts) - min(lefts) < 25


def test_an_empty_page_has_no_lines():
    read = ocr.read_page(draw.jpeg(Image.new("RGB", (400, 300), (200, 200, 200))))
    assert read.lines == ()


def test_two_photos_are_read_at_the_same_time():
    jpeg, found = draw.jpeg(page(), 92), {}

    def work(name: int) -> None:
        found[name] = [line.text for line in ocr.read_page(jpeg).lines]

    threads = [threading.Thread(target=work, args=(name,)) for name in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found[1] == found[2]
    assert sorted(found[1]) == sorted(LINES)
