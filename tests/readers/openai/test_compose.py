"""A model's answer becomes a reading; the bars that were decoded here have the last word."""

import time
from typing import Any

import pytest

from processing.catalog.clean import clean
from processing.catalog.reading import BarcodeRead, Legibility, Part, Reading, YearKind
from processing.readers.base import Barcode
from processing.readers.openai import compose
from processing.readers.openai.shape import PhotosRead

FRONT, BACK = 41, 42  # ids of the photos that the model calls 1 and 2
GTIN, OTHER = "0074646493526", "0074646493533"


def text(words: str, photo: int = 1, **more: Any) -> dict[str, Any]:
    return {"text": words, "photo": photo, "legibility": "clear", "romanized": None, **more}


def answer(**more: Any) -> PhotosRead:
    blank: dict[str, Any] = {
        name: [] if "list" in str(field.annotation) else None
        for name, field in PhotosRead.model_fields.items()
    }
    return PhotosRead.model_validate({**blank, **more})


def read(codes: tuple[Barcode, ...] = (), **more: Any) -> Reading:
    return compose(answer(**more), [FRONT, BACK], {FRONT: (), BACK: codes})


def code(digits: str, *, doubtful: bool = False) -> Barcode:
    return Barcode(digits, "EAN13", (10, 20, 110, 60), doubtful=doubtful)


def printed(digits: str, photo: int = 2, sure: str = "clear") -> dict[str, Any]:
    return {"digits": digits, "photo": photo, "legibility": sure}


def test_a_value_carries_its_photo_and_how_legible_it_is():
    title = read(title=text("Kind of  Blue", 2, legibility="partly")).title
    assert title is not None
    assert (title.text, title.photo, title.legibility) == ("Kind of Blue", BACK, Legibility.PARTLY)


def test_a_photo_that_was_not_shown_is_not_known():
    title = read(title=text("Kind of Blue", 7)).title
    assert title is not None
    assert title.photo is None


@pytest.mark.parametrize("words", ["", "  ", "Not visible", "N/A", "not legible", "[not visible]"])
def test_words_for_nothing_are_nothing(words: str):
    assert read(title=text(words)).title is None


@pytest.mark.parametrize("words", ["Nonesuch", "Unknown Pleasures", "None", "Nada", "Na na na"])
def test_names_that_begin_like_them_are_names(words: str):
    title = read(title=text(words)).title
    assert title is not None
    assert title.text == words


def test_other_scripts_stay_and_a_romanization_stands_beside_them():
    title = read(title=text("Лебединое озеро", romanized="Lebedinoe ozero")).title
    assert title is not None
    assert (title.text, title.romanized) == ("Лебединое озеро", "Lebedinoe ozero")


def test_latin_text_has_no_romanization_whatever_the_model_says():
    title = read(title=text("Žlutá ponorka — №", romanized="Zluta ponorka")).title
    assert title is not None
    assert (
        read(title=text("Déjà vu", romanized="Deja vu")).title == read(title=text("Déjà vu")).title
    )


def test_a_romanization_is_for_searching_only():
    reading = clean(read(title=text("Лебединое озеро", romanized="Lebedinoe ozero")), {})
    assert reading.title == "Лебединое озеро"
    assert reading.romanized_titles == ("Lebedinoe ozero",)
    assert reading.other_titles == ()


def test_bars_and_printed_digits_that_agree_are_one_barcode():
    reading = read((code(GTIN),), barcodes=[printed("0 74646 49352 6")])
    expected = BarcodeRead(GTIN, "0 74646 49352 6", BACK, (10, 20, 110, 60))
    assert reading.barcodes == (expected,)


def test_a_disagreement_of_bars_and_digits_becomes_a_doubt():
    reading = read((code(GTIN),), barcodes=[printed("074646493533")])
    assert reading.barcodes[0].printed == "074646493533"
    cleaned = clean(reading, {})
    assert cleaned.gtins == (f"0{GTIN}",)
    assert any("the digits under them 074646493533" in doubt for doubt in cleaned.doubts)


def test_digits_that_agree_settle_bars_that_were_in_doubt():
    assert not read((code(GTIN, doubtful=True),), barcodes=[printed(GTIN)]).barcodes[0].doubtful
    assert read((code(GTIN, doubtful=True),)).barcodes[0].doubtful


def test_digits_without_bars_are_a_barcode_of_their_own():
    reading = read(barcodes=[printed(GTIN)])
    assert reading.barcodes == (BarcodeRead(None, GTIN, BACK),)
    assert clean(reading, {}).gtins == (f"0{GTIN}",)


def test_digits_that_are_a_guess_are_left_out():
    assert read(barcodes=[printed(GTIN, sure="unsure")]).barcodes == ()


def test_a_code_on_two_photos_stands_once():
    found = compose(answer(), [FRONT, BACK], {FRONT: (code(GTIN),), BACK: (code(GTIN),)})
    assert [one.decoded for one in found.barcodes] == [GTIN]


def test_a_year_that_its_statement_does_not_have_is_a_guess():
    year = {"year": 1997, "kind": "phonogram", "photo": 2, "legibility": "clear"}
    sure = read(years=[{**year, "statement": "℗ 1997 Sony"}]).years[0]
    wrong = read(years=[{**year, "statement": "℗ 1987 Sony"}]).years[0]
    assert (sure.kind, sure.value.legibility) == (YearKind.PHONOGRAM, Legibility.CLEAR)
    assert wrong.value.legibility is Legibility.UNSURE


def test_tracks_keep_disc_number_duration_and_responsibility():
    track = {"disc": 2, "number": 3, "title": text("So what"), "duration": "9:22"}
    found = read(tracks=[{**track, "responsibility": text("Davis")}]).tracks[0]
    assert (found.disc, found.number, found.seconds) == (2, 3, 562)
    assert found.responsibility is not None
    assert found.responsibility.text == "Davis"


def test_a_set_of_99_tracks_is_read_to_its_end():
    tracks = [
        {"disc": 1, "number": n, "title": text(f"Piece {n}"), "duration": None}
        for n in range(1, 100)
    ]
    reading = read(tracks=[{**track, "responsibility": None} for track in tracks])
    assert len(clean(reading, {}).tracks) == 99


def number(words: str, label: str | None = None) -> dict[str, Any]:
    return {"text": words, "photo": 1, "legibility": "clear", "label": label}


def test_a_publisher_number_keeps_the_label_beside_it():
    reading = read(publisher_numbers=[number("CK 64935", "Columbia"), number("2038-2")])
    assert [value.text for value in reading.publisher_numbers] == ["CK 64935", "2038-2"]
    assert reading.number_labels == {"CK 64935": "Columbia"}


def face(part: str, title: str, **more: Any) -> dict[str, Any]:
    return {"part": part, "title": text(title), "name": None, "numbers": [], **more}


def test_the_wrong_disc_in_the_case_is_said():
    faces = [face("disc", "Sketches of Spain"), face("case", "Kind of Blue")]
    reading = read(title=text("Kind of Blue"), faces=faces)
    assert [part.part for part in reading.parts] == [Part.DISC, Part.CASE]
    doubts = clean(reading, {}).doubts
    assert any("wrong disc in the case" in doubt for doubt in doubts)


@pytest.mark.parametrize(
    ("disc", "case"),
    [
        ("Kind of Blue", "KIND OF BLUE"),
        ("Blue", "Kind of Blue"),
        ("Symphony no. 5 in C minor", "Symphonie Nr. 5 c-Moll"),
    ],
)
def test_a_disc_with_another_form_of_the_title_is_no_wrong_disc(disc: str, case: str):
    faces = [face("disc", disc), face("case", case)]
    doubts = clean(read(faces=faces), {}).doubts
    assert not any("wrong disc" in doubt for doubt in doubts)


def test_discs_and_cases_with_the_same_number_belong_together():
    same = {"numbers": [number("CK 64935")]}
    faces = [face("disc", "Side one", **same), face("case", "Kind of Blue", **same)]
    assert clean(read(faces=faces), {}).doubts == ()


def test_what_a_sticker_hides_is_a_doubt_about_that_field():
    doubts = clean(read(title=text("Kind of B"), hidden=["last letters of the title"]), {}).doubts
    assert doubts == ("Title: a sticker hides a part of the item (last letters of the title).",)


def test_a_cataloger_who_put_the_title_right_ends_the_doubt():
    reading = read(title=text("Kind of B"), hidden=["last letters of the title"])
    assert clean(reading, {"title": "Kind of Blue"}).doubts == ()


def test_signs_that_no_database_takes_are_left_out():
    title = read(title=text("Kind\0 of Blue")).title
    assert title is not None
    assert title.text == "Kind of Blue"


def test_a_sign_that_is_repeated_without_end_takes_no_time():
    """Such answers come; while a pattern is tried, no other thread runs and no lease is renewed."""
    started = time.monotonic()
    assert read(title=text("." * 100_000 + "x")).title is not None
    assert read(title=text("." * 100_000)).title is None
    assert time.monotonic() - started < 2
