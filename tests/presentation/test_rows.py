"""Rows turned into words, without a database."""

from datetime import timedelta

import pytest

from processing.catalog.evidence import TrackComparison, TrackPair, Verdict
from processing.catalog.reading import (
    BarcodeRead,
    CleanReading,
    CleanTrack,
    Reading,
    Value,
    YearKind,
    YearRead,
)
from processing.presentation import words
from processing.presentation.reading_rows import reading_rows
from processing.presentation.tracks import NOTHING_COMPARED, summary, track_rows


@pytest.mark.parametrize(
    ("seconds", "shown"), [(None, ""), (5, "0:05"), (245, "4:05"), (3605, "60:05")]
)
def test_durations_stand_as_printed(seconds: int | None, shown: str):
    assert words.duration(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(None, ""), (0, "1 s"), (40, "40 s"), (360, "6 minutes"), (7300, "2 hours")],
)
def test_time_left_is_said_roughly(seconds: int | None, shown: str):
    assert words.time_left(seconds) == shown


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0.5, "just now"),
        (1, "1 minute ago"),
        (89, "89 minutes ago"),
        (100, "2 hours ago"),
        (60 * 72, "3 days ago"),
    ],
)
def test_how_long_ago_is_said_roughly(minutes: float, shown: str):
    assert words.ago(timedelta(minutes=minutes)) == shown


@pytest.mark.parametrize(
    ("names", "shown"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_names_are_listed(names: list[str], shown: str):
    assert words.listed(names) == shown


def test_numbers_carry_their_noun():
    assert words.count(1, "disc") == "1 disc"
    assert words.count(1200, "library", "libraries") == "1,200 libraries"


def row(label: str, read: Reading, clean: CleanReading | None = None):
    return next(row for row in reading_rows(read, clean, []) if row.label == label)


def test_main_fields_are_listed_even_when_nothing_was_read():
    labels = [row.label for row in reading_rows(Reading(), None, [])]
    assert labels == [
        "Publisher number",
        "UPC/EAN",
        "Name",
        "Title",
        "Label",
        "Years",
        "Discs",
        "Tracks",
    ]


@pytest.mark.parametrize(
    ("code", "doubt"),
    [
        (BarcodeRead("0074646493526", "0 74646 49352 6"), ""),
        (BarcodeRead("0074646493526", "0 74646 49353 3"), "the digits under the bars say"),
        (BarcodeRead(None, "074646493526"), "digits only"),
        (BarcodeRead("0074646493526", doubtful=True), "two different codes"),
    ],
)
def test_a_code_says_what_is_doubtful_about_it(code: BarcodeRead, doubt: str):
    read = row("UPC/EAN", Reading(barcodes=(code,))).read[0]
    assert read.text == "0 74646 49352 6"
    assert read.doubt.startswith(doubt)
    assert bool(read.doubt) == bool(doubt)


def test_years_carry_their_kind():
    reading = Reading(years=(YearRead(1997, YearKind.PHONOGRAM, Value("℗ 1997 Sony")),))
    assert row("Years", reading).read[0].text == "℗ 1997"


def test_a_repaired_code_is_told_apart():
    clean = CleanReading(weak_gtins=("00074646493526",))
    assert "for searching only" in row("UPC/EAN", Reading(), clean).used[0]


OURS = (CleanTrack("So what", seconds=545), CleanTrack("Blue in green", seconds=327))
THEIRS = (CleanTrack("So what", seconds=600), CleanTrack("Flamenco sketches"))


def test_tracks_stand_in_the_order_of_the_item_and_what_is_left_over_follows():
    compared = TrackComparison(score=50, pairs=(TrackPair(0, 0, 1.0),), missing=(1,), extra=(1,))
    rows = track_rows(OURS, THEIRS, compared)
    assert [row.word for row in rows] == ["time differs", "not on the record", "not on the item"]
    assert summary(rows) == "0 of 2 tracks agree; the record has 2."


@pytest.mark.parametrize(
    ("score", "verdict"),
    [(0.95, Verdict.AGREE), (0.7, Verdict.PARTIAL), (0.3, Verdict.CONFLICT)],
)
def test_a_pair_is_as_good_as_its_titles_are_alike(score: float, verdict: Verdict):
    compared = TrackComparison(score=90, pairs=(TrackPair(0, 0, score),))
    assert track_rows(OURS[:1], (CleanTrack("So what"),), compared)[0].verdict is verdict


def test_one_side_without_a_list_is_not_held_against_the_other():
    rows = track_rows(OURS, (), NOTHING_COMPARED)
    assert {row.verdict for row in rows} == {Verdict.ABSENT}
    assert summary(rows) == "Only the item has a track list."
    assert summary([]) == "No track list on either side."
