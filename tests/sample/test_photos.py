"""The photos: every visible barcode decodes, the hidden one does not, the bytes never change."""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from processing.sample.discs import DISCS
from processing.sample.facts import Defect, SampleDisc
from processing.sample.photos import photo_names, render

LARGEST_BYTES, SMALLEST_SIDE = 700_000, 2000
STRAIGHTEN = (0, -12, 12, 30, 90)  # degrees
LINEAR = ("Codabar", "Code 128")


def codes(path: Path, angle: int = 0) -> dict[str, str]:
    """Decoded text by symbology."""
    with Image.open(path) as photo:
        image = photo.rotate(angle, expand=True)
    return {str(code.format): code.text for code in zxingcpp.read_barcodes(image)}


def path_of(folder: Path, disc: SampleDisc, letter: str) -> Path:
    return folder / f"{disc.item_barcode}{letter}.jpg"


def with_upc() -> list[SampleDisc]:
    hidden = {Defect.NO_UPC, Defect.UPC_COVERED}
    return [disc for disc in DISCS if not hidden & disc.defects]


@pytest.mark.parametrize("disc", with_upc(), ids=lambda disc: disc.title)
def test_a_visible_upc_decodes_to_the_right_digits(folder: Path, disc: SampleDisc):
    assert codes(path_of(folder, disc, "b"))["EAN-13"] == f"0{disc.gtin}"


@pytest.mark.parametrize(
    "disc", [disc for disc in DISCS if disc.look.sticker], ids=lambda disc: disc.title
)
def test_the_librarys_sticker_decodes_to_the_item_barcode(folder: Path, disc: SampleDisc):
    found = codes(path_of(folder, disc, disc.look.sticker or ""))
    texts = [found[kind].strip("AB") for kind in LINEAR if kind in found]
    assert texts == [disc.item_barcode]


@pytest.mark.parametrize("angle", STRAIGHTEN)
@pytest.mark.parametrize("defect", [Defect.UPC_COVERED, Defect.NO_UPC])
def test_a_hidden_upc_does_not_decode_at_any_angle(folder: Path, defect: Defect, angle: int):
    disc = next(disc for disc in DISCS if defect in disc.defects)
    for letter in "abc":
        assert "EAN-13" not in codes(path_of(folder, disc, letter), angle)


def test_all_photos_are_jpegs_of_a_phones_size_and_not_too_heavy(folder: Path):
    for name in photo_names():
        path = folder / name
        with Image.open(path) as image:
            assert image.format == "JPEG"
            assert max(image.size) >= SMALLEST_SIDE
        assert path.stat().st_size <= LARGEST_BYTES, name


def test_the_same_name_gives_the_same_bytes_whatever_was_drawn_before(folder: Path):
    for name in (photo_names()[7], photo_names()[0]):
        assert render(name) == (folder / name).read_bytes()


def test_every_disc_has_a_front_and_a_back_and_a_set_shows_both_discs():
    names = photo_names()
    for disc in DISCS:
        letters = "".join(name[15] for name in names if name.startswith(disc.item_barcode))
        assert letters.startswith("ab")
        assert disc.disc_count == 1 or letters == "abcd"


@pytest.mark.parametrize("name", ["059173000000201z.jpg", "059173000000205c.jpg", "x.jpg"])
def test_an_unknown_name_is_a_key_error(name: str):
    with pytest.raises(KeyError):
        render(name)
