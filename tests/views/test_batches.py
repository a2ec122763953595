"""Batches on the page of an upload: the road before the start, how far each is, and its buttons."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from processing.models import BatchJob, Photo, State, Upload
from processing.presentation import batches
from tests.questions.calls import MODEL, SETTINGS
from tests.views import results

Make = Callable[..., Upload]
BY_BATCH = {"batch": True, "road": "more than 10 discs"}


def body(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def with_key(settings: Any) -> Any:
    """Photos may be sent to OpenAI and would be."""
    settings.OPENAI_API_KEY, settings.READER = "sk-test", "openai"
    settings.OPENAI_BASE_URL, settings.SEND_TO_MODEL = "", "photos,records"
    return settings


@pytest.fixture
def under_way(make_upload: Make) -> Upload:
    """A started upload whose two discs wait for a batch."""
    upload = make_upload(2)
    upload.started_at, upload.snapshot = timezone.now(), {**SETTINGS, **BY_BATCH}
    upload.save()
    for disc in upload.discs.all():
        later = dict.fromkeys(("clean", "search", "analyze", "verify"), State.IDLE)
        results.runs(disc, extract=State.WAITING, **later)
    return upload


def job(upload: Upload, **fields: Any) -> BatchJob:
    """At OpenAI, 45 of 67 done."""
    now = timezone.now()
    told: dict[str, Any] = {
        "upload_number": upload.pk,
        "stage": "extract",
        "model": MODEL,
        "batch_id": "batch_abc123",
        "step": "submitted",
        "status": "in_progress",
        "requests": 67,
        "completed": 45,
        "estimated_usd": Decimal("0.08"),
        "submitted_at": now - timedelta(hours=3),
        "checked_at": now - timedelta(minutes=2),
        "expires_at": now + timedelta(hours=21, minutes=1),
    }
    return BatchJob.objects.create(**{**told, **fields})


def progress(client: Client, upload: Upload) -> str:
    return body(client.get(f"/uploads/{upload.pk}/progress/"))


def test_more_discs_than_the_threshold_go_by_batch_and_it_says_why(
    signed_in: Client, with_key: Any, make_upload: Make
):
    upload = make_upload(11)
    Photo.objects.update(width=1824, height=1368)
    text = body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert "<strong>11 discs</strong> → OpenAI Batch (more than 10 discs), about <strong>" in text
    assert "ready within 24 hours." in text
    assert 'id="road-batch" value="batch" checked' in text
    assert "Leave it to the settings" not in text


def test_the_road_is_chosen_on_the_page_and_left_to_the_settings_again(
    signed_in: Client, with_key: Any, make_upload: Make
):
    upload = make_upload(11)
    address = f"/uploads/{upload.pk}/road/"
    text = body(signed_in.post(address, {"road": "now"}, follow=True))
    assert "→ OpenAI, now (chosen for this upload), about" in text
    assert "Leave it to the settings" in text
    text = body(signed_in.post(address, {"road": "now", "as_set": "1"}, follow=True))
    assert "OpenAI Batch (more than 10 discs)" in text


def test_by_script_only_the_part_beside_the_start_comes_back(
    signed_in: Client, with_key: Any, make_upload: Make
):
    upload = make_upload(2)
    address = f"/uploads/{upload.pk}/road/"
    text = body(signed_in.post(address, {"road": "batch"}, headers={"HX-Request": "true"}))
    assert text.startswith("<form")
    assert "OpenAI Batch (chosen for this upload)" in text


def test_a_phone_keeps_one_line_of_it_beside_the_start(
    signed_in: Client, with_key: Any, make_upload: Make
):
    upload = make_upload(11)
    Photo.objects.update(width=1824, height=1368)
    text = body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert re.search(r'href="#start-said">11 discs → Batch, ≈&nbsp;\$0\.01\d\d</a>', text)
    assert 'id="start-said"' in text
    with_key.BUDGET_USD = Decimal("0.01")
    text = body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert "<br>◐ over the budget</a>" in text
    with_key.OPENAI_API_KEY, with_key.READER = "", "local"
    text = body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert 'href="#start-said">11 discs</a>' in text


@pytest.mark.parametrize(("ticked", "road"), [("now", "now"), ("batch", "")])
def test_a_start_takes_the_road_that_is_ticked(
    signed_in: Client, with_key: Any, make_upload: Make, ticked: str, road: str
):
    """What the page had shown anyway is no choice of a person."""
    upload = make_upload(11)
    signed_in.post(f"/uploads/{upload.pk}/start/", {"road": ticked, "shown": "batch"})
    upload.refresh_from_db()
    assert upload.road == road
    assert upload.snapshot["batch"] is (ticked == "batch")
    text = body(signed_in.post(f"/uploads/{upload.pk}/road/", {"road": "now"}, follow=True))
    assert "This upload has been started" in text


def test_each_batch_is_one_line_in_words(signed_in: Client, under_way: Upload):
    made = job(under_way)
    text = progress(signed_in, under_way)
    assert '◔ <span class="mono">batch_abc123</span> · Read photos · 45 of 67 completed' in text
    assert f"67 completed, 0 failed · submitted {batches.clock(made.submitted_at)} · " in text
    assert "· checked 2 minutes ago · 21 hours left" in text
    assert "2 waiting for the batch" in text
    assert f'action="/batches/{made.pk}/check/"' in text
    assert "Cancel …" not in text  # a cataloger
    assert "21 hours left · about $0.0800 instead of $0.16 now</p>" in text
    assert "By batch: more than 10 discs." in text
    assert not re.search(r"about [^$]", text)  # nobody knows how long
    assert "○ Read photos: waits for the batch" in body(signed_in.get(f"/uploads/{under_way.pk}/"))


@pytest.mark.parametrize(
    ("now", "said"),
    [("2026-03-01T00:20", "on 28 Feb, 23:30"), ("2026-02-28T23:50", "at 23:30")],
)
def test_a_time_of_another_day_has_its_day(monkeypatch: Any, now: str, said: str):
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert batches.clock(datetime(2026, 2, 28, 23, 30, tzinfo=UTC)) == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"step": "prepared", "batch_id": None}, "67 questions · waiting for its turn"),
        ({"step": "uploaded", "batch_id": None}, "67 questions · being submitted"),
        ({"step": "submitting", "batch_id": None}, "67 questions · being submitted"),
        ({"step": "collecting"}, "its results are being collected"),
        ({"status": "validating"}, "OpenAI looks through it"),
        ({"status": "resting"}, "“resting” at OpenAI: taken as still running"),
        ({"cancel_asked_at": datetime(2026, 1, 1, tzinfo=UTC)}, "being cancelled"),
        ({"expires_at": datetime(2026, 1, 1, tzinfo=UTC)}, "its 24 hours are over"),
        ({"error": "OpenAI has trouble."}, '<p class="small mark-review">◐ OpenAI has trouble.'),
        ({"submitted_at": datetime(2026, 1, 1, 9, tzinfo=UTC)}, "on 1 Jan, 09:00"),
    ],
)
def test_every_step_and_trouble_is_said(
    signed_in: Client, under_way: Upload, fields: dict[str, Any], said: str
):
    job(under_way, **fields)
    assert said in progress(signed_in, under_way)


def test_the_second_round_is_said(signed_in: Client, under_way: Upload):
    job(under_way)
    job(under_way, step="prepared", batch_id=None)
    text = progress(signed_in, under_way)
    assert "○ 1 batch with 67 questions waits for its turn" in text
    assert "the questions go in 2 rounds" in text


def test_an_upload_of_several_rounds_says_so_before_the_start(
    signed_in: Client, with_key: Any, make_upload: Make
):
    upload = make_upload(11)
    Photo.objects.update(width=1824, height=1368)
    address = f"/uploads/{upload.pk}/"
    assert "rounds" not in body(signed_in.get(address))
    with_key.BATCH_MAX_ENQUEUED_TOKENS = 30_000
    text = body(signed_in.get(address))
    assert re.search(r", in about (\d) rounds, each ready within 24 hours\.", text)
    assert re.search(r"Batch, about \$0\.\d+, in about \d rounds, each ready within 24", text)


def test_batches_that_wait_for_their_turn_are_one_line(signed_in: Client, under_way: Upload):
    job(under_way)
    for number in range(3):
        job(under_way, step="prepared", batch_id=None, error="Wait." if number else "")
    text = progress(signed_in, under_way)
    assert "○ 3 batches with 201 questions wait for their turn" in text
    assert "the questions go in 4 rounds" in text
    assert text.count("◐ Wait.") == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "● @ · Read photos · ended at 15:10: 67 of 67 collected · $</p>"),
        (
            {"status": "expired", "applied": 45},
            "● @ · Read photos · ended at 15:10: 45 of 67 collected · its 24 hours ran out</p>",
        ),
        (
            {"status": "failed", "applied": 0, "error": "OpenAI did not accept the batch."},
            "▲ @ · Read photos · ended at 15:10: 0 of 67 collected · not accepted by OpenAI",
        ),
        (
            {"state": "cancelled", "applied": 0, "status": ""},
            "× @ · Read photos · 67 questions · cancelled before it was sent, at 15:10",
        ),
    ],
)
def test_a_batch_that_has_ended_says_how(
    signed_in: Client, under_way: Upload, fields: dict[str, Any], said: str
):
    now = timezone.localtime()
    ended = {"step": "ended", "state": "done", "status": "completed", "applied": 67}
    ended["ended_at"] = now.replace(hour=15, minute=10)
    job(under_way, **{**ended, **fields})
    text = progress(signed_in, under_way)
    said = said.replace("$", "about $0.0800 instead of $0.16 now")
    assert said.replace("@", '<span class="mono">batch_abc123</span>') in text
    assert "/check/" not in text


@pytest.mark.parametrize(
    ("fields", "banner"),
    [
        ({}, "note green"),
        ({"applied": 45}, "note amber"),
        ({"error": "Its file was refused."}, "note amber"),
        ({"ended_at": datetime(2026, 1, 1, tzinfo=UTC)}, ""),
    ],
)
def test_the_end_of_a_batch_stands_in_a_banner_for_a_day(
    signed_in: Client, under_way: Upload, fields: dict[str, Any], banner: str
):
    ended = {"step": "ended", "state": "done", "status": "completed", "applied": 67}
    job(under_way, **{**ended, "ended_at": timezone.now(), **fields})
    text = progress(signed_in, under_way)
    line = text[text.index('aria-label="Batches"') :].split("<p>")[0]
    assert (f'<li class="{banner}">' if banner else "<li>") in line


def test_without_a_price_and_a_road_neither_is_said(signed_in: Client, under_way: Upload):
    under_way.snapshot = {**SETTINGS, "batch": True}
    under_way.save()
    job(under_way, estimated_usd=None)
    text = progress(signed_in, under_way)
    assert "21 hours left</p>" in text
    assert "instead of" not in text
    assert "By batch:" not in text


def test_a_person_looks_at_a_batch_now(signed_in: Client, under_way: Upload):
    made = job(under_way, not_before=timezone.now() + timedelta(minutes=5))
    text = body(signed_in.post(f"/batches/{made.pk}/check/", follow=True))
    assert "batch_abc123 is being checked." in text
    made.refresh_from_db()
    assert made.not_before is None
    BatchJob.objects.update(step="submitting")
    text = body(signed_in.post(f"/batches/{made.pk}/check/", follow=True))
    assert "never made twice" in text


def test_a_manager_is_asked_before_a_batch_is_cancelled(
    client: Client, manager: User, under_way: Upload
):
    made = job(under_way, step="prepared", batch_id=None)
    client.force_login(manager)
    address = f"/batches/{made.pk}/cancel/"
    assert f'href="{address}"' in progress(client, under_way)
    text = body(client.get(address))
    assert "What is done at OpenAI by then is kept, and paid." in text
    assert "Switch the rest to real time" in text
    text = body(client.post(address, {"rest": "now"}, follow=True))
    assert f"Batch {made.pk} is cancelled. What it would have asked is asked now." in text
    assert "There is nothing to cancel in this batch now." in body(client.get(address))
    assert "This batch has ended already." in body(client.post(address, follow=True))


@pytest.mark.parametrize("group", ["Imaging", "Catalogers", "Viewers"])
def test_who_may_do_what(
    client: Client, person: Callable[[str], User], under_way: Upload, group: str
):
    made = job(under_way)
    client.force_login(person(group))
    may = 403 if group == "Viewers" else 302
    assert client.post(f"/batches/{made.pk}/check/").status_code == may
    assert client.post(f"/uploads/{under_way.pk}/road/", {"road": "now"}).status_code == may
    assert client.get(f"/batches/{made.pk}/cancel/").status_code == 403
    assert client.post(f"/batches/{made.pk}/cancel/").status_code == 403
    assert ("Check now" in progress(client, under_way)) is (may == 302)


def test_more_batches_take_no_more_queries(
    db: None, under_way: Upload, django_assert_num_queries: Any
):
    for number in range(30):
        job(under_way, batch_id=f"batch_{number}")
        job(under_way, batch_id=f"batch_ended_{number}", state="done", step="ended")
    with django_assert_num_queries(1):
        shown = batches.of_upload(under_way)
    assert (len(shown.open), shown.more, len(shown.ended)) == (12, 18, 3)
