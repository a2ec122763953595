"""Our own bars, read back by a decoder that we did not write."""

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from processing.sample.labels import bars, upc_box, white_sticker
from processing.sample.symbols import codabar, code128, ean13


def decoded(elements: list[float]) -> list[str]:
    image = Image.new("RGB", (900, 220), "white")
    bars(ImageDraw.Draw(image), (60, 20, 840, 200), elements)
    return [result.text for result in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("digits", ["4006381333931", "0075596077422", "9780201379624"])
def test_an_ean13_is_read_back(digits: str):
    assert decoded(ean13(digits)) == [digits]


def test_an_ean13_has_59_elements_and_95_modules():
    elements = ean13("0075596077422")
    assert (len(elements), sum(elements)) == (59, 95)


@pytest.mark.parametrize("digits", ["059173000000201", "90817263544"])
def test_a_codabar_number_is_read_back(digits: str):
    assert [text.strip("AB") for text in decoded(codabar(digits))] == [digits]


@pytest.mark.parametrize("digits", ["059173000000212", "00112233445566", "9"])
def test_a_code128_number_is_read_back_with_even_and_odd_length(digits: str):
    assert decoded(code128(digits)) == [digits]


def test_the_upc_box_keeps_its_quiet_zones():
    image = upc_box("075596077422")
    column = {image.getpixel((x, 60)) for x in (*range(30), *range(image.width - 30, image.width))}
    assert column == {(255, 255, 255)}
    assert [result.text for result in zxingcpp.read_barcodes(image)] == ["0075596077422"]


def test_the_white_sticker_is_larger_than_the_upc_that_it_hides():
    upc, sticker = upc_box("075596077422"), white_sticker()
    assert sticker.width > upc.width
    assert sticker.height > upc.height
