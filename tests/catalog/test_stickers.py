"""Which codes on a photo can be the library's sticker, and which are a separator slip."""

import pytest

from processing.catalog.stickers import SLIP, is_slip, item_barcodes

UPC = ("0074646493526", "EAN13")


@pytest.mark.parametrize("kind", ["Codabar", "Code39", "Code128", "ITF", "CODE_39", "Code 128"])
def test_the_kinds_of_code_that_libraries_print_are_stickers(kind: str):
    assert item_barcodes([("059173027351849", kind)]) == ("059173027351849",)


@pytest.mark.parametrize("kind", ["EAN13", "UPCA", "UPCE", "QRCode", "EAN8", "DataMatrix"])
def test_a_upc_or_another_code_is_never_a_sticker(kind: str):
    assert item_barcodes([("074646493526", kind)]) == ()


def test_a_upc_that_other_bars_repeat_is_no_sticker():
    assert item_barcodes([UPC, ("074646493526", "Code128")]) == ()


def test_a_sticker_beside_the_upc_is_found():
    assert item_barcodes([UPC, ("31234000123459", "Codabar")]) == ("31234000123459",)


@pytest.mark.parametrize("text", ["A31234000123459B", "31234000123459", "a31234000123459d"])
def test_a_codabar_of_14_digits_is_known_with_or_without_its_letters(text: str):
    assert item_barcodes([(text, "Codabar")]) == ("31234000123459",)


@pytest.mark.parametrize("text", ["CD 1234 AB", "1234", "SHOP-1", "", "١٢٣٤٥٦"])
def test_what_is_not_5_to_20_digits_is_no_item_barcode(text: str):
    assert item_barcodes([(text, "Code39")]) == ()


def test_with_a_pattern_only_matching_codes_count():
    codes = [("31234000123459", "Codabar"), ("059173027351849", "Codabar")]
    assert item_barcodes(codes, "059173#########") == ("059173027351849",)


def test_the_same_sticker_twice_on_a_photo_is_one():
    assert item_barcodes([("12345678", "Code39"), ("12345678", "Code39")]) == ("12345678",)


@pytest.mark.parametrize(
    ("text", "kind", "slip"),
    [
        (f"{SLIP}17", "QRCode", True),
        (f"{SLIP}17", "Code128", False),
        (SLIP, "QRCode", False),
        (f"{SLIP}x", "QRCode", False),
        ("https://example.org/17", "QRCode", False),
    ],
)
def test_a_slip_is_known_by_its_qr_code(text: str, kind: str, *, slip: bool):
    assert is_slip([UPC, (text, kind)]) is slip
