"""The admin's lists: they load, in the same number of queries for few and many rows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from processing import actions
from processing.models import BatchJob, Disc, ModelCall, Pause, Report, State, Upload
from tests.views import results

OWN = sorted(model._meta.model_name for model in admin.site._registry)
# Session, user, permissions, the rows, their count, filters; the number itself is not the point.
MOST_QUERIES = 16


def rows(make_upload: Callable[..., Upload], by: User, number: int) -> None:
    """Rows of every kind."""
    for count in range(number):
        upload = make_upload(1, name=f"Box {number}-{count}")
        disc = upload.discs.get()
        results.finish(disc)
        actions.decide(disc=disc, kind="approve", by=by)
        actions.correct(disc=disc, values={"title": "Kind of blue"}, by=by)
        actions.ask_report(uploads=[upload], by=by)
        ModelCall.objects.create(
            request_hash=f"{number}-{count}", disc_number=disc.pk, stage="extract", request={}
        )
        BatchJob.objects.create(upload_number=upload.pk, stage="extract", model="m")
        Pause.begin(f"service {number}-{count}", "It is down.")
        User.objects.create(username=f"person {number}-{count}")


@pytest.mark.parametrize("name", OWN)
def test_a_list_takes_the_same_queries_for_few_and_many_rows(
    signed_in: Client,
    cataloger: User,
    make_upload: Callable[..., Upload],
    django_assert_max_num_queries: Any,
    name: str,
):
    cataloger.is_superuser = True
    cataloger.save()
    app = "auth" if name in ("user", "group") else "processing"
    address = reverse(f"admin:{app}_{name}_changelist")
    rows(make_upload, cataloger, 2)
    signed_in.get(address)  # content types are loaded once
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        assert signed_in.get(address).status_code == 200
    rows(make_upload, cataloger, 12)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert signed_in.get(address).status_code == 200


@pytest.fixture
def discs(signed_in: Client, make_upload: Callable[..., Upload]) -> list[Disc]:
    """Sure, unsure, failed, not started."""
    upload = make_upload(4)
    Upload.objects.update(started_at=timezone.now())
    sure, unsure, failed, new = upload.discs.all()
    results.finish(sure, title="So what", high=True)
    results.finish(unsure, title="Porgy and Bess")
    results.runs(failed, search=State.FAILED, analyze=State.IDLE, verify=State.IDLE)
    return [sure, unsure, failed, new]


def found(client: Client, query: str) -> set[int]:
    answer = client.get(f"/admin/processing/disc/?{query}")
    assert answer.status_code == 200
    return {disc.pk for disc in answer.context["cl"].result_list}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("group=high", [0]),
        ("group=review", [1]),
        ("group=duplicate", []),
        ("stands=failed", [2]),
        ("stands=new", [3]),
        ("stands=done", [0, 1]),
        ("stands=working", []),
        ("found=none", [2, 3]),
        ("found=one", [0, 1]),
        ("q=porgy", [1]),
        ("q=kind+of+blue", [0, 1]),
        ("q=059173000000003", [2]),
        ("o=4", [0, 1, 2, 3]),
    ],
)
def test_discs_are_filtered_and_searched(
    signed_in: Client, discs: list[Disc], query: str, expected: list[int]
):
    assert found(signed_in, query) == {discs[place].pk for place in expected}


def test_the_list_shows_thumbnails_never_originals(signed_in: Client, discs: list[Disc]):
    text = signed_in.get("/admin/processing/disc/").content.decode()
    photo = discs[0].photos.get()
    assert f"/photos/{photo.pk}/thumb/" in text
    assert photo.original.name not in text


def test_the_excel_report_is_an_action_on_several_uploads(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    uploads = [make_upload(1, name=name) for name in ("Box 1", "Box 2")]
    keys = [upload.pk for upload in uploads]
    form = {"action": "report", "_selected_action": keys}
    answer = signed_in.post("/admin/processing/upload/", form)
    made = Report.objects.get()
    assert answer.headers["Location"] == f"/reports/{made.pk}/"
    assert made.uploads == keys


def test_the_excel_report_is_a_button_on_the_page_of_an_upload(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    upload = make_upload(1)
    text = signed_in.get(f"/admin/processing/upload/{upload.pk}/change/").content.decode()
    assert "Download Excel report" in text
    assert 'action="/reports/ask/"' in text
