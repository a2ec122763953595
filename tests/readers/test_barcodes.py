"""Barcodes on drawn photos: found, confirmed, not invented."""

from pathlib import Path

import pytest
from PIL import Image

from processing.catalog import gtin
from processing.readers import barcodes
from processing.readers.base import Barcode
from tests.readers import draw

UPC = "074646493526"
EAN = "4037408015271"
MIN_REAL_RIGHT = 48  # of 60; measured 51 when this was written
BESIDE = ("1920081045006", "9784872348880")  # both stand on one book, one of them is expected


def texts(found: tuple[Barcode, ...]) -> list[str]:
    return [code.text for code in found if code.is_product and not code.doubtful]


def test_a_clear_upc_is_read_as_13_digits():
    found = barcodes.decode(draw.photo(UPC))
    assert texts(found) == ["0" + UPC]
    assert gtin.parse(found[0].text) == "00" + UPC


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_photo_lying_on_its_side_is_read(turn: int):
    image = draw.photo(EAN).rotate(turn, expand=True)
    assert texts(barcodes.decode(image)) == [EAN]


def test_the_box_covers_the_bars():
    found = barcodes.decode(draw.photo(EAN, module=3, size=(1600, 1200)))
    left, top, right, bottom = found[0].box
    assert right - left == pytest.approx(95 * 3, abs=6)
    assert 1600 * 0.5 < left < right < 1600
    assert 1200 * 0.6 < top < bottom < 1200


@pytest.mark.parametrize("angle", [-44, -33, 28, 36, 40])
def test_a_slanted_barcode_needs_the_hard_look(angle: int):
    image = draw.photo(EAN, module=3, angle=angle, blur=0.8, noise=6)
    assert barcodes.decode(image) == ()
    assert texts(barcodes.decode_hard(image)) == [EAN]


def test_a_large_square_photo_gets_its_hard_look_too():
    image = draw.photo(EAN, module=3, angle=30, size=(1500, 1500))
    square = image.resize((2048, 2048))
    assert texts(barcodes.decode_hard(square)) == [EAN]


def test_the_hard_look_gives_boxes_on_the_photo_it_was_given():
    upright = draw.photo(EAN, module=3)
    image = upright.rotate(20, Image.Resampling.BICUBIC, fillcolor=200)
    plain = barcodes.decode(upright)[0].box
    hard = barcodes.decode_hard(image)[0].box
    # The bars stand right of the middle; turned counter-clockwise they go up.
    assert hard[1] < plain[1]
    assert 0 <= hard[0] < hard[2] <= image.width


@pytest.mark.parametrize("blur", [1.5, 2.0])
def test_a_blurred_barcode_is_read_or_left_out_but_never_wrong(blur: float):
    image = draw.photo(UPC, module=3, angle=4, blur=blur, noise=8)
    found = barcodes.decode(image) or barcodes.decode_hard(image)
    assert texts(found) in ([], ["0" + UPC])


def test_a_photo_without_a_barcode_gives_none():
    image = draw.photo(None, angle=3, blur=0.7, noise=8)
    assert barcodes.decode(image) == ()
    assert barcodes.decode_hard(image) == ()


def test_two_barcodes_on_one_photo_are_both_read():
    image = draw.photo(UPC, size=(1600, 1200))
    bars = draw.barcode(EAN, module=3)
    image.paste(bars, (120, 950))
    assert sorted(texts(barcodes.decode(image))) == sorted(["0" + UPC, EAN])


def test_a_code_right_beside_another_does_not_make_it_doubtful():
    image = draw.photo(UPC, module=3, size=(1600, 1200))
    bars = draw.barcode(EAN, module=3, height=60)
    image.paste(bars, (1600 - bars.width - 1600 // 12, 1200 * 5 // 8 - 90))
    assert sorted(texts(barcodes.decode(image))) == sorted(["0" + UPC, EAN])


def test_an_item_barcode_is_no_product_code():
    sticker = Barcode("A31234000012345B", "Codabar", (0, 0, 10, 10))
    assert not sticker.is_product


def test_scaled_boxes_fit_the_smaller_photo():
    code = Barcode(EAN, "EAN13", (100, 200, 300, 260))
    assert barcodes.scaled([code], 0.5)[0].box == (50, 100, 150, 130)


def test_a_colour_photo_is_read_as_a_gray_one():
    assert texts(barcodes.decode(draw.photo(EAN).convert("RGB"))) == [EAN]


def test_the_drawn_check_digit_is_the_catalogers():
    assert gtin.parse(draw.with_check_digit("403740801527")) == "0" + EAN


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("Codabar", "A39173000402105B"),
        ("Code39", "39173000402105"),
        ("Code128", "39173000402105"),
        ("ITF", "39173000402105"),
    ],
)
def test_a_slanted_sticker_needs_the_longer_look(kind: str, text: str):
    image = draw.stickered(text, kind, angle=24, blur=1.0)
    assert not [code for code in barcodes.decode(image) if not code.doubtful]
    found = barcodes.decode_stickers(image)
    assert [code.text.strip("AB") for code in found] == ["39173000402105"]
    left, top, right, bottom = found[0].box
    assert 0 < left < right < image.width * 0.7
    assert 0 < top < bottom < image.height * 0.6


def test_the_longer_look_gives_boxes_on_a_larger_photo_too():
    image = draw.stickered("A39173000402105B", angle=12, blur=0.8)
    large = image.resize((image.width * 5 // 4, image.height * 5 // 4))  # more than 2048 wide
    small, more = barcodes.decode_stickers(image), barcodes.decode_stickers(large)
    assert more[0].box == pytest.approx([1.25 * edge for edge in small[0].box], abs=25)


@pytest.mark.parametrize("angle", [0, 5, 12, 24, 90])
@pytest.mark.parametrize("blur", [0, 1.5, 2.5])
def test_the_longer_look_takes_no_upc_for_a_sticker(angle: float, blur: float):
    assert barcodes.decode_stickers(draw.photo(UPC, angle=angle, blur=blur, noise=6)) == ()


def test_beside_a_upc_only_the_sticker_is_given():
    found = barcodes.decode_stickers(draw.stickered("A39173000402105B", upc=UPC, blur=0.8))
    assert [code.format for code in found] == ["Codabar"]


def test_real_photos_without_a_sticker_give_none(shared: Path):
    paths = [*(shared / "barcodes").glob("*.png"), *(shared / "photos").glob("*.jpg")]
    for path in sorted(paths):
        with Image.open(path) as image:
            for size in (image.size, (image.width * 2, image.height * 2)):
                assert barcodes.decode_stickers(image.resize(size)) == (), path.name


def test_real_photos_give_no_wrong_code(shared: Path):
    right = wrong = 0
    for path in sorted((shared / "barcodes").glob("*.png")):
        wanted = path.with_suffix(".txt").read_text().strip().zfill(13)
        with Image.open(path) as image:
            found = texts(barcodes.decode(image)) or texts(barcodes.decode_hard(image))
        right += wanted in found
        wrong += any(text not in (wanted, *BESIDE) for text in found)
    assert wrong == 0
    assert right >= MIN_REAL_RIGHT
