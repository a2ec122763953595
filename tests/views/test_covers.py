"""The page that covers parts of a photo, without and with its script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from processing.models import Cover, Disc, Photo

pytestmark = pytest.mark.django_db

BOX = {"left": "100", "top": "200", "right": "300", "bottom": "260"}
SAYS = (
    "The covered part is painted black before the photo is sent; the original is kept as it is. "
    "It counts from the next time that the photo is read."
)


@pytest.fixture
def photo(disc: Disc) -> Photo:
    Photo.objects.filter(disc=disc).update(width=2048, height=1536)
    return disc.photos.get()


@pytest.fixture
def address(photo: Photo) -> str:
    return f"/photos/{photo.pk}/cover/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("group", "allowed"),
    [("Imaging", True), ("Catalogers", True), ("Managers", True), ("Viewers", False)],
)
def test_who_adds_photos_may_cover_them(
    client: Client, person: Callable[[str], User], address: str, group: str, *, allowed: bool
):
    client.force_login(person(group))
    assert client.get(address).status_code == (200 if allowed else 403)
    answer = client.post(address, BOX)
    assert answer.status_code == (302 if allowed else 403)
    assert Cover.objects.count() == (1 if allowed else 0)
    if not allowed:
        assert "may not cover parts of photos" in text(answer)


def test_who_only_reviews_may_cover_too(client: Client, address: str, db: None):
    reviewer = User.objects.create_user("reviewer")
    reviewer.user_permissions.add(Permission.objects.get(codename="review"))
    client.force_login(reviewer)
    assert client.get(address).status_code == 200


def test_a_part_is_covered_by_numbers_and_removed(signed_in: Client, address: str):
    said = text(signed_in.post(address, BOX, follow=True))
    assert "● The part is covered." in said
    assert SAYS in said
    assert "left 100, top 200, right 300, bottom 260" in said
    assert '<rect x="100" y="200" width="200" height="60"/>' in said
    gone = text(signed_in.post(address, {"remove": Cover.objects.get().pk}, follow=True))
    assert "The part is no longer covered." in gone
    assert "Nothing is covered" in gone


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"left": "297"}, "at least 8 pixels wide and high"),
        ({"left": ""}, "Give all four edges as whole numbers"),
        ({"top": "a bit"}, "Give all four edges as whole numbers"),
    ],
)
def test_numbers_that_cannot_be_covered_stay_in_the_form_with_the_reason(
    signed_in: Client, address: str, changed: dict[str, str], words: str
):
    said = text(signed_in.post(address, {**BOX, **changed}))
    assert "▲ " in said
    assert words in said
    assert 'id="edge-right" value="300"' in said
    assert not Cover.objects.exists()


def test_the_script_gets_the_list_and_what_was_done(signed_in: Client, address: str):
    answer = text(signed_in.post(address, BOX, headers={"HX-Request": "true"}))
    assert "<html" not in answer
    assert 'data-box="100 200 300 260"' in answer
    assert 'hx-swap-oob="innerHTML:#cover-said"' in answer
    assert "The part is covered." in answer


@pytest.mark.parametrize("number", ["999999", "x", ""])
def test_a_part_that_is_gone_is_no_error(signed_in: Client, address: str, number: str):
    said = text(signed_in.post(address, {"remove": number}, follow=True))
    assert "That part was not covered any more." in said


def test_a_part_of_another_photo_is_not_removed(
    signed_in: Client, address: str, photo: Photo, make_upload: Callable[..., Any]
):
    signed_in.post(address, BOX)
    other = make_upload().discs.get().photos.get()
    signed_in.post(f"/photos/{other.pk}/cover/", {"remove": Cover.objects.get().pk})
    assert Cover.objects.count() == 1


def test_a_photo_that_is_not_open_yet_says_so(signed_in: Client, address: str):
    Photo.objects.update(working="")
    assert "still being opened" in text(signed_in.get(address))


def test_the_page_of_the_disc_says_what_is_covered_and_leads_there(
    signed_in: Client, address: str, photo: Photo
):
    signed_in.post(address, BOX)
    page = text(signed_in.get(f"/discs/{photo.disc_id}/"))
    assert "1 part covered" in page
    assert f'id="cover-link" href="{address}"' in page


def test_viewers_read_what_is_covered_and_are_offered_nothing(
    client: Client, person: Callable[[str], User], photo: Photo, cataloger: User
):
    Cover.objects.create(photo=photo, left=1, top=1, right=20, bottom=20, made_by=cataloger)
    client.force_login(person("Viewers"))
    page = text(client.get(f"/discs/{photo.disc_id}/"))
    assert "1 part covered" in page
    assert "cover-link" not in page


def test_the_board_leads_there_before_the_start(signed_in: Client, make_upload: Callable[..., Any]):
    upload = make_upload()
    photo = upload.photos.get()
    page = text(signed_in.get(f"/uploads/{upload.pk}/"))
    assert f'href="/photos/{photo.pk}/cover/"' in page
