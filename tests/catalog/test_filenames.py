"""Item barcode, letter, folder and role, as names of files tell them."""

import pytest

from processing.catalog.filenames import (
    Place,
    is_item_barcode,
    natural_key,
    place_by_folder,
    place_by_name,
    role_of,
)


@pytest.mark.parametrize(
    ("name", "barcode", "role"),
    [
        ("059173027351849a.jpg", "059173027351849", "front"),
        ("059173027351849b.jpeg", "059173027351849", "back"),
        ("059173027351849C.PNG", "059173027351849", "other"),
        ("059173027351849 a.jpg", "059173027351849", "front"),
        ("059173027351849_b.jpg", "059173027351849", "back"),
        ("IMG_0412.jpg", None, "other"),
        ("059173027351849.jpg", None, "other"),
        ("front.jpg", None, "front"),
    ],
)
def test_a_name_gives_item_barcode_and_role(name: str, barcode: str | None, role: str) -> None:
    assert place_by_name(name) == Place(item_barcode=barcode, role=role)


def test_pages_of_a_pdf_need_no_letter() -> None:
    assert place_by_name("059173027351849.pdf", page=1) == Place("059173027351849", role="front")
    assert place_by_name("059173027351849.pdf", page=2).role == "back"
    assert place_by_name("059173027351849.pdf", page=3).role == "other"


def test_a_library_can_say_what_its_barcodes_look_like() -> None:
    pattern = "059173#########"
    assert is_item_barcode("059173027351849", pattern)
    assert not is_item_barcode("123456789012345", pattern)
    assert not is_item_barcode("0591730273518", pattern)
    assert place_by_name("20261122a.jpg", pattern).item_barcode is None


def test_a_folder_is_a_disc() -> None:
    assert place_by_folder("IMG_1.jpg", "box 3/kind of blue") == Place(folder="box 3/kind of blue")


def test_a_folder_of_digits_gives_the_item_barcode() -> None:
    place = place_by_folder("front.jpg", "box 3/059173027351849")
    assert place == Place(item_barcode="059173027351849", role="front")


def test_a_photo_outside_of_any_folder_belongs_nowhere() -> None:
    assert place_by_folder("IMG_1.jpg", "") == Place()


@pytest.mark.parametrize(
    ("stem", "role"),
    [
        ("Back cover", "back"),
        ("cover", "front"),
        ("tray", "back"),
        ("disc 1", "disc"),
        ("scan booklet 3", "booklet"),
    ],
)
def test_words_in_a_name_tell_the_role(stem: str, role: str) -> None:
    assert role_of(stem) == role


def test_numbers_in_names_sort_as_numbers() -> None:
    names = ["IMG_10.jpg", "IMG_9.jpg", "img_100.jpg", "a.jpg"]
    assert sorted(names, key=natural_key) == ["a.jpg", "IMG_9.jpg", "IMG_10.jpg", "img_100.jpg"]
