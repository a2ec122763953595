"""The board of an upload: how photos become discs, what is done with ticked photos, repeats."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from processing.models import Disc, Photo, Upload
from tests.conftest import make_photo

POSTS = {
    "/uploads/{upload}/grouping/": {"grouping": "count", "photos_per_disc": 2},
    "/uploads/{upload}/arrange/": {"do": "tray"},
    "/uploads/{upload}/repeats/": {"choice": "skip"},
    "/discs/{disc}/repeat/": {"choice": "skip"},
}


def post(client: Client, address: str, **form: Any) -> str:
    """The fragment that a script gets: the fresh board with what was done."""
    answer = client.post(address, form, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return str(answer.content.decode())


def page(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


@pytest.fixture
def box(make_upload: Callable[..., Upload]) -> Upload:
    """Three discs with a front and a back each."""
    upload = make_upload(3)
    for disc in upload.discs.all():
        back = make_photo(disc, name=f"{disc.item_barcode}b.jpg")
        Photo.objects.filter(pk=back.pk).update(role=Photo.Role.BACK)
    return upload


def arrange(client: Client, upload: Upload, **form: Any) -> str:
    return post(client, f"/uploads/{upload.pk}/arrange/", **form)


@pytest.mark.parametrize("group", ["Imaging", "Catalogers", "Managers", "Viewers"])
@pytest.mark.parametrize("address", POSTS)
def test_who_may_arrange(
    client: Client, person: Callable[[str], User], box: Upload, address: str, group: str
):
    client.force_login(person(group))
    full = address.format(upload=box.pk, disc=box.discs.order_by("position")[0].pk)
    expected = 403 if group == "Viewers" else 302
    assert client.post(full, POSTS[address]).status_code == expected


def test_viewers_see_the_board_without_a_control(
    client: Client, person: Callable[[str], User], box: Upload
):
    client.force_login(person("Viewers"))
    text = page(client, f"/uploads/{box.pk}/")
    assert 'class="tile"' in text
    assert 'name="photos"' not in text
    assert "<select" not in text
    assert 'name="do"' not in text


def test_a_photo_moves_to_another_disc_and_back(signed_in: Client, box: Upload):
    first, second, _ = box.discs.order_by("position")
    photo = first.photos.get(role=Photo.Role.BACK)
    text = arrange(signed_in, box, do="move", photos=photo.pk, disc=second.pk)
    photo.refresh_from_db()
    assert photo.disc == second
    assert f"{photo} moved to {second}." in text
    assert 'id="board-undo"' in text
    arrange(signed_in, box, do="move", photos=photo.pk, disc=first.pk)
    photo.refresh_from_db()
    assert photo.disc == first


@pytest.mark.parametrize("typed", ["2", "02", "{upload}-002", "{barcode}"])
def test_a_disc_is_named_by_its_place_its_work_number_or_its_item_barcode(
    signed_in: Client, box: Upload, typed: str
):
    first, second, _ = box.discs.order_by("position")
    photo = first.photos.get(role=Photo.Role.BACK)
    to = typed.format(upload=box.pk, barcode=second.item_barcode)
    arrange(signed_in, box, do="move", photos=photo.pk, to=to)
    photo.refresh_from_db()
    assert photo.disc == second


def test_an_item_barcode_that_is_new_makes_its_disc(signed_in: Client, box: Upload):
    photo = box.photos.order_by("pk")[0]
    text = arrange(signed_in, box, do="move", photos=photo.pk, to="0591 7302 7351 849")
    assert "moved to 059173027351849." in text
    assert box.discs.filter(item_barcode="059173027351849").exists()


def test_a_disc_that_lost_its_last_photo_comes_back_with_undo(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(2)
    first, second = upload.discs.order_by("position")
    text = arrange(signed_in, upload, do="move", photos=first.photos.get().pk, disc=second.pk)
    assert not Disc.objects.filter(pk=first.pk).exists()
    assert f'name="to" value="{first.item_barcode}"' in text


def test_the_tray_a_new_disc_merge_and_split(signed_in: Client, box: Upload):
    first = box.discs.order_by("position")[0]
    front, back = first.photos.order_by("name")
    assert "moved to the tray" in arrange(signed_in, box, do="tray", photos=back.pk)
    assert "Tray" in page(signed_in, f"/uploads/{box.pk}/")
    assert "moved to a new disc" in arrange(signed_in, box, do="new", photos=back.pk)
    new = Photo.objects.get(pk=back.pk).disc
    assert new is not None
    assert new.item_barcode is None
    arrange(signed_in, box, do="move", photos=back.pk, disc=first.pk)
    text = arrange(signed_in, box, do=f"split {back.pk}")
    assert "a disc of their own, place 2." in text
    split = Photo.objects.get(pk=back.pk).disc
    assert split is not None
    assert split != first
    assert f"merged with {first}" in arrange(signed_in, box, do=f"merge {split.pk}")
    assert Photo.objects.get(pk=front.pk).disc == Photo.objects.get(pk=back.pk).disc


def test_a_role_is_given_and_photos_are_deleted(signed_in: Client, box: Upload):
    photo = box.photos.filter(role=Photo.Role.BACK).order_by("pk")[0]
    assert "role “Booklet”" in arrange(signed_in, box, do="role", photos=photo.pk, role="booklet")
    assert Photo.objects.get(pk=photo.pk).role == Photo.Role.BOOKLET
    assert "deleted" in arrange(signed_in, box, do="remove", photos=photo.pk)
    assert not Photo.objects.filter(pk=photo.pk).exists()


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"do": "tray"}, "Tick the photos first."),
        ({"do": "juggle"}, "There is no such action."),
        ({}, "Choose what to do with the photos."),
        ({"do": "move", "photos": "{photo}"}, "Say which disc"),
        ({"do": "move", "photos": "{photo}", "to": "77"}, "There is no disc 77 in this box."),
        ({"do": "move", "photos": "{photo}", "to": "kind of"}, "is not an item barcode"),
        ({"do": "tray", "photos": "999999"}, "somebody changed it meanwhile"),
        ({"do": "tray", "photos": "x"}, "somebody changed it meanwhile"),
        ({"do": "merge 999999"}, "somebody changed it meanwhile"),
        ({"do": "role", "photos": "{photo}", "role": "hat"}, "There is no such role."),
        ({"do": "role", "photos": "{photo}"}, "Choose the role of the photo."),
    ],
)
def test_what_cannot_be_done_is_said_over_a_fresh_board(
    signed_in: Client, box: Upload, form: dict[str, str], words: str
):
    photo = str(box.photos.order_by("pk")[0].pk)
    text = arrange(signed_in, box, **{key: v.format(photo=photo) for key, v in form.items()})
    assert words in text
    assert "▲" in text
    assert 'id="card-' in text


def test_the_first_disc_has_none_before_it(signed_in: Client, box: Upload):
    first = box.discs.order_by("position")[0]
    assert "there is no disc before it" in arrange(signed_in, box, do=f"merge {first.pk}")


def test_a_photo_of_another_upload_is_not_touched(
    signed_in: Client, box: Upload, make_upload: Callable[..., Upload]
):
    other = Photo.objects.exclude(upload=box).first()
    assert other is None
    theirs = make_upload(1, name="Box 2").photos.get()
    assert "changed it meanwhile" in arrange(signed_in, box, do="remove", photos=theirs.pk)
    assert Photo.objects.filter(pk=theirs.pk).exists()


def test_without_a_script_the_page_is_loaded_again_where_it_was(signed_in: Client, box: Upload):
    photo = box.photos.order_by("pk")[0]
    form = {"do": "tray", "photos": photo.pk}
    answer = signed_in.post(f"/uploads/{box.pk}/arrange/?page=1", form)
    assert answer.headers["Location"] == f"/uploads/{box.pk}/?page=1"


def phone_box(photos: int) -> Upload:
    upload = Upload.objects.create(name="Phone")
    disc = Disc.objects.create(upload=upload, position=1)
    for number in range(photos):
        make_photo(disc, name=f"IMG_{number:04d}.jpg")
    upload.photos.update(disc=None, role=Photo.Role.OTHER)
    disc.delete()
    return upload


def test_each_way_says_what_it_would_make(signed_in: Client, box: Upload):
    text = page(signed_in, f"/uploads/{box.pk}/grouping/")
    assert "3 discs" in text
    assert "0 discs, 6 photos left over" in text  # no sticker is seen
    assert text.count("in use") == 1


def test_a_way_that_places_clearly_more_is_suggested(signed_in: Client, box: Upload):
    box.grouping = Upload.Grouping.MARK
    box.save()
    assert "suggested" in page(signed_in, f"/uploads/{box.pk}/grouping/")


def test_a_way_is_previewed_before_it_is_used(signed_in: Client):
    upload = phone_box(7)
    address = f"/uploads/{upload.pk}/grouping/"
    text = page(signed_in, f"{address}?grouping=count&photos_per_disc=3")
    assert "Every so many photos would make 3 discs" in text
    assert "1 of 3 photos" in text
    assert not upload.discs.exists()
    signed_in.post(address, {"grouping": "count", "photos_per_disc": 3})
    assert [disc.photos.count() for disc in upload.discs.order_by("position")] == [3, 3, 1]


@pytest.mark.parametrize(
    ("number", "words"),
    [("0", "at least one photo"), ("99", "at most 50"), ("two", "in digits"), ("", "Say how many")],
)
def test_a_wrong_number_of_photos_is_refused_in_words(
    signed_in: Client, box: Upload, number: str, words: str
):
    address = f"/uploads/{box.pk}/grouping/"
    assert words in page(signed_in, f"{address}?grouping=count&photos_per_disc={number}")
    form = {"grouping": "count", "photos_per_disc": number}
    assert words in str(signed_in.post(address, form, follow=True).content.decode())
    box.refresh_from_db()
    assert box.grouping == Upload.Grouping.NAME


def test_grouping_is_refused_after_the_start(signed_in: Client, box: Upload):
    Upload.objects.update(started_at=timezone.now())
    form = {"grouping": "count", "photos_per_disc": 2}
    answer = signed_in.post(f"/uploads/{box.pk}/grouping/", form, follow=True)
    assert "has been started" in answer.content.decode()


@pytest.fixture
def repeated(make_upload: Callable[..., Upload]) -> Upload:
    """Two discs, whose item barcodes stand in an earlier upload."""
    earlier, again = make_upload(2, name="Earlier box"), make_upload(2, name="Box again")
    for before, now in zip(earlier.discs.all(), again.discs.all(), strict=True):
        again.discs.filter(pk=now.pk).update(item_barcode=before.item_barcode)
    return again


def test_a_repeat_keeps_the_upload_from_its_start_until_it_is_chosen(
    signed_in: Client, repeated: Upload
):
    address = f"/uploads/{repeated.pk}/"
    text = page(signed_in, address)
    assert "2 item barcodes stand in an earlier upload" in text
    assert "First choose for 2 repeated discs" in text
    assert 'id="start"' not in text
    first = repeated.discs.order_by("position")[0]
    assert "is skipped" in post(signed_in, f"/discs/{first.pk}/repeat/", choice="skip")
    post(signed_in, f"{address}repeats/", choice="again")
    text = page(signed_in, address)
    assert 'id="start"' in text
    assert "1 disc</strong> will be read" in text
    assert "1 disc is skipped" in text


def test_a_wrong_choice_is_refused_in_words(signed_in: Client, repeated: Upload):
    first = repeated.discs.order_by("position")[0]
    assert "There is no such choice" in post(signed_in, f"/discs/{first.pk}/repeat/", choice="eat")
    address = f"/uploads/{repeated.pk}/repeats/"
    assert "Choose first" in post(signed_in, address)
    assert set(repeated.discs.values_list("repeat", flat=True)) == {""}
