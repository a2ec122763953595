"""Starting, stopping and trying again: who may, what happens, what is said."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from processing.models import StageRun, State, Upload
from tests.views import results

POSTS = {
    "/uploads/{upload}/start/": {"Imaging", "Catalogers", "Managers"},
    "/uploads/{upload}/retry/": {"Imaging", "Catalogers", "Managers"},
    "/uploads/{upload}/cancel/": {"Managers"},
    "/uploads/{upload}/run-again/": {"Managers"},
    "/discs/{disc}/retry/": {"Imaging", "Catalogers", "Managers"},
    "/discs/{disc}/run-again/": {"Catalogers", "Managers"},
}


def post(client: Client, address: str, **form: Any) -> str:
    return str(client.post(address, form, follow=True).content.decode())


@pytest.mark.parametrize("group", ["Imaging", "Catalogers", "Managers", "Viewers"])
@pytest.mark.parametrize("address", POSTS)
def test_who_may_do_what(
    client: Client,
    person: Callable[[str], User],
    make_upload: Callable[..., Upload],
    address: str,
    group: str,
):
    upload = make_upload(1)
    full = address.format(upload=upload.pk, disc=upload.discs.get().pk)
    client.force_login(person(group))
    expected = 302 if group in POSTS[address] else 403
    assert client.post(full, {"stage": "clean"}).status_code == expected
    assert client.get(full).status_code == 405


def test_a_start_says_how_many_discs_and_that_the_page_may_be_closed(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(2)
    text = post(signed_in, f"/uploads/{upload.pk}/start/")
    assert "2 discs started. You may close this page" in text
    assert StageRun.objects.count() == 10
    assert "have been started already" in post(signed_in, f"/uploads/{upload.pk}/start/")


def test_an_empty_upload_cannot_be_started(signed_in: Client, db: None):
    upload = Upload.objects.create(name="Empty")
    assert "There is no disc yet" in post(signed_in, f"/uploads/{upload.pk}/start/")


def test_what_failed_is_tried_again(signed_in: Client, make_upload: Callable[..., Upload]):
    upload = make_upload(1)
    Upload.objects.update(started_at=timezone.now())
    disc = upload.discs.get()
    results.runs(disc, search=State.FAILED)
    text = post(signed_in, f"/discs/{disc.pk}/retry/")
    assert "“Search” is tried again" in text
    assert disc.runs.get(stage="search").state == State.PENDING
    assert "so there is nothing to retry" in post(signed_in, f"/discs/{disc.pk}/retry/")


def test_all_that_failed_is_tried_again_at_once(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(3)
    for disc in upload.discs.all():
        results.runs(disc, extract=State.FAILED)
    assert "3 tried again." in post(signed_in, f"/uploads/{upload.pk}/retry/")
    assert "Nothing has failed here." in post(signed_in, f"/uploads/{upload.pk}/retry/")


def test_a_disc_is_run_again_from_a_stage(signed_in: Client, make_upload: Callable[..., Upload]):
    disc = make_upload(1).discs.get()
    results.finish(disc)
    text = post(signed_in, f"/discs/{disc.pk}/run-again/", stage="search")
    assert "is run again from “Search”" in text
    assert disc.runs.get(stage="search").state == State.PENDING
    assert "There is no such stage" in post(signed_in, f"/discs/{disc.pk}/run-again/", stage="x")


def test_a_manager_cancels_and_runs_again(
    client: Client, manager: User, make_upload: Callable[..., Upload]
):
    upload = make_upload(1)
    client.force_login(manager)
    post(client, f"/uploads/{upload.pk}/start/")
    assert "Cancelled. What was found so far stays" in post(client, f"/uploads/{upload.pk}/cancel/")
    assert "cancelled" in client.get(f"/uploads/{upload.pk}/progress/").content.decode()
    again = post(client, f"/uploads/{upload.pk}/run-again/", stage="extract")
    assert "1 disc run again from “Read photos”." in again


def test_buttons_that_a_person_may_not_use_are_not_shown(
    client: Client, person: Callable[[str], User], make_upload: Callable[..., Upload]
):
    upload = make_upload(1)
    Upload.objects.update(started_at=timezone.now())
    results.finish(upload.discs.get())
    address = f"/uploads/{upload.pk}/"
    client.force_login(person("Viewers"))
    text = client.get(address).content.decode()
    assert "Download Excel report" in text
    assert not [word for word in ("Run again", "Delete", "Add photos") if word in text]
    client.force_login(person("Managers"))
    text = client.get(address).content.decode()
    assert not [word for word in ("Run again", "Delete", "Add photos") if word not in text]


def test_what_waits_for_its_next_try_can_be_tried_at_once(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(1)
    disc = upload.discs.get()
    later = timezone.now() + timedelta(minutes=8)
    run = StageRun.objects.create(
        disc=disc, stage="extract", state=State.PENDING, attempts=2, not_before=later
    )
    signed_in.post(f"/discs/{disc.pk}/retry/")
    run.refresh_from_db()
    assert (run.state, run.attempts, run.not_before) == (State.PENDING, 0, None)
