"""What the page of an upload shows of its discs: what needs an eye, the tray, the started board."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from processing.models import Bundle, Photo, State, Upload
from tests.conftest import make_photo
from tests.views import results


def page(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


@pytest.fixture
def finished(make_upload: Callable[..., Upload]) -> Upload:
    """Two discs whose stages have ended."""
    upload = make_upload(2)
    Upload.objects.update(started_at=timezone.now())
    for disc in upload.discs.all():
        results.finish(disc)
    return upload


def test_what_needs_an_eye_stands_first_with_what_to_do(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(3)
    blurred, tiny, failed = upload.photos.order_by("pk")
    Photo.objects.filter(pk=blurred.pk).update(flaw=Photo.Flaw.BLURRED)
    Photo.objects.filter(pk=tiny.pk).update(flaw=Photo.Flaw.TINY)
    Photo.objects.filter(pk=failed.pk).update(state=State.FAILED, role=Photo.Role.OTHER)
    text = page(signed_in, f"/uploads/{upload.pk}/")
    for words in (
        "1 photo cannot be opened",
        "1 photo is blurred",
        "1 photo is too small to be read",
        "1 disc has no front photo",
        "3 discs have no back photo",
        "Photograph it again",
    ):
        assert words in text
    assert text.index("What needs your eye") < text.index('class="cards"')


@pytest.mark.parametrize(("asked", "cards"), [("blurred", 1), ("back", 2), ("any", 2), ("odd", 3)])
def test_only_the_discs_that_need_an_eye(
    signed_in: Client, make_upload: Callable[..., Upload], asked: str, cards: int
):
    upload = make_upload(3)
    first, second, _ = upload.discs.order_by("position")
    back = make_photo(first, name="b.jpg")
    Photo.objects.filter(pk=back.pk).update(role=Photo.Role.BACK)
    Photo.objects.filter(disc=second).update(flaw=Photo.Flaw.BLURRED)
    text = page(signed_in, f"/uploads/{upload.pk}/discs/?eye={asked}")
    assert text.count('class="card"') == cards


@pytest.mark.parametrize(("way", "waits"), [("mark", 1), ("count", 1), ("name", 0)])
def test_the_start_is_offered_when_the_last_discs_are_known(
    signed_in: Client, make_upload: Callable[..., Upload], way: str, waits: int
):
    upload = make_upload(2)
    Upload.objects.update(grouping=way)
    make_photo(upload.discs.get(position=1), state=State.PENDING)
    text = page(signed_in, f"/uploads/{upload.pk}/")
    assert text.count("1 file is still being opened: the last discs are known only") == waits
    assert text.count('id="start"') == 1 - waits
    Photo.objects.update(state=State.DONE)
    assert 'id="start"' in page(signed_in, f"/uploads/{upload.pk}/discs/")


@pytest.mark.parametrize("way", ["name", "folder", "mark"])
def test_a_zip_that_is_still_unpacked_is_named_and_waited_for(
    signed_in: Client, make_upload: Callable[..., Upload], way: str
):
    upload = make_upload(1)
    Upload.objects.update(grouping=way)
    bundle = upload.bundles.create(name="box.zip", kind=Bundle.Kind.ZIP, sha256="0" * 64)
    Photo.objects.update(bundle=bundle)
    text = page(signed_in, f"/uploads/{upload.pk}/")
    assert "box.zip is being unpacked · 1 photo so far" in text
    assert "1 file is still being opened: the last discs are known only" in text
    assert 'id="start"' not in text
    Bundle.objects.update(state=State.DONE)
    text = page(signed_in, f"/uploads/{upload.pk}/")
    assert "is being unpacked" not in text
    assert 'id="start"' in text


def test_photos_stand_in_the_order_in_which_a_disc_is_split(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    disc = make_upload(1, photos=False).discs.get()
    taken = datetime(2026, 11, 22, 12, tzinfo=UTC)
    photos = []
    for minute, name in enumerate(("IMG_9999.jpg", "IMG_0001.jpg", "IMG_0002.jpg")):
        photo = make_photo(disc, name=name)
        Photo.objects.filter(pk=photo.pk).update(taken_at=taken + timedelta(minutes=minute))
        photos.append(photo)
    text = page(signed_in, f"/uploads/{disc.upload_id}/")
    places = [text.index(f'id="photo-{photo.pk}"') for photo in photos]
    assert places == sorted(places)


def test_a_photo_that_stands_in_another_upload_links_there(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    other = make_upload(1, name="Box 3").photos.get()
    upload = make_upload(1, name="Box 4")
    upload.photos.update(sha256=other.sha256)
    text = page(signed_in, f"/uploads/{upload.pk}/")
    assert "1 photo stands in another upload too" in text
    assert "also in Box 3" in text


def test_separator_slips_do_not_wait_in_the_tray(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(1)
    loose, slip = (make_photo(upload.discs.get(), name=name) for name in ("IMG_1.jpg", "S.jpg"))
    Photo.objects.filter(pk__in=[loose.pk, slip.pk]).update(disc=None)
    Photo.objects.filter(pk=slip.pk).update(role=Photo.Role.SLIP)
    text = page(signed_in, f"/uploads/{upload.pk}/")
    assert 'Tray <span class="num quiet">1</span>' in text
    assert "1 photo is in the tray" in text


def test_a_started_upload_has_the_board_under_arrange_photos(signed_in: Client, finished: Upload):
    text = page(signed_in, f"/uploads/{finished.pk}/")
    assert 'id="arrange-start"' in text
    assert 'class="cards"' not in text
    text = page(signed_in, f"/uploads/{finished.pk}/?arrange=1")
    assert text.count('class="card"') == 2
    assert 'id="start"' not in text
    assert "Only the imported catalogue is searched" in text


def test_beside_the_results_it_is_said_what_needs_an_eye(signed_in: Client, finished: Upload):
    Photo.objects.filter(pk=finished.photos.order_by("pk")[0].pk).update(flaw=Photo.Flaw.BLURRED)
    text = page(signed_in, f"/uploads/{finished.pk}/")
    assert "1 photo is blurred</a>" in text
    assert "2 discs have no back photo</a>" in text
    assert f"/uploads/{finished.pk}/?arrange=1&amp;eye=blurred#discs-title" in text
    Photo.objects.update(flaw="")
    for disc in finished.discs.all():
        Photo.objects.filter(pk=make_photo(disc, "b.jpg").pk).update(role=Photo.Role.BACK)
    assert 'id="looks"' not in page(signed_in, f"/uploads/{finished.pk}/")


def test_a_link_to_a_disc_opens_the_page_it_is_on(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(60, photos=False)
    last = upload.discs.order_by("-position")[0]
    text = page(signed_in, f"/uploads/{upload.pk}/?arrange=1&disc={last.pk}")
    assert f'id="card-{last.pk}"' in text


@pytest.mark.parametrize("number", [2, 30])
def test_the_board_takes_the_same_queries_for_few_and_many_discs(
    signed_in: Client,
    make_upload: Callable[..., Upload],
    django_assert_num_queries: Any,
    number: int,
):
    other = make_upload(number, name="Earlier").photos.order_by("pk")[0]
    upload = make_upload(number)
    upload.photos.filter(pk=upload.photos.order_by("pk")[0].pk).update(sha256=other.sha256)
    loose = make_photo(upload.discs.order_by("position")[0], name="IMG_1.jpg")
    Photo.objects.filter(pk=loose.pk).update(disc=None)
    with django_assert_num_queries(20):
        signed_in.get(f"/uploads/{upload.pk}/discs/")
