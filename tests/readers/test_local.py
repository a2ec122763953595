"""The local reader as a whole: what is read once, what is said where OCR is missing."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from processing.catalog.codec import to_json
from processing.readers import barcodes, local, ocr
from processing.readers.base import Barcode, Line, Page, PhotoInput
from tests.readers import draw
from tests.readers.pages import column, line

EAN = "4037408015271"
needs_ocr = pytest.mark.skipif(not ocr.available(), reason="rapidocr is not installed")


class Shelf:
    """What was read, in memory; it keeps JSON text, as a database would."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], str] = {}

    def get(self, sha256: str, version: str) -> Any | None:
        row = self.rows.get((sha256, version))
        return None if row is None else json.loads(row)

    def put(self, sha256: str, version: str, data: Any) -> None:
        self.rows[sha256, version] = json.dumps(data)


def never() -> bytes:
    raise AssertionError("the photo was opened")


def photo(
    number: int, role: str, shelf: Shelf, lines: tuple[Line, ...] = (), **more: Any
) -> PhotoInput:
    """A photo whose text was read before."""
    shelf.put(
        str(number), ocr.VERSION, to_json(Page(1000, 1000, lines, unread=more.pop("unread", 0)))
    )
    return PhotoInput(number, str(number), role, more.pop("image", never), **more)


SURE = (Barcode(EAN, "EAN13", (600, 800, 900, 900)),)


def test_kept_text_and_codes_are_used_without_opening_a_photo():
    shelf = Shelf()
    back = photo(
        2, "back", shelf, tuple(column(("1. So What", "9:22"), ("2. All Blues", "11:33"), lefts=(60, 500))),
        barcodes=SURE,
    )  # fmt: skip
    front = photo(
        1, "front", shelf, (line("Kind of Blue", 50, 100, 80), line("Miles Davis", 50, 300, 50))
    )
    reading = local.read_with(None, [front, back], shelf)
    assert reading.title is not None
    assert (reading.title.text, reading.title.photo) == ("Kind of Blue", 1)
    assert [track.title.text for track in reading.tracks] == ["So What", "All Blues"]
    assert [code.decoded for code in reading.barcodes] == [EAN]
    assert reading.remarks == ()


def test_the_long_search_finds_what_the_first_look_missed():
    shelf = Shelf()
    image = draw.photo(EAN, angle=32, blur=0.8)
    assert not barcodes.decode(image)
    back = photo(1, "back", shelf, image=lambda: draw.jpeg(image, 92))
    reading = local.read_with(None, [back], shelf)
    assert [(code.decoded, code.doubtful) for code in reading.barcodes] == [(EAN, False)]


def test_text_is_read_once_and_kept():
    shelf, opened = Shelf(), []

    def read_page(jpeg: bytes) -> Page:
        opened.append(jpeg)
        return Page(1000, 1000, (line("Kind of Blue", 50, 100, 80),))

    photos = [PhotoInput(1, "a", "front", lambda: b"photo", SURE)]
    first = local.read_with(read_page, photos, shelf)
    second = local.read_with(read_page, photos, shelf)
    assert opened == [b"photo"]
    assert first == second
    assert first.title is not None
    assert first.title.text == "Kind of Blue"


def test_an_item_barcode_never_becomes_a_upc():
    shelf = Shelf()
    sticker = Barcode("A31234000012345B", "Codabar", (690, 540, 900, 600))
    blank = draw.jpeg(draw.photo(None))
    front = photo(1, "front", shelf, barcodes=(sticker,), image=lambda: blank)
    assert local.read_with(None, [front], shelf).barcodes == ()


def test_lines_without_sense_are_remarked_on():
    shelf = Shelf()
    reading = local.read_with(None, [photo(1, "back", shelf, unread=5, barcodes=SURE)], shelf)
    assert reading.remarks == (local.OTHER_SCRIPTS,)
    assert "Cyrillic" in reading.remarks[0]


def test_without_the_ocr_packages_barcodes_are_read_and_the_rest_is_said():
    reading = local.read_with(None, [PhotoInput(1, "a", "back", never, SURE)], Shelf())
    assert [code.decoded for code in reading.barcodes] == [EAN]
    assert reading.title is None
    assert reading.remarks == (local.NO_OCR,)


@pytest.mark.ocr
@needs_ocr
def test_a_real_disc_is_read_as_a_cataloger_reads_it(shared: Path):
    photos = []
    for number, path in enumerate(sorted((shared / "photos").glob("*.jpg")), 1):
        role = {"a": "front", "b": "back"}[path.stem[-1]]
        with Image.open(path) as image:
            codes = barcodes.decode(image)
        photos.append(PhotoInput(number, path.name, role, path.read_bytes, codes))
    truth = json.loads((shared / "photos" / "truth.json").read_text())["059173000000101"]
    reading = local.read(photos, Shelf())
    assert reading.title is not None
    assert reading.title.text.casefold() == truth["title"].casefold()
    assert [code.decoded for code in reading.barcodes] == [truth["ean"]]
    minutes = [track.seconds for track in reading.tracks]
    assert minutes == [int(m) * 60 + int(s) for *_, t in truth["tracks"] for m, s in [t.split(":")]]
    same = sum(
        track.title.text == wanted[0]
        for track, wanted in zip(reading.tracks, truth["tracks"], strict=True)
    )
    assert same >= 13  # the OCR takes I for l and drops a space in two or three
