"""What a comparison of tracks says: order, versions, lengths, and lists in another script."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog.codec import from_json, to_json
from processing.catalog.compare import compare
from processing.catalog.compare_contents import track_sentence, track_verdict
from processing.catalog.evidence import Evidence, Field, TrackComparison, Verdict
from processing.catalog.marc import record_from_marc
from processing.catalog.reading import CleanTrack
from processing.catalog.scripts import all_differ, is_latin
from processing.catalog.tracks import compare_tracks, tracks_beside
from tests.catalog.kind_of_blue import READING, RECORD, TRACKS
from tests.catalog.marc_builder import marc

TITLES = ("So What", "Freddie Freeloader", "Blue in Green", "All Blues", "Flamenco Sketches")
SECONDS = (562, 586, 337, 693, 566)
JAPANESE = ("正しい街", "歌舞伎町の女王", "丸の内サディスティック", "幸福論")
ROMANISED = ("Tadashii machi", "Kabukichō no joō", "Marunouchi sadisutikku", "Kōfukuron")
LENGTHS = st.lists(st.one_of(st.none(), st.integers(30, 900)), min_size=5, max_size=5)


def listed(titles: Sequence[str], seconds: Sequence[int | None] = ()) -> tuple[CleanTrack, ...]:
    lengths = [*seconds, *[None] * len(titles)]
    return tuple(
        CleanTrack(title, number=number, seconds=lengths[number - 1])
        for number, title in enumerate(titles, 1)
    )


def judged(ours: Sequence[CleanTrack], theirs: Sequence[CleanTrack]) -> tuple[Verdict, str]:
    found = compare_tracks(ours, theirs)
    return track_verdict(found, len(ours), len(theirs)), track_sentence(found, ours)


@pytest.mark.parametrize(
    ("theirs", "verdict", "words"),
    [
        (TITLES, Verdict.AGREE, "All tracks are the same."),
        ((TITLES[1], TITLES[0], *TITLES[2:]), Verdict.PARTIAL, "order"),
        (tuple(f"{title} (live)" for title in TITLES), Verdict.PARTIAL, "alike"),
        (("So what (live)", *TITLES[1:]), Verdict.AGREE, "same"),
        (TITLES[:4], Verdict.PARTIAL, "1 of 5 tracks"),
    ],
)
def test_all_tracks_in_their_order_and_version_have_to_agree(
    theirs: Sequence[str], verdict: Verdict, words: str
) -> None:
    found, sentence = judged(listed(TITLES), listed(theirs))
    assert found is verdict
    assert words in sentence


@pytest.mark.parametrize(
    ("theirs", "verdict", "words"),
    [
        (SECONDS, Verdict.AGREE, "same"),
        ((565, 580, 340, 690, 566), Verdict.AGREE, "same"),
        ((562, 586, 337, 693, 620), Verdict.PARTIAL, "Track 5 is longer or shorter"),
        ((480, 500, 300, 600, 500), Verdict.PARTIAL, "5 tracks are longer or shorter"),
        ((562, None, None, None, None), Verdict.AGREE, "same"),
        ((), Verdict.AGREE, "same"),
        (tuple(one + 40 for one in SECONDS), Verdict.PARTIAL, "5 tracks"),
    ],
)
def test_the_same_titles_in_other_lengths_are_another_performance(
    theirs: Sequence[int | None], verdict: Verdict, words: str
) -> None:
    found, sentence = judged(listed(TITLES, SECONDS), listed(TITLES, theirs))
    assert found is verdict
    assert words in sentence


def test_small_differences_count_where_they_add_up_to_minutes() -> None:
    many = [f"Song of {word}" for word in ("rain", "snow", "wind", "fire", "dust", "salt", "ice")]
    ours, slower = [200] * 7, [228] * 7
    assert judged(listed(many, ours), listed(many, slower))[0] is Verdict.PARTIAL
    assert judged(listed(many[:3], ours), listed(many[:3], slower))[0] is Verdict.AGREE


def test_a_work_against_its_movements_has_no_length_of_its_own_to_differ() -> None:
    movements = listed(("Egmont : Overture", "Egmont : Finale"), (500, 100))
    assert compare_tracks(movements, listed(("Egmont",), (605,))).other_lengths == ()


@given(LENGTHS, LENGTHS)
def test_lengths_count_alike_in_both_directions_and_missing_ones_do_not(
    ours: list[int | None], theirs: list[int | None]
) -> None:
    one = compare_tracks(listed(TITLES, ours), listed(TITLES, theirs))
    other = compare_tracks(listed(TITLES, theirs), listed(TITLES, ours))
    assert one.other_lengths == other.other_lengths
    assert not any(ours[at] is None or theirs[at] is None for at in one.other_lengths)
    assert compare_tracks(listed(TITLES, ours), listed(TITLES, ours)).other_lengths == ()


def test_a_list_in_another_script_can_not_contradict() -> None:
    found = compare_tracks(listed(JAPANESE), listed(ROMANISED))
    assert (found.score, found.other_script) == (None, True)
    verdict, sentence = judged(listed(JAPANESE), listed(ROMANISED))
    assert verdict is Verdict.ABSENT
    assert "different scripts" in sentence
    assert from_json(TrackComparison, to_json(found)) == found


def test_what_folding_makes_alike_is_compared_across_scripts() -> None:
    russian = listed(("Подмосковные вечера", "Калинка", "Катюша"))
    found, _ = judged(russian, listed(("Podmoskovnye vechera", "Kalinka", "Katiusha")))
    assert found is Verdict.AGREE


RECORD_WITH_BOTH = record_from_marc(
    marc(
        f"505 0# $6880-01$a{' -- '.join(ROMANISED)}.",
        f"880 0# $6505-01/$1$a{' -- '.join(JAPANESE)}.".replace("/$1", "/1"),
    ),
    source="worldcat",
    number="1",
)


def test_original_is_compared_with_original_where_the_record_has_it() -> None:
    assert [track.title for track in RECORD_WITH_BOTH.tracks] == list(ROMANISED)
    assert [track.title for track in RECORD_WITH_BOTH.original_tracks] == list(JAPANESE)
    for titles in (JAPANESE, ROMANISED):
        beside = tracks_beside(listed(titles), RECORD_WITH_BOTH)
        assert judged(listed(titles), beside)[0] is Verdict.AGREE


def tracks_of(ours: tuple[CleanTrack, ...], theirs: tuple[CleanTrack, ...]) -> Evidence:
    scored = compare(replace(READING, tracks=ours), replace(RECORD, tracks=theirs))
    return next(one for one in scored.evidence if one.field is Field.TRACKS)


def test_evidence_says_why_lists_were_not_compared() -> None:
    assert "scripts" in tracks_of(listed(JAPANESE), listed(ROMANISED)).sentence
    assert tracks_of((), TRACKS).sentence == "No track list was read from the item."


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("So What", True),
        ("Œdipe à Colone", True),
        ("椎名林檎", False),
        ("Чайковский", False),
        ("サディスティック SOS", False),
        ("1999", None),
        ("", None),
    ],
)
def test_the_writing_of_a_text_is_that_of_most_letters(text: str, *, latin: bool | None) -> None:
    assert is_latin(text) is latin


@given(st.lists(st.text(max_size=8), max_size=4), st.lists(st.text(max_size=8), max_size=4))
def test_writings_differ_in_both_directions_or_in_none(a: list[str], b: list[str]) -> None:
    assert all_differ(a, b) == all_differ(b, a)
    assert not all_differ(a, a)
    assert not all_differ(a, [])
