"""What a cataloger types: read strictly, each slip said with its line."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog import typed
from processing.catalog.clean import clean
from processing.catalog.reading import CleanTrack, Reading, YearKind


@pytest.mark.parametrize(
    ("line", "track"),
    [
        ("1. So what (9:22)", {"title": "So what", "number": 1, "seconds": 562}),
        ("1) So what 9:22", {"title": "So what", "number": 1, "seconds": 562}),
        ("2-3. Solea", {"title": "Solea", "disc": 2, "number": 3}),
        ("4.Freddie", {"title": "Freddie", "number": 4}),
        ("99 Luftballons", {"title": "99 Luftballons"}),
        ("12. 2.0 remix (1:02:03)", {"title": "2.0 remix", "number": 12, "seconds": 3723}),
        ("Psalm 23:4", {"title": "Psalm 23:4"}),
        ("10:15 Saturday night", {"title": "10:15 Saturday night"}),
        (
            "5. Concierto / Gil Evans (16:19)",
            {"title": "Concierto", "number": 5, "seconds": 979, "responsibility": "Gil Evans"},
        ),
    ],
)
def test_a_track_line_is_taken_apart(line: str, track: dict[str, Any]):
    assert typed.tracks(line) == [track]


def test_empty_lines_are_nothing():
    assert typed.tracks("\n  \n1. So what\n\n") == [{"title": "So what", "number": 1}]
    assert typed.tracks("") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1. So what\n2.", "Line 2, “2.”, has no title"),
        ("1. So what\n(4:05)", "Line 2, “(4:05)”, has no title"),
        ("1. So what (4:75)", "Line 1: “(4:75)” is no duration"),
        ("1. So what (4:5)", "Line 1: “(4:5)” is no duration"),
        ("1. So what\n\n1. Blue in green", "Lines 1 and 3 have the same number 1"),
        ("0. Hidden", "counted from 1"),
        ("x" * 501, "Line 1 is longer than 500"),
        ("a\n" * 1000, "at most 999 tracks"),
    ],
)
def test_a_slip_is_said_with_its_line(text: str, said: str):
    with pytest.raises(typed.Mistyped) as error:
        typed.tracks(text)
    assert said in str(error.value)


def test_the_same_number_on_two_discs_is_no_slip():
    assert len(typed.tracks("1. A\n2-1. B")) == 2


TITLES = st.text("abcdeéß ñ'", min_size=1, max_size=20).map(str.split).map(" ".join).filter(bool)
TRACKS = st.lists(
    st.builds(
        CleanTrack,
        TITLES,
        seconds=st.none() | st.integers(1, 36000),
        responsibility=st.none() | TITLES,
    ),
    max_size=12,
)


@given(TRACKS)
def test_what_is_shown_to_be_corrected_comes_back_unchanged(tracks: list[CleanTrack]):
    numbered = [
        CleanTrack(one.title, None, place, one.seconds, one.responsibility)
        for place, one in enumerate(tracks, 1)
    ]
    value = typed.tracks(typed.track_lines(numbered))
    assert list(clean(Reading(), {"tracks": value}).tracks) == numbered


def test_a_title_that_was_typed_keeps_its_time_of_day():
    value = typed.tracks("1. Train at 10:15 (3:00)")
    assert clean(Reading(), {"tracks": value}).tracks[0].title == "Train at 10:15"


def test_years_are_kept_by_kind():
    found = typed.years([("phonogram", "1997"), ("phonogram", " 1959 "), ("original", "")])
    assert found == {"phonogram": [1959, 1997]}
    assert clean(Reading(), {"years": found}).years == {YearKind.PHONOGRAM: (1959, 1997)}


@pytest.mark.parametrize("year", ["97", "19997", "1659", "MCM", "19 97"])
def test_what_is_no_year_is_said(year: str):
    with pytest.raises(typed.Mistyped, match="is no year"):
        typed.years([("phonogram", year)])


def test_a_kind_of_year_that_there_is_not_is_said():
    with pytest.raises(typed.Mistyped, match="no kind of year"):
        typed.years([("pressed", "1997")])


def test_the_item_barcode_is_not_taken_for_a_upc():
    with pytest.raises(typed.Mistyped, match="is the item barcode"):
        typed.check("upc", ["0 36000 29145 2"], "036000291452")
    typed.check("upc", ["0 74646 49352 6"], "036000291452")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", ["a", "list"], "Type a text"),
        ("labels", [1], "one or several texts"),
        ("upc", ["074646493527"], "its last digit does not fit"),
        ("upc", ["7464649352"], "it has 12 or 13 digits"),
        ("upc", "978-0-306-40615-7", "is an ISBN"),
        ("years", {"pressed": [1997]}, "no kind of year"),
        ("years", {"phonogram": ["x"]}, "is no year"),
        ("years", [1997], "Give each year with its kind"),
        ("tracks", [{"number": 1}], "Each track needs a title"),
        ("disc_count", "two", "is no number of discs"),
        ("disc_count", 0, "is no number of discs"),
    ],
)
def test_a_value_that_does_not_fit_its_field_is_refused(field: str, value: Any, said: str):
    with pytest.raises(typed.Mistyped, match=said):
        typed.check(field, value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("labels", []),
        ("upc", ["0 74646 49352 6", ""]),
        ("years", {}),
        ("years", "℗ 1997"),
        ("tracks", ["So what", {"title": "Solea"}]),
        ("disc_count", ""),
        ("disc_count", 2),
        ("name", None),
    ],
)
def test_an_empty_value_fits_every_field(field: str, value: Any):
    typed.check(field, value)
