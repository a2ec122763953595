"""Batches in the admin: how far each is, what it costs, its questions, and two buttons."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from processing.models import BatchJob, Upload
from tests.questions.calls import answered
from tests.views.test_batches import job

LIST = "/admin/processing/batchjob/"


@pytest.fixture
def upload(make_upload: Callable[..., Upload], db: None) -> Upload:
    return make_upload(1, name="Gift of KUT")


def page(client: Client, address: str, **query: Any) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_list_says_how_far_each_batch_is_and_what_it_costs(signed_in: Client, upload: Upload):
    job(upload, error="Trouble <b>there</b>.")
    job(upload, upload_number=4711, batch_id=None, step="prepared", estimated_usd=None)
    text = page(signed_in, LIST)
    for words in ("batch_abc123", "Read photos", "◔ at work", "45 of 67", "21 hours left"):
        assert words in text
    assert "<small>◐ Trouble &lt;b&gt;there&lt;/b&gt;.</small>" in text
    assert "$0.0800 instead of $0.1600" in text
    assert f'<a href="/uploads/{upload.pk}/">Gift of KUT</a>' in text
    for words in ("4711 (deleted)", "○ waiting for its turn", "not known"):
        assert words in text


def test_its_page_tells_first_what_a_cataloger_wants_to_know(signed_in: Client, upload: Upload):
    ended = {"state": "done", "step": "ended", "ended_at": timezone.now()}
    made = job(upload, **ended, applied=44, failed=1, byte_size=12_345_678, tokens=98_765)
    text = page(signed_in, f"{LIST}{made.pk}/change/")
    first, inside = text.split("For whoever looks after the program")
    assert "45 of 67 completed, 1 failed; 44 collected" in first
    assert "Next look:" in first
    assert "Our number:" in inside
    assert "12.3 MB, about 98,765 tokens in" in inside
    assert "Result files kept here:" in inside
    made.output.name = "batches/x.jsonl"
    made.save()
    ends = date_format(timezone.localtime() + timedelta(days=90), "j F Y")
    assert f"1 file, kept until {ends}" in page(signed_in, f"{LIST}{made.pk}/change/")
    BatchJob.objects.update(files_removed_at=timezone.now(), output="")
    assert "removed on " in page(signed_in, f"{LIST}{made.pk}/change/")


def test_its_page_has_the_counts_and_leads_to_its_questions(signed_in: Client, upload: Upload):
    made = job(upload, applied=44, strays=1, error="OpenAI has trouble.")
    mine = answered(batch=made)
    other = answered()
    text = page(signed_in, f"{LIST}{made.pk}/change/")
    assert "OpenAI has trouble." in text
    address = "/admin/processing/modelcall/"
    assert f'<a href="{address}?batch__id__exact={made.pk}">1 question</a>' in text
    text = page(signed_in, address, batch__id__exact=made.pk)
    assert f"{address}{mine.pk}/change/" in text
    assert f"{address}{other.pk}/change/" not in text


@pytest.mark.parametrize(
    ("group", "check", "cancel"),
    [("Managers", True, True), ("Catalogers", True, False), ("Viewers", False, False)],
)
def test_its_buttons_are_for_those_who_may(
    client: Client,
    person: Callable[[str], User],
    upload: Upload,
    group: str,
    *,
    check: bool,
    cancel: bool,
):
    made = job(upload)
    client.force_login(person(group))
    address = f"{LIST}{made.pk}/change/"
    text = page(client, address)
    assert ('id="batch-check"' in text) is check
    assert ('id="batch-cancel"' in text) is cancel
    BatchJob.objects.update(state="done", step="ended")
    text = page(client, address)
    assert 'id="batch-check"' not in text
    assert 'id="batch-cancel"' not in text


def test_a_button_of_the_admin_leads_back_there(client: Client, upload: Upload, manager: User):
    made = job(upload, step="prepared", batch_id=None)
    client.force_login(manager)
    address = f"{LIST}{made.pk}/change/"
    answer = client.post(f"/batches/{made.pk}/check/", {"from": "admin"})
    assert answer["Location"] == address
    assert f'href="{address}">Let it go on' in page(
        client, f"/batches/{made.pk}/cancel/", **{"from": "admin"}
    )
    answer = client.post(f"/batches/{made.pk}/cancel/", {"from": "admin"})
    assert answer["Location"] == address


def test_a_batch_whose_upload_is_gone_leads_to_the_admin(client: Client, manager: User):
    made = job(Upload(pk=4711))
    client.force_login(manager)
    answer = client.post(f"/batches/{made.pk}/check/")
    assert answer["Location"] == f"{LIST}{made.pk}/change/"


def test_nothing_of_it_can_be_written(signed_in: Client, upload: Upload):
    address = f"{LIST}{job(upload).pk}/change/"
    assert 'name="_save"' not in page(signed_in, address)
    assert signed_in.post(address, {}).status_code == 403


def test_a_number_that_is_not_there_is_said(signed_in: Client, db: None):
    assert signed_in.get(f"{LIST}4711/change/").status_code == 302
