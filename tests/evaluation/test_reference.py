"""The rule that ours is compared with, as its published description has it."""

from dataclasses import replace

import pytest

from processing.catalog.reading import CleanTrack, YearKind
from processing.evaluation.reference import accepts, track_similarity
from tests.catalog.kind_of_blue import READING, RECORD, TRACKS


def tracks(*titles: str) -> tuple[CleanTrack, ...]:
    return tuple(map(CleanTrack, titles))


def test_the_same_list_scores_100_and_no_list_is_no_score() -> None:
    assert track_similarity(TRACKS, TRACKS) == 100
    assert track_similarity(TRACKS, ()) is None
    assert track_similarity((), TRACKS) is None


def test_one_shared_word_of_two_is_enough_for_it() -> None:
    words = ("Rain", "Sun", "Sea", "Wood", "Fire", "Night", "Road", "Town")
    ours = tracks(*(f"The {word}" for word in words))
    theirs = tracks("The Moon", *(f"Song {number}" for number in "abcdefg"))
    assert track_similarity(ours, theirs) == 80


def test_long_titles_are_left_out_and_so_is_what_follows_the_twentieth() -> None:
    long = "A title of the kind that has more than eight words"
    assert track_similarity(tracks(long), TRACKS) is None
    many = tracks(*(f"Number {'abcdefghijklmnopqrstuvwxyz'[place]}" for place in range(24)))
    assert (track_similarity(tracks("Xylophone"), (*many, CleanTrack("Xylophone"))) or 0) < 80


@pytest.mark.parametrize(
    ("years", "passes"),
    [({YearKind.PHONOGRAM: (1997,)}, True), ({YearKind.PHONOGRAM: (1996,)}, False), (None, True),
     ({YearKind.PHONOGRAM: (1996,), YearKind.COPYRIGHT: (1999,)}, True)],
)  # fmt: skip
def test_years_have_to_be_equal_and_two_of_ours_are_none(years, passes) -> None:
    assert accepts(replace(READING, years=years), RECORD) is passes


def test_other_tracks_do_not_pass() -> None:
    assert not accepts(READING, replace(RECORD, tracks=tracks("Milestones", "Dr. Jackle", "Sid's")))
