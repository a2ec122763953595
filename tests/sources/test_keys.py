"""Keys under which records are found."""

import pytest

from processing.catalog.reading import CleanTrack
from processing.catalog.record import Carrier, PublisherNumber, Record
from processing.sources.keys import keys_of, number_keys, search_words, track_keys

RECORD = Record(
    "Ours",
    "1",
    title="Symphonie no 5",
    titles=("Symphonie no 5", "Fifth symphony"),
    name="Beethoven, Ludwig van",
    names=("Beethoven, Ludwig van", "Chœur de Paris"),
    responsibility="Carlos Kleiber",
    gtins=("00028947161226",),
    weak_gtins=("00028947161233",),
    publisher_numbers=(PublisherNumber("447 400-2", "Deutsche Grammophon"),),
    tracks=(CleanTrack("Allegro con brio"), CleanTrack("Intro")),
    carrier=Carrier.CD,
)


def of(record, kind):
    return {key for own, key in keys_of(record) if own == kind}


def test_a_record_is_found_by_all_its_forms_of_title_and_name():
    assert {"symphonie", "fifth", "symphony", "5"} <= of(RECORD, "title")
    assert {"beethoven", "ludwig", "choeur", "paris", "kleiber"} <= of(RECORD, "name")
    assert of(RECORD, "gtin") == {"00028947161226"}
    assert of(RECORD, "weak_gtin") == {"00028947161233"}


def test_short_tracks_are_no_keys():
    assert of(RECORD, "track") == {"allegro brio"}


@pytest.mark.parametrize("carrier", [Carrier.CD, Carrier.UNKNOWN])
def test_a_record_that_may_be_a_cd_has_keys(carrier):
    assert keys_of(Record("s", "1", title="Blue", carrier=carrier))


def test_another_carrier_has_none():
    assert not keys_of(Record("s", "1", title="Blue", gtins=("1" * 14,), carrier=Carrier.OTHER))


@pytest.mark.parametrize(
    ("number", "keys"),
    [
        ("CK 64935", ("CK64935", "64935")),
        ("64935", ("64935",)),
        ("447 400-2", ("4474002", "447400")),
        ("AB 12", ("AB12",)),
        ("no number", ()),
    ],
)
def test_a_publisher_number_is_found_without_its_letters_too(number, keys):
    assert number_keys(number) == keys


def test_initials_are_no_words_where_there_are_others():
    assert search_words(["J. S. Bach", "Suite 5"]) == ("bach", "suite", "5")
    assert search_words(["X"]) == ("x",)


def test_a_track_is_found_by_its_first_words():
    assert track_keys(["The girl from Ipanema goes home", "So what"]) == (
        "girl ipanema goes",
        "so what",
    )


def test_no_key_is_longer_than_its_column():
    record = Record("s", "1", title="x" * 200, tracks=(CleanTrack("y" * 90 + " " + "z" * 90),))
    assert max(len(key) for _, key in keys_of(record)) <= 80
