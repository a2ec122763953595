"""Parts of a photo that are covered before it is sent."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from processing import actions
from processing.actions import covering
from processing.models import Cover, Disc, Photo, Upload
from tests.conftest import make_photo

pytestmark = pytest.mark.django_db

WIDE, HIGH = 2048, 1536


@pytest.fixture
def photo(disc: Disc) -> Photo:
    Photo.objects.filter(disc=disc).update(width=WIDE, height=HIGH)
    return disc.photos.get()


def cover(photo: Photo, box: tuple[int, int, int, int], by: User) -> Cover:
    left, top, right, bottom = box
    return actions.cover_photo(photo=photo, left=left, top=top, right=right, bottom=bottom, by=by)


def test_a_rectangle_is_kept_with_who_made_it(photo: Photo, cataloger: User):
    made = cover(photo, (100, 200, 300, 260), cataloger)
    assert (made.box, made.made_by) == ((100, 200, 300, 260), cataloger)


def test_the_edges_may_be_given_from_any_corner(photo: Photo, cataloger: User):
    assert cover(photo, (300, 260, 100, 200), cataloger).box == (100, 200, 300, 260)


def test_what_lies_beyond_the_photo_is_clipped(photo: Photo, cataloger: User):
    assert cover(photo, (-50, 1500, 60, 99_999), cataloger).box == (0, 1500, 60, HIGH)
    assert cover(photo, (-1, -1, 10**30, 10**30), cataloger).box == (0, 0, WIDE, HIGH)


@pytest.mark.parametrize(
    "box", [(10, 10, 17, 40), (10, 10, 40, 17), (2044, 0, 2100, 90), (3000, 9, 3050, 90)]
)
def test_what_is_too_small_or_not_on_the_photo_is_refused(
    photo: Photo, cataloger: User, box: tuple[int, int, int, int]
):
    with pytest.raises(actions.NotAllowed, match="at least 8 pixels wide and high"):
        cover(photo, box, cataloger)
    assert not Cover.objects.exists()


def test_eight_pixels_are_enough(photo: Photo, cataloger: User):
    assert cover(photo, (10, 10, 18, 18), cataloger).box == (10, 10, 18, 18)


def test_the_same_rectangle_twice_is_one(photo: Photo, cataloger: User):
    assert cover(photo, (1, 1, 90, 90), cataloger) == cover(photo, (1, 1, 90, 90), cataloger)


def test_a_photo_has_not_any_number_of_covered_parts(
    photo: Photo, cataloger: User, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(covering, "MOST", 1)
    cover(photo, (1, 1, 90, 90), cataloger)
    with pytest.raises(actions.NotAllowed, match="at most 1 covered"):
        cover(photo, (2, 2, 90, 90), cataloger)


def test_a_photo_that_is_still_being_opened_cannot_be_covered(disc: Disc, cataloger: User):
    opening = make_photo(disc, "b.jpg")
    Photo.objects.filter(pk=opening.pk).update(working="")
    with pytest.raises(actions.NotAllowed, match="still being opened"):
        cover(opening, (1, 1, 90, 90), cataloger)


def test_a_photo_that_was_removed_meanwhile_is_said(photo: Photo, cataloger: User):
    Photo.objects.filter(pk=photo.pk).delete()
    with pytest.raises(actions.NotAllowed, match="any more"):
        cover(photo, (1, 1, 90, 90), cataloger)


def test_a_covered_part_is_taken_away_and_once_more_does_no_harm(photo: Photo, cataloger: User):
    made = cover(photo, (1, 1, 90, 90), cataloger)
    actions.uncover_photo(cover=made, by=cataloger)
    actions.uncover_photo(cover=made, by=cataloger)
    assert not photo.covers.exists()


def test_the_files_of_the_photo_stay_as_they_are(photo: Photo, cataloger: User):
    cover(photo, (1, 1, 90, 90), cataloger)
    photo.refresh_from_db()
    for stored, content in ((photo.original, b"original"), (photo.working, b"working")):
        with stored.open("rb") as file:
            assert file.read() == content


def test_covers_go_with_their_photo(photo: Photo, cataloger: User):
    cover(photo, (1, 1, 90, 90), cataloger)
    actions.remove_photos(upload=photo.upload, photos=[photo], by=cataloger)
    assert not Cover.objects.exists()


def test_a_photo_that_is_in_the_earlier_upload_already_hands_its_covers_over(
    photo: Photo, make_upload: Callable[..., Upload], cataloger: User
):
    """Otherwise the same photo would be sent uncovered."""
    again = make_upload(name="Box 2").discs.get()
    Disc.objects.filter(pk=again.pk).update(item_barcode=photo.disc.item_barcode)
    same = again.photos.get()
    Photo.objects.filter(pk=same.pk).update(sha256=photo.sha256, width=WIDE, height=HIGH)
    cover(same, (1, 1, 90, 90), cataloger)
    again.refresh_from_db()
    actions.choose_repeat(disc=again, choice="add", by=cataloger)
    assert [one.box for one in photo.covers.all()] == [(1, 1, 90, 90)]
