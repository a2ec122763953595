"""What the model is given to judge: nothing that the statement does not name, and not too much."""

import json

import pytest

from processing.catalog.reading import CleanReading, CleanTrack, YearKind
from processing.catalog.record import PublisherNumber, Record
from processing.judging import payload
from processing.questions.statement import ITEM_NAMED, RECORD_NAMED, RECORDS


@pytest.fixture
def all_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys without a value are told too."""
    monkeypatch.setattr(payload, "_json", lambda **values: json.dumps(values, default=str))


@pytest.mark.usefixtures("all_keys")
def test_all_that_is_sent_for_judging_is_named() -> None:
    item = payload.item(CleanReading())
    record = payload.record("1", CleanReading(), Record("books", "1"))
    for sent, named in ((item, ITEM_NAMED), (record, RECORD_NAMED)):
        assert set(json.loads(sent)) == set(named)
        assert [words for words in named.values() if words not in RECORDS] == []


def test_a_record_of_hundreds_of_entries_does_not_fill_the_question() -> None:
    many = tuple(f"{number:05d} {'long ' * 60}" for number in range(400))
    record = Record(
        "books",
        "1",
        title="First",
        titles=("First", *many),
        name="Name",
        names=("Name", *many),
        labels=many,
        gtins=many,
        publisher_numbers=tuple(PublisherNumber(one) for one in many),
        series=many,
        notes=many,
        years={YearKind.RELEASED: tuple(range(1000, 1400))},
        tracks=tuple(CleanTrack(one) for one in many),
    )
    text = payload.record("1", CleanReading(), record)
    told = json.loads(text)
    assert len(text) < 20_000
    for name in ("other_titles", "other_names", "labels", "upc", "numbers", "series"):
        assert len(told[name]) == payload.MOST_ENTRIES + 1
        assert told[name][-1] == "and 388 more"
    assert told["years"]["released"][-1] == "and 388 more"
    assert told["tracks"]["only_record"][-1] == "and 394 more"


def test_a_list_that_just_fits_is_whole() -> None:
    labels = tuple(f"Label {number}" for number in range(payload.MOST_ENTRIES))
    told = json.loads(payload.record("1", CleanReading(), Record("books", "1", labels=labels)))
    assert told["labels"] == list(labels)


def test_codes_that_the_item_has_are_among_those_told() -> None:
    codes = tuple(f"{number:014d}" for number in range(40))
    numbers = tuple(PublisherNumber(f"ABC {number}") for number in range(40))
    reading = CleanReading(gtins=(codes[39],), publisher_numbers=("abc-38",))
    record = Record("books", "1", gtins=codes, publisher_numbers=numbers)
    told = json.loads(payload.record("1", reading, record))
    assert told["upc"][:2] == [codes[39], codes[0]]
    assert told["numbers"][:2] == ["ABC 38", "ABC 0"]


def test_the_tracks_of_the_item_are_told_as_far_as_a_disc_can_have_them() -> None:
    tracks = tuple(CleanTrack(f"Track {number}") for number in range(120))
    told = json.loads(payload.item(CleanReading(tracks=tracks)))["tracks"]
    assert (len(told), told[98], told[-1]) == (100, "Track 98", "and 21 more")
