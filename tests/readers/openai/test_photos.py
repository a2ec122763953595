"""What a model is shown of a disc."""

from typing import Any

from processing.clients.openai_questions import Image
from processing.readers.base import Barcode, PhotoInput
from processing.readers.openai import question

LUNA = "gpt-5.6-luna"


def photo(number: int, role: str, **more: Any) -> PhotoInput:
    values: dict[str, Any] = {"size": (2048, 1536), **more}
    return PhotoInput(number, f"{number:064d}", role, lambda: b"", **values)


def shown(*photos: PhotoInput) -> tuple[str | Image, ...]:
    codes = {one.id: one.barcodes for one in photos}
    return question(photos, codes, model=LUNA).parts


def images(*photos: PhotoInput) -> list[Image]:
    return [part for part in shown(*photos) if isinstance(part, Image)]


def bars(*, doubtful: bool) -> tuple[Barcode, ...]:
    return (Barcode("0074646493526", "EAN13", (1000, 1000, 1300, 1100), doubtful=doubtful),)


def test_front_comes_first_then_back_then_disc():
    sent = images(photo(1, "disc"), photo(2, "back"), photo(3, "front"), photo(4, "other"))
    assert [image.photo for image in sent] == [3, 2, 1, 4]


def test_photos_are_shrunk_to_what_the_model_sees():
    assert images(photo(1, "front"))[0].size == (1824, 1368)
    assert images(photo(1, "front", size=(2048, 2048)))[0].size == (1600, 1600)
    assert images(photo(1, "front", size=(640, 480)))[0].size == (640, 480)


def test_bars_in_doubt_are_shown_enlarged_with_the_digits_under_them():
    sent = images(photo(1, "front"), photo(2, "back", barcodes=bars(doubtful=True)))
    assert len(sent) == 3
    assert (sent[2].photo, sent[2].crop) == (2, (895, 895, 1405, 1205))
    assert sent[2].size == (1020, 620)


def test_bars_that_are_sure_need_no_second_look():
    assert len(images(photo(2, "back", barcodes=bars(doubtful=False)))) == 1


def test_the_model_is_not_told_what_the_bars_say():
    parts = shown(photo(2, "back", barcodes=bars(doubtful=True)))
    assert not any("74646" in part for part in parts if isinstance(part, str))


def test_a_part_of_a_photo_carries_its_covers():
    covered = photo(2, "back", barcodes=bars(doubtful=True), covers=((0, 0, 100, 100),))
    assert {image.covers for image in images(covered)} == {((0, 0, 100, 100),)}


def test_a_booklet_of_forty_pages_is_not_sent_whole():
    pages = [photo(number, "booklet") for number in range(2, 42)]
    sent = images(*pages, photo(1, "front"))
    assert len(sent) == 24
    assert sent[0].photo == 1
