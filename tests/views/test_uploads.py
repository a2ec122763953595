"""The list of uploads, a new one, and the page of one before and after its start."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from processing import actions
from processing.models import Disc, Photo, State, Upload
from tests.conftest import make_photo
from tests.views import results


def body(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_empty_list_says_what_to_do_next(signed_in: Client):
    assert "Make the first upload" in body(signed_in.get("/"))


def test_an_address_that_was_cut_short_leads_to_the_list(signed_in: Client):
    assert signed_in.get("/uploads/").headers["Location"] == "/"


def test_who_may_not_upload_is_not_offered_to(client: Client, person: Callable[[str], User]):
    client.force_login(person("Viewers"))
    assert "New upload" not in body(client.get("/"))
    answer = client.get("/uploads/new/")
    assert answer.status_code == 403
    assert "may not add photos or start processing" in body(answer)


@pytest.mark.parametrize("number", [2, 40])
def test_the_list_takes_the_same_queries_for_few_and_many_uploads(
    signed_in: Client,
    make_upload: Callable[..., Upload],
    django_assert_num_queries: Any,
    number: int,
):
    for _ in range(number):
        upload = make_upload(2)
        upload.started_at = timezone.now()
        upload.save()
    with django_assert_num_queries(8):
        signed_in.get("/")


def test_the_list_counts_the_sort_groups_of_each_upload(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    box, other = make_upload(3, name="Box 1"), make_upload(1, name="Box 2")
    Upload.objects.update(started_at=timezone.now())
    first, second, third = box.discs.all()
    results.finish(first, high=True)
    results.finish(second, high=True)  # the same record: a duplicate
    results.finish(third)
    text = body(signed_in.get("/"))
    for group, mark, word in (
        ("high", "●", "High confidence"),
        ("duplicate", "⧉", "Duplicate"),
    ):
        assert f"/uploads/{box.pk}/?group={group}#discs" in text
        assert f'aria-hidden="true">{mark}</span> 1<span class="hidden-text"> {word}' in text
    assert "?group=held" not in text
    assert f"?group=review&amp;upload__id__exact={box.pk}" in text
    assert f"/uploads/{other.pk}/?group" not in text


def test_the_list_says_in_words_where_an_upload_stands(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(3)
    assert "Not started" in body(signed_in.get("/"))
    Upload.objects.update(started_at=timezone.now())
    first, second, third = upload.discs.all()
    results.runs(first)
    results.runs(second, search=State.FAILED, analyze=State.IDLE, verify=State.IDLE)
    results.runs(third, verify=State.PENDING)
    assert "Being processed, 1 disc left" in body(signed_in.get("/"))
    third.runs.update(state=State.DONE)
    assert "Finished, 1 failed" in body(signed_in.get("/"))


def test_a_new_upload_leads_to_its_page(signed_in: Client, cataloger: User):
    form = {"name": "Gift", "shelf": "B-12", "donor": "KUT"}
    answer = signed_in.post("/uploads/new/", form)
    upload = Upload.objects.get()
    assert answer.headers["Location"] == f"/uploads/{upload.pk}/"
    assert (upload.name, upload.donor, upload.created_by) == ("Gift", "KUT", cataloger)


def test_how_photos_become_discs_is_not_asked_before_there_are_any(signed_in: Client):
    assert "grouping" not in body(signed_in.get("/uploads/new/"))


def test_an_upload_without_a_name_is_not_made(signed_in: Client):
    answer = signed_in.post("/uploads/new/", {"name": ""})
    assert "Give it a name" in body(answer)
    assert not Upload.objects.exists()


def test_the_details_are_changed_later(signed_in: Client, make_upload: Callable[..., Upload]):
    upload = make_upload(1)
    form = {"name": "Gift of KUT", "shelf": "B-12", "donor": "KUT"}
    answer = signed_in.post(f"/uploads/{upload.pk}/details/", form, follow=True)
    assert "The details are saved." in body(answer)
    upload.refresh_from_db()
    assert (upload.name, upload.shelf, upload.donor) == ("Gift of KUT", "B-12", "KUT")


def test_details_without_a_name_are_not_saved(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(1, name="Box 7")
    answer = signed_in.post(f"/uploads/{upload.pk}/details/", {"name": " "}, follow=True)
    assert "Give it a name" in body(answer)
    upload.refresh_from_db()
    assert upload.name == "Box 7"


def test_who_may_not_add_photos_may_not_change_the_details(
    client: Client, person: Callable[[str], User], make_upload: Callable[..., Upload]
):
    upload = make_upload(1)
    client.force_login(person("Viewers"))
    assert client.post(f"/uploads/{upload.pk}/details/", {"name": "Mine"}).status_code == 403
    assert "Details</summary>" not in body(client.get(f"/uploads/{upload.pk}/"))


def test_the_sample_is_marked_and_only_managers_may_remove_it(
    client: Client, signed_in: Client, manager: User
):
    Upload.objects.create(name="Sample: 12 discs", is_sample=True)
    assert "Sample</span>" in body(signed_in.get("/"))
    assert "Remove the sample" not in body(signed_in.get("/"))
    delete = f"/uploads/{Upload.objects.get().pk}/delete/"
    assert signed_in.post(delete).status_code == 403
    client.force_login(manager)
    assert "Remove the sample" in body(client.get("/"))
    assert "Delete" in body(client.get(delete))  # asked first: decisions may hang on it
    client.post(delete)
    assert not Upload.objects.exists()


def test_before_the_start_the_page_shows_discs_warnings_and_what_will_be_done(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(2)
    text = body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert "no back photo" in text
    assert "2 discs</strong> will be read on this machine" in text
    assert "There is no catalogue to search" in text
    assert 'id="drop"' in text


def test_an_imported_catalogue_is_named_and_that_worldcat_is_not_searched(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    results.record()
    text = body(signed_in.get(f"/uploads/{make_upload(1).pk}/"))
    assert "searched in Shelf list (1 record)" in text
    assert "Only the imported catalogue is searched, not WorldCat." in text


def test_photos_that_belong_nowhere_stand_in_the_tray(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(1)
    photo = make_photo(upload.discs.get(), name="IMG_2231.jpg")
    Photo.objects.filter(pk=photo.pk).update(disc=None)
    text = body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert "IMG_2231.jpg" in text
    assert 'id="tray"' in text


@pytest.mark.parametrize("number", [2, 30])
def test_the_page_of_an_upload_takes_the_same_queries_for_few_and_many_discs(
    signed_in: Client,
    make_upload: Callable[..., Upload],
    django_assert_max_num_queries: Any,
    number: int,
):
    upload = make_upload(number)
    Upload.objects.update(started_at=timezone.now())
    for disc in upload.discs.all():
        results.finish(disc)
    with django_assert_max_num_queries(28):
        signed_in.get(f"/uploads/{upload.pk}/")


def test_the_progress_asks_for_itself_until_all_discs_have_ended(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(2)
    Upload.objects.update(started_at=timezone.now())
    first, second = upload.discs.all()
    results.finish(first, high=True)
    results.finish(second)
    second.runs.filter(stage="verify").update(state=State.PENDING)
    address = f"/uploads/{upload.pk}/progress/"
    text = body(signed_in.get(address))
    assert "data-poll" in text
    assert "1 finished" in text
    second.runs.update(state=State.DONE)
    text = body(signed_in.get(address))
    assert "data-poll" not in text
    assert "photos-arrived" in text  # a late photo wakes it again
    assert "all discs have reached their end" in text
    assert 'hx-swap-oob="true"' in text


def test_failures_are_told_in_words_with_a_retry(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(1)
    Upload.objects.update(started_at=timezone.now())
    results.runs(upload.discs.get(), extract=State.FAILED)
    text = body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert "Read photos: The photo is blurred." in text
    assert "Retry all failed" in text


def test_a_sort_group_is_a_link_that_filters_the_discs(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(2)
    Upload.objects.update(started_at=timezone.now())
    sure, unsure = upload.discs.all()
    results.finish(sure, high=True)
    results.finish(unsure)
    text = body(signed_in.get(f"/uploads/{upload.pk}/discs/?group=review"))
    assert f'id="disc-{unsure.pk}"' in text
    assert f'id="disc-{sure.pk}"' not in text


def test_a_record_that_nobody_has_decided_on_is_marked_as_suggested(
    signed_in: Client, make_upload: Callable[..., Upload], cataloger: User
):
    upload = make_upload(1, name="box")
    disc = upload.discs.get()
    results.finish(disc)
    Upload.objects.filter(pk=upload.pk).update(started_at=timezone.now())
    assert "123<div" in body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert ">suggested<" in body(signed_in.get(f"/uploads/{upload.pk}/"))
    actions.decide(disc=disc, kind="approve", by=cataloger)
    assert ">suggested<" not in body(signed_in.get(f"/uploads/{upload.pk}/"))


def test_discs_that_are_skipped_do_not_keep_an_upload_unfinished(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(3)
    Upload.objects.update(started_at=timezone.now())
    first, second, _ = upload.discs.all()
    results.finish(first)
    results.finish(second)
    assert "Finished, 1 not begun" in body(signed_in.get("/"))
    text = body(signed_in.get(f"/uploads/{upload.pk}/progress/"))
    assert ">1 skipped or waiting for your choice</a>" in text
    assert "all other discs have reached their end" in text
    assert "data-poll" not in text


def test_a_bar_of_the_histogram_filters_the_discs_by_confidence(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(3)
    Upload.objects.update(started_at=timezone.now())
    sure, unsure, other = upload.discs.all()
    results.finish(sure, high=True)  # 93
    results.finish(unsure)  # 61
    results.finish(other)
    text = body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert "?confidence=90-100#discs" in text
    assert '<th scope="row">60–69</th><td>2</td>' in text
    assert 'data-label="Confidence">90–100</td>' in text
    assert "Confidence in tens, measured on a test set, not on your discs." in text
    text = body(signed_in.get(f"/uploads/{upload.pk}/discs/?confidence=60-69"))
    assert f'id="disc-{unsure.pk}"' in text
    assert f'id="disc-{sure.pk}"' not in text


@pytest.mark.parametrize("asked", ["", "high", "60", "-", "60-x", "99999-1", "²-³"])
def test_a_range_that_is_none_filters_nothing(
    signed_in: Client, make_upload: Callable[..., Upload], asked: str
):
    upload = make_upload(1)
    Upload.objects.update(started_at=timezone.now())
    disc = upload.discs.get()
    results.finish(disc)
    answer = signed_in.get(f"/uploads/{upload.pk}/discs/", {"confidence": asked})
    assert f'id="disc-{disc.pk}"' in body(answer)


def test_photos_that_are_still_being_opened_are_counted_before_the_start(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(1)
    make_photo(upload.discs.get(), state=State.PENDING)
    text = body(signed_in.get(f"/uploads/{upload.pk}/progress/"))
    assert "2 photos</strong> have arrived · 1 opened" in text
    assert "data-poll" in text


def test_times_say_their_zone(signed_in: Client, make_upload: Callable[..., Upload], settings: Any):
    settings.TIME_ZONE = "America/New_York"
    make_upload(1)
    assert "Times are E" in body(signed_in.get("/"))


def test_long_uploads_are_shown_page_by_page(signed_in: Client, make_upload: Callable[..., Upload]):
    upload = make_upload(60, photos=False)
    assert "1–50 of 60" in body(signed_in.get(f"/uploads/{upload.pk}/"))
    last = Disc.objects.order_by("-pk")[0]
    assert f'id="disc-{last.pk}"' in body(signed_in.get(f"/uploads/{upload.pk}/?page=2"))


def test_deleting_asks_first_and_is_for_managers(
    client: Client, manager: User, make_upload: Callable[..., Upload], person: Any
):
    upload = make_upload(1)
    address = f"/uploads/{upload.pk}/delete/"
    client.force_login(person("Catalogers"))
    assert client.post(address).status_code == 403
    client.force_login(manager)
    assert "1 disc and 1 photo go" in body(client.get(address))
    assert Upload.objects.exists()
    client.post(address)
    assert not Upload.objects.exists()
