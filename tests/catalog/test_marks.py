"""Boxes of phone photos told apart by stickers and slips."""

import pytest

from processing.catalog.arrange import arrange
from tests.catalog.boxes import box, timed, told


@pytest.mark.parametrize(
    ("photos", "discs"),
    [
        ("A _ B _ C _", "A:1,2 B:3,4 C:5,6"),  # on the first photo of each disc
        ("_ A _ B _ C", "A:1,2 B:3,4 C:5,6"),  # on the last
        ("A _ _ B _ C _ _ _", "A:1,2,3 B:4,5 C:6,7,8,9"),
        ("_ _ A _ B _ _ _ C", "A:1,2,3 B:4,5 C:6,7,8,9"),
        ("_ A _ _ B _ _ C _", "A:1,2,3 B:4,5,6 C:7,8,9"),  # always on the second of three
        ("A A B B C C", "A:1,2 B:3,4 C:5,6"),  # on every photo
        ("A _ A B _ B", "A:1,2,3 B:4,5,6"),  # on the first and on the last
        ("A", "A:1"),
        ("_ A _", "A:1,2,3"),
        ("_ _ _", "loose:1,2,3"),
        ("", ""),
    ],
)
def test_stickers_on_the_first_or_on_the_last_photo_are_understood(photos: str, discs: str):
    assert told(arrange(box(photos), "mark")) == discs


@pytest.mark.parametrize(
    ("photos", "discs"),
    [
        ("/ _ _ / _ _ _", "-:1,2,3 -:4,5,6,7"),
        ("/ _ _ / / _ _", "-:1,2,3 -:4,5,6,7"),  # the same slip twice, or an empty place
        ("/ _ _ / _ _ /", "-:1,2,3 -:4,5,6,7"),  # a slip at the end makes no empty disc
        ("/ _ _ / _ _ / /", "-:1,2,3 -:4,5,6,7,8"),
        ("_ _ / _ _ /", "-:1,2 -:3,4,5,6"),  # slips behind each disc
        ("_ _ /", "-:1,2,3"),
        ("_ / _ _ / _ _", "-:2,3,4 -:5,6,7 loose:1"),  # what stands before the first mark
        ("/", "loose:1"),
        ("/ /", "loose:1,2"),
    ],
)
def test_a_slip_begins_a_disc(photos: str, discs: str):
    assert told(arrange(box(photos), "mark")) == discs


@pytest.mark.parametrize(
    ("photos", "discs"),
    [
        ("/ _ A / _ B / _ C", "A:1,2,3 B:4,5,6 C:7,8,9"),  # a sticker between slips names the disc
        ("/ _ A / _ _ / _ C", "A:1,2,3 -:4,5,6 C:7,8,9"),
        ("/ A _ B _ / C _ / D _", "A:1,2,3 B:4,5 C:6,7,8 D:9,10,11"),  # a slip was forgotten
        # slips only for discs without a sticker
        ("A _ B _ / _ _ C _ D _ E _", "A:1,2 B:3,4 -:5,6,7 C:8,9 D:10,11 E:12,13"),
    ],
)
def test_slips_and_stickers_go_together(photos: str, discs: str):
    assert told(arrange(box(photos), "mark")) == discs


def test_a_sticker_that_could_not_be_read_is_pointed_out():
    found = arrange(box("A _ _ _ _ C _ D _ E _"), "mark")
    assert told(found).startswith("A:1,2,3,4,5 C:6,7")
    assert any(remark.startswith("A has 5 photos, others have 2") for remark in found.remarks)


@pytest.mark.parametrize(
    ("photos", "discs"),
    [
        ("A _ _ _ C _ D _ E _", "A:1,2 -:3,4 C:5,6 D:7,8 E:9,10"),  # on the first of two
        ("_ A _ _ _ C _ D _ E", "A:1,2 -:3,4 C:5,6 D:7,8 E:9,10"),  # on the last
        ("_ _ _ B _ C _ D _ E", "-:1,2 B:3,4 C:5,6 D:7,8 E:9,10"),  # the first disc's
        ("A _ B _ C _ D _ _ _", "A:1,2 B:3,4 C:5,6 D:7,8 -:9,10"),  # the last disc's
        (
            "_ _ _ _ B _ _ C _ _ D _ _ _ _ _ F _",  # on the second of three
            "-:1,2,3 B:4,5,6 C:7,8,9 D:10,11,12 -:13,14,15 F:16,17,18",
        ),
        (
            "_ A _ _ B _ _ C _ _ D _ _ E _ _",  # a photo too many at the end
            "A:1,2,3 B:4,5,6 C:7,8,9 D:10,11,12 E:13,14,15,16",
        ),
        ("A _ A+B _ B _ C _ D _ E _", "A:1,2,3,4 B:5,6 C:7,8 D:9,10 E:11,12"),
        ("A _ _ _ _ _ B _ C _", "A:1,2,3,4,5,6 B:7,8 C:9,10"),  # too few to know what is usual
    ],
)
def test_a_disc_whose_sticker_was_not_read_is_cut_by_the_usual_number(photos: str, discs: str):
    assert told(arrange(box(photos), "mark")) == discs


def test_a_cut_by_the_usual_number_is_said_with_its_place():
    found = arrange(box("A _ _ B _ _ _ _ _ D _ _ E _ _"), "mark")
    said = [remark for remark in found.remarks if remark.startswith("No sticker")]
    assert said == [
        "No sticker was read on the disc at place 3 (IMG_0418.jpg to IMG_0420.jpg); it was cut by "
        "the usual 3 photos. Look whether that is right."
    ]


def test_where_the_numbers_of_photos_differ_nothing_is_cut():
    found = arrange(box("A _ B _ C _ _ D _ _ _ E _ F _"), "mark")
    assert told(found) == "A:1,2 B:3,4 C:5,6,7 D:8,9,10,11 E:12,13 F:14,15"


def test_a_slip_that_closes_the_box_makes_no_disc_beside_stickers():
    found = arrange(box("/ _ A _ B _ C /"), "mark")
    assert all(pile.faces for pile in found.piles)


def test_discs_of_usual_size_get_no_remark():
    assert len(arrange(box("A _ B _ _ C _ D _"), "mark").remarks) == 1  # where the stickers are


def test_a_sticker_that_comes_again_later_is_the_same_disc_and_it_is_said():
    found = arrange(box("A _ B _ A _"), "mark")
    assert told(found) == "A:1,2,5,6 B:3,4"
    assert "A comes again at IMG_0416.jpg to IMG_0417.jpg: taken as the same disc." in found.remarks


def test_a_neighbour_in_the_picture_does_not_join_two_discs():
    assert told(arrange(box("A _ A+B _ B _"), "mark")) == "A:1,2,3,4 B:5,6"


def test_photos_left_over_are_named():
    found = arrange(box("_ _ _ A _ B _ C"), "mark")
    assert told(found) == "A:1,2,3,4 B:5,6 C:7,8"
    left = arrange(box("_ A _ B _ _ C _ _"), "mark")
    assert "IMG_0412.jpg: before the first sticker, so of no disc yet." in left.remarks


def test_where_discs_could_begin_at_two_places_the_pauses_of_the_photographer_tell():
    words = "_ A _ B _ C _ D _"  # one photo too many at the one end or at the other
    seconds = (0, 3, 30, 33, 60, 63, 90, 93, 120)
    by_pauses = arrange(timed(box(words), *seconds), "mark")
    assert told(by_pauses) == "A:1,2 B:3,4 C:5,6 D:7,8 loose:9"
    assert told(arrange(box(words), "mark")) == "A:2,3 B:4,5 C:6,7 D:8,9 loose:1"


def test_forty_discs_of_a_phone_come_out_right():
    sizes = [2 + (number % 3 == 0) for number in range(40)]
    words = " ".join(" ".join([f"S{n}", *["_"] * (size - 1)]) for n, size in enumerate(sizes))
    found = arrange(box(words), "mark")
    assert [pile.item_barcode for pile in found.piles] == [f"S{n}" for n in range(40)]
    assert [len(pile.shots) for pile in found.piles] == sizes
    assert not found.loose
