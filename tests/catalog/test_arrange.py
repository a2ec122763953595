"""Grouping as pure rules: nothing is lost, nothing is twice, and the order stays."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processing.catalog.arrange import MAX_REMARKS, Arrangement, arrange
from processing.catalog.shots import Shot, in_order
from tests.catalog.boxes import box, timed, told

METHODS = ("name", "folder", "mark", "count")
names = st.one_of(
    st.integers(0, 9999).map("IMG_{:04d}.jpg".format),
    st.tuples(st.integers(10_000, 10_020), st.sampled_from("abc")).map("{0[0]}{0[1]}.jpg".format),
    st.text(max_size=8),
)
shots = st.lists(
    st.builds(
        Shot,
        id=st.integers(1, 10_000),
        name=names,
        folder=st.sampled_from(("", "a", "a/12345", "b")),
        page=st.none() | st.integers(1, 5),
        taken_at=st.none()
        | st.datetimes(min_value=timed(box("_"), 0)[0].taken_at.replace(tzinfo=None)),
        stickers=st.lists(st.sampled_from("ABCDE"), max_size=2, unique=True).map(tuple),
        slip=st.booleans(),
    ),
    unique_by=lambda shot: shot.id,
    max_size=40,
)


def placed(found: Arrangement) -> list[int]:
    return [shot.id for pile in found.piles for shot in pile.shots] + [s.id for s in found.loose]


@settings(deadline=None)
@given(shots, st.sampled_from(METHODS), st.integers(-1, 5))
def test_every_photo_lands_exactly_once(photos: list[Shot], method: str, per_disc: int):
    found = arrange(photos, method, per_disc=per_disc)
    assert sorted(placed(found)) == sorted(photo.id for photo in photos)
    assert all(pile.faces for pile in found.piles)
    assert all(len(pile.roles) == len(pile.shots) for pile in found.piles)


@settings(deadline=None)
@given(shots, st.sampled_from(METHODS), st.randoms())
def test_the_order_of_arrival_changes_nothing(photos: list[Shot], method: str, chance):
    mixed = list(photos)
    chance.shuffle(mixed)
    assert arrange(mixed, method) == arrange(photos, method)


@settings(deadline=None)
@given(shots, st.sampled_from(METHODS))
def test_within_a_disc_and_by_their_first_photos_the_order_stays(photos: list[Shot], method: str):
    place = {shot.id: index for index, shot in enumerate(in_order(photos))}
    found = arrange(photos, method)
    for pile in found.piles:
        faces = [place[shot.id] for shot in pile.shots]
        assert faces == sorted(faces)
    firsts = [place[pile.shots[0].id] for pile in found.piles]
    assert firsts == sorted(firsts)


@settings(deadline=None)
@given(shots, st.sampled_from(METHODS))
def test_no_item_barcode_is_given_twice(photos: list[Shot], method: str):
    barcodes = [p.item_barcode for p in arrange(photos, method).piles if p.item_barcode]
    assert len(barcodes) == len(set(barcodes))


def test_an_unknown_way_is_a_mistake():
    with pytest.raises(ValueError, match="alphabet"):
        arrange(box("_ _"), "alphabet")


def test_file_names_give_the_item_barcode_and_the_roles():
    photos = [Shot(n, name) for n, name in enumerate(("12345b.jpg", "12345a.jpg", "notes.jpg"))]
    found = arrange(photos, "name")
    assert told(found) == "12345:1,0 loose:2"
    assert found.piles[0].roles == ("front", "back")


def test_folders_are_discs_and_files_in_none_go_by_their_name():
    photos = [
        Shot(1, "IMG_1.jpg", "box/kind of blue"),
        Shot(2, "IMG_2.jpg", "box/kind of blue"),
        Shot(3, "IMG_3.jpg", "box/059173027351849"),
        Shot(4, "059173027351850a.jpg"),
        Shot(5, "IMG_4.jpg"),
    ]
    found = arrange(photos, "folder")
    assert told(found) == "059173027351850:4 059173027351849:3 -:1,2 loose:5"
    assert found.piles[2].folder == "box/kind of blue"
    assert found.piles[2].roles == ("front", "back")


def test_pages_of_a_pdf_named_by_a_barcode_are_front_and_back():
    pages = [Shot(page, "059173027351849.pdf", page=page) for page in (1, 2, 3)]
    assert arrange(pages, "name").piles[0].roles == ("front", "back", "other")


def test_pages_of_one_pdf_are_counted_out_like_photos():
    pages = [Shot(page, "back covers.pdf", page=page) for page in range(1, 11)]
    found = arrange(pages, "count", per_disc=2)
    assert told(found) == "-:1,2 -:3,4 -:5,6 -:7,8 -:9,10"
    assert {pile.roles for pile in found.piles} == {("front", "back")}


def test_the_rest_of_a_count_is_a_disc_and_it_is_said():
    found = arrange(box("_ _ _ _ _ _ _"), "count", per_disc=3)
    assert told(found) == "-:1,2,3 -:4,5,6 -:7"
    assert found.remarks == ("IMG_0418.jpg: 1 of 3 photos, the rest of the box.",)


def test_slips_are_not_counted():
    assert told(arrange(box("/ _ _ / _ _ /"), "count")) == "-:1,2,3 -:4,5,6,7"


def test_a_counted_disc_takes_the_only_sticker_on_its_photos():
    assert told(arrange(box("_ A _ _ C B"), "count")) == "A:1,2 -:3,4 -:5,6"


def test_a_sticker_on_two_discs_is_given_to_neither_and_it_is_said():
    found = arrange(box("A _ A _"), "count")
    assert told(found) == "-:1,2 -:3,4"
    assert "A is on the photos of several discs" in found.remarks[0]


def test_a_folder_without_a_number_takes_the_only_sticker_on_its_photos():
    photos = [Shot(1, "front.jpg", "blue"), Shot(2, "back.jpg", "blue", stickers=("12345",))]
    assert arrange(photos, "folder").piles[0].item_barcode == "12345"


def test_a_sticker_never_changes_what_a_name_says():
    found = arrange([Shot(1, "12345a.jpg", stickers=("99999",))], "name")
    assert found.piles[0].item_barcode == "12345"


def test_the_clock_decides_where_names_wrap_around():
    names = ("IMG_9998.jpg", "IMG_9999.jpg", "IMG_0001.jpg", "IMG_0002.jpg")
    photos = timed([Shot(n, name) for n, name in enumerate(names, start=1)], 0, 5, 10, 15)
    assert told(arrange(photos, "count")) == "-:1,2 -:3,4"
    unknown = [replace(photos[0], taken_at=None), *photos[1:]]
    assert told(arrange(unknown, "count")) == "-:3,4 -:1,2"


def test_photos_of_one_second_keep_the_order_of_their_names():
    photos = timed([Shot(1, "IMG_10.jpg"), Shot(2, "IMG_2.jpg")], 0, 0)
    assert [shot.id for shot in in_order(photos)] == [2, 1]


def test_a_thousand_remarks_are_not_all_said():
    found = arrange(box("A _ " * 60), "count")
    assert len(found.remarks) == MAX_REMARKS + 1
    assert found.remarks[-1] == "40 more such remarks are not listed."
