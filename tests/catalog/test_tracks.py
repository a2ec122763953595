"""Track lists: pairs, order, medleys, movements, sets, durations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog import text, tracks
from processing.catalog.reading import CleanTrack
from processing.catalog.tracks import compare_tracks

KIND_OF_BLUE = ("So What", "Freddie Freeloader", "Blue in Green", "All Blues", "Flamenco Sketches")
HIGH = 80
LISTS = st.lists(
    st.sampled_from([*KIND_OF_BLUE, "Allegro", "No. 1", "No. 2"]), max_size=8, unique=True
)


def listed(*titles: str, disc: int | None = None) -> tuple[CleanTrack, ...]:
    return tuple(CleanTrack(title, disc) for title in titles)


def test_the_same_list_scores_100() -> None:
    found = compare_tracks(listed(*KIND_OF_BLUE), listed(*KIND_OF_BLUE))
    assert (found.score, found.missing, found.extra) == (100, (), ())
    assert found.in_order
    assert not found.part_of_set


def test_a_list_as_a_cataloger_writes_it_still_passes() -> None:
    theirs = listed("So what", "Freddie freeloader", "Blue in green / Bill Evans", "All blues",
                    "Flamenco sketchcs")  # fmt: skip
    found = compare_tracks(listed(*KIND_OF_BLUE), theirs)
    assert found.score is not None
    assert found.score >= 95


def test_no_list_on_one_side_is_neutral() -> None:
    assert compare_tracks((), listed("So what")).score is None
    assert compare_tracks(listed("So what"), ()).score is None


def test_another_list_scores_nothing() -> None:
    found = compare_tracks(listed(*KIND_OF_BLUE), listed("Naima", "Giant steps", "Spiral"))
    assert found.score == 0
    assert found.missing == (0, 1, 2, 3, 4)
    assert found.extra == (0, 1, 2)


def test_each_track_is_used_once() -> None:
    found = compare_tracks(listed("Blue", "Blue", "Blue"), listed("Blue", "Red", "Green"))
    assert len(found.pairs) == 1
    assert found.missing == (1, 2)


def test_equal_titles_are_paired_in_their_places() -> None:
    movements = listed("Allegro", "Adagio", "Allegro")
    found = compare_tracks(movements, movements)
    assert [(pair.ours, pair.theirs) for pair in found.pairs] == [(0, 0), (1, 1), (2, 2)]
    assert found.in_order


def test_bonus_tracks_are_named_and_are_no_set() -> None:
    found = compare_tracks(
        listed(*KIND_OF_BLUE), listed(*KIND_OF_BLUE, "Flamenco Sketches (alternate take)", "Noise")
    )
    assert found.extra == (5, 6)
    assert not found.part_of_set
    assert (found.score or 0) < 90


def test_one_disc_of_a_set_is_a_part_of_it() -> None:
    theirs = listed(*KIND_OF_BLUE, disc=1) + listed("Naima", "Giant steps", disc=2)
    found = compare_tracks(listed("Naima", "Giant steps"), theirs)
    assert found.part_of_set
    assert found.score == 79, "all that is there is the same, and it is not all"


def test_another_order_costs_and_is_said() -> None:
    found = compare_tracks(listed(*KIND_OF_BLUE), listed(*reversed(KIND_OF_BLUE)))
    assert not found.in_order
    assert found.score == 50


def test_a_shuffled_list_does_not_pass() -> None:
    order = (3, 0, 4, 1, 2)
    found = compare_tracks(listed(*KIND_OF_BLUE), listed(*(KIND_OF_BLUE[i] for i in order)))
    assert not found.missing
    assert (found.score or 0) < HIGH


WORDS = ("Morning", "Summer", "Winter", "Railroad", "River", "Mountain")
NUMBERED = tuple(f"{word} song of the {day}. day" for day, word in enumerate(2 * WORDS))


@pytest.mark.parametrize(
    ("ours", "theirs", "passes"),
    [
        (NUMBERED, NUMBERED[:5] + NUMBERED[6:], True),  # one lost on its way
        (NUMBERED[:3] + NUMBERED[4:9] + NUMBERED[10:], NUMBERED, True),
        (NUMBERED[:-2], NUMBERED, False),  # two bonus tracks
        (NUMBERED[2:], (*NUMBERED[2:], "Noise", "Silence"), False),
        (NUMBERED[1:], NUMBERED[:-1], False),  # each has one that the other lacks
        ((*NUMBERED[:6], "Noise", *NUMBERED[7:]), NUMBERED, False),
    ],
)
def test_lost_tracks_pass_and_another_edition_does_not(
    ours: tuple[str, ...], theirs: tuple[str, ...], *, passes: bool
) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        score = compare_tracks(listed(*one), listed(*other)).score
        assert score is not None
        assert (score >= HIGH) is passes


def test_a_reading_may_have_missed_the_last_track_and_a_contents_note_does_not() -> None:
    short, whole = listed(*NUMBERED[:-1]), listed(*NUMBERED)
    assert (compare_tracks(short, whole).score or 0) >= HIGH
    assert (compare_tracks(whole, short).score or 0) < HIGH


def test_other_numbers_are_other_tracks() -> None:
    ours = listed("Symphony no. 1", "Symphony no. 2", "Symphony no. 3")
    theirs = listed("Symphony no. 4", "Symphony no. 5", "Symphony no. 6")
    assert compare_tracks(ours, theirs).score == 0


def test_a_medley_is_its_songs() -> None:
    found = compare_tracks(listed("Eleanor Rigby ; Julia ; Yesterday", "Help!"),
                           listed("Eleanor Rigby", "Julia", "Yesterday", "Help!"))  # fmt: skip
    assert (found.score, found.missing, found.extra) == (100, (), ())


def test_movements_stand_under_their_work() -> None:
    ours = listed("Symphony no. 5: I. Allegro", "Symphony no. 5: II. Andante",
                  "Symphony no. 5: III. Presto", "Egmont")  # fmt: skip
    found = compare_tracks(ours, listed("Symphony no. 5", "Egmont"))
    assert not found.missing
    assert (found.score or 0) >= HIGH


def test_a_neighbour_is_not_swallowed_as_a_medley() -> None:
    found = compare_tracks(
        listed("Symphony of destruction", "Go"), listed("Symphony of destruction")
    )
    assert found.missing == (1,)


def test_other_durations_speak_for_another_performance() -> None:
    ours = tuple(CleanTrack(title, seconds=200) for title in KIND_OF_BLUE)
    near = tuple(CleanTrack(title, seconds=206) for title in KIND_OF_BLUE)
    far = tuple(CleanTrack(title, seconds=290) for title in KIND_OF_BLUE)
    assert compare_tracks(ours, near).score == 100
    assert (compare_tracks(ours, far).score or 0) < HIGH


def test_the_same_title_by_somebody_else_is_less_alike() -> None:
    ours = (CleanTrack("Hallelujah", responsibility="Leonard Cohen"),)
    theirs = (CleanTrack("Hallelujah", responsibility="Jeff Buckley"),)
    assert compare_tracks(ours, theirs).score == 85


def test_a_long_list_is_compared_to_its_end() -> None:
    many = listed(*(f"Piece for {word} number {n}" for n in range(40) for word in ("harp", "drum")))
    assert compare_tracks(many, many).score == 100


def test_equal_titles_never_cross() -> None:
    found = compare_tracks(listed("Aria", *["Allegro"] * 4), listed(*["Allegro"] * 6, "Aria"))
    order = [pair.theirs for pair in found.pairs if pair.ours]
    assert order == sorted(order)


@given(LISTS, LISTS)
def test_the_score_has_a_direction_only_at_the_end_of_a_list(a: list[str], b: list[str]) -> None:
    one, other = compare_tracks(listed(*a), listed(*b)), compare_tracks(listed(*b), listed(*a))
    ends = len(a) - 1 in one.missing or len(b) - 1 in one.extra
    if not (ends or one.part_of_set or other.part_of_set):
        assert one.score == other.score
    assert one.score is None or 0 <= one.score <= 100


FIFTH = "Symphonie Nr. 5 c-moll op. 67 = Symphony no. 5 in C minor. Allegro con brio ; "
SEVENTH = "Symphonie Nr. 7 A-dur, op. 92. Poco sostenuto, vivace ; Allegretto ; Presto"
MOVEMENTS = (
    "Allegro con brio",
    "Andante con moto",
    "Allegro",
    "Allegro",
    "Poco sostenuto - Vivace",
    "Allegretto",
    "Presto",
)


def test_movements_are_found_in_the_works_that_a_contents_note_lists() -> None:
    ours = [CleanTrack(title) for title in MOVEMENTS]
    theirs = [CleanTrack(FIFTH + "Andante con moto ; Allegro ; Allegro"), CleanTrack(SEVENTH)]
    compared = compare_tracks(ours, theirs)
    assert (compared.missing, compared.extra) == ((), ())
    assert [pair.theirs for pair in compared.pairs] == [0, 0, 0, 0, 1, 1, 1]
    assert compared.score is not None
    assert 75 <= compared.score <= 90


def test_movements_of_another_work_are_not_found() -> None:
    ours = [CleanTrack(title) for title in MOVEMENTS[:4]]
    theirs = [
        CleanTrack(
            "Symphony no. 6. Erwachen heiterer Empfindungen ; Szene am Bach ; Sturm ; Hirtengesang"
        )
    ]
    assert compare_tracks(ours, theirs).score == 0


@given(LISTS, LISTS)
def test_what_is_remembered_of_two_lists_is_what_is_found_anew(a: list[str], b: list[str]) -> None:
    first = compare_tracks(listed(*a), listed(*b))
    for remembered in (tracks._compared, text.similarity, text.name_similarity):
        remembered.cache_clear()
    assert compare_tracks(list(listed(*a)), list(listed(*b))) == first
