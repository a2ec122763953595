"""What the stand-in sees on the sample is what is printed there, and nothing else."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from processing.clients.openai import Client
from processing.clients.openai_answers import Outcome, parse
from processing.readers.openai.shape import PhotosRead
from processing.sample.photos import photo_names
from processing.sample.truth import truth
from tests.standins.openai import StandIn
from tests.standins.openai.sample_truth import sample_truth, seen, stored_looks
from tests.standins.openai.schema_rules import empty
from tests.standins.openai.sees import reading
from tests.standins.questions import blank_jpeg, working
from tests.standins.questions import reading as question

TRUTH = truth()
BARCODES = sorted(TRUTH)
SCHEMA = PhotosRead.model_json_schema()
SEEN_IN_TRUTH = ("phonogram", "copyright", "original")


def read(barcode: str) -> PhotosRead:
    """What is seen on all photos of a disc."""
    parts = [seen(name) for name in photo_names() if name.startswith(barcode)]
    blank: dict[str, Any] = empty(SCHEMA)
    return PhotosRead.model_validate(reading(parts, blank))


def test_every_photo_of_the_sample_has_a_rule():
    assert [rule["name"] for rule in sample_truth()["photos"]] == list(stored_looks())


@pytest.mark.parametrize("barcode", BARCODES)
def test_title_numbers_years_and_tracks_are_those_of_the_disc(barcode: str):
    answer, facts = read(barcode), TRUTH[barcode]
    assert answer.title
    assert answer.title.text.casefold() == facts["title"].casefold()
    assert [one.text for one in answer.publisher_numbers] == facts["publisher_numbers"]
    years = {(one.kind, one.year) for one in answer.years if one.kind in SEEN_IN_TRUTH}
    assert years == {(kind, year) for kind, all_ in facts["years"].items() for year in all_}
    titles = [track.title.text.casefold() for track in answer.tracks]
    assert titles == [track["title"].casefold() for track in facts["tracks"]]
    assert "/".join(label.text for label in answer.labels) == facts["label"]


@pytest.mark.parametrize("barcode", BARCODES)
def test_names_are_filed_under_the_first(barcode: str):
    answer, facts = read(barcode), TRUTH[barcode]
    assert answer.name
    names = [answer.name.text, *(one.name.text for one in answer.contributors)]
    assert names == facts["names"]


@pytest.mark.parametrize("barcode", BARCODES)
def test_what_cannot_be_seen_is_not_told(barcode: str):
    answer, visible = read(barcode), TRUTH[barcode]["visible"]
    digits = [one.digits for one in answer.barcodes]
    assert digits == ([TRUTH[barcode]["gtin"]] if visible["gtin"] else [])
    assert any(track.duration for track in answer.tracks) == visible["durations"]
    covered = "UPC covered by a sticker" in TRUTH[barcode]["defects"]
    assert bool(answer.hidden) == covered
    assert barcode not in answer.model_dump_json()


@pytest.mark.parametrize("barcode", BARCODES)
def test_case_and_disc_are_read_apart(barcode: str):
    faces = [face.part for face in read(barcode).faces]
    discs = sum(name[15] in "cd" for name in photo_names() if name.startswith(barcode))
    assert faces == ["case", *["disc"] * discs]


def test_a_front_shows_no_tracks_and_a_disc_no_upc():
    assert not {"tracks", "barcodes", "publisher_numbers"} & set(seen("059173000000201a.jpg"))
    assert "barcodes" not in seen("059173000000201c.jpg")


def test_each_value_is_told_with_the_photo_it_is_on():
    answer = read("059173000000201")
    assert answer.title
    assert answer.title.photo == 1
    assert {one.photo for one in answer.barcodes} == {2}
    assert answer.faces[1].part == "disc"
    assert answer.faces[1].numbers[0].photo == 3


def test_the_photos_of_a_disc_are_read_over_http(
    stand_in: StandIn, client: Client, photo: Callable[[str], bytes]
):
    names = [f"059173000000201{letter}.jpg" for letter in "abc"]
    raw = client.ask(question(*(working(photo(name)) for name in names)))
    answer = parse(raw.body, PhotosRead)
    assert answer.outcome is Outcome.USABLE
    assert answer.value == read("059173000000201")
    assert len(stand_in.asked()) == 1


def test_an_unknown_photo_gets_an_honest_empty_reading(client: Client):
    answer = parse(client.ask(question(blank_jpeg())).body, PhotosRead)
    assert answer.value
    told = json.loads(answer.value.model_dump_json())
    assert all(not value for value in told.values())
