"""What the terminal says of batches: a line for each change, problems in words."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management.base import OutputWrapper
from django.utils import timezone

from processing import worker
from processing.management.batch_lines import BatchTeller, stopped
from processing.management.batch_words import standing, submitted
from processing.models import BatchJob, ModelCall, Pause, State, Upload
from tests.pipeline_help import work_all
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


def job(**fields: Any) -> BatchJob:
    told: dict[str, Any] = {
        "batch_id": "batch_abc123",
        "upload_number": 1,
        "stage": "extract",
        "model": "gpt-5.6-luna",
        "step": "submitted",
        "status": "in_progress",
        "requests": 67,
        "completed": 45,
        "estimated_usd": Decimal("0.11"),
        "expires_at": timezone.now() + timedelta(hours=21, minutes=5),
    }
    return BatchJob.objects.create(**{**told, **fields})


def test_a_batch_is_told_with_its_price_and_how_far_it_is():
    made = job()
    assert submitted(made) == (
        "Batch batch_abc123 submitted: 67 requests, about $0.11 (half of $0.22)."
    )
    assert standing(made) == (
        "Batch batch_abc123: in_progress · 45 of 67 completed, 0 failed · 21 h left"
    )


def test_a_model_without_a_price_has_none():
    made = job(estimated_usd=None, requests=1)
    assert submitted(made) == "Batch batch_abc123 submitted: 1 request."


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"error": "OpenAI has trouble of its own."},
            "45 of 67 completed, 0 failed · 21 h left · ▲ OpenAI has trouble of its own.",
        ),
        ({"expires_at": timezone.now() - timedelta(hours=3)}, "0 failed · past its 24 hours"),
        ({"cancel_asked_at": timezone.now()}, "· to be cancelled"),
        ({"batch_id": None, "step": "prepared", "error": "No room."}, ": No room."),
        ({"batch_id": None, "step": "prepared", "state": "cancelled"}, "before it was sent."),
        ({"step": "ended", "state": "done", "error": "Not accepted."}, "3: Not accepted."),
        ({"step": "ended", "state": "done", "status": "expired"}, "expired; results retrieved, 0"),
    ],
)
def test_a_problem_is_told_in_words(fields: dict[str, Any], words: str):
    assert words in standing(job(**fields))


def test_only_what_has_changed_is_written(make_upload: Callable[..., Upload]):
    upload, out = make_upload(1), StringIO()
    job(upload_number=upload.pk, batch_id="old", state=State.DONE, step="ended")
    teller = BatchTeller(OutputWrapper(out), upload)
    made = job(upload_number=upload.pk)
    teller()
    teller()
    BatchJob.objects.filter(pk=made.pk).update(completed=46)
    teller()
    told = out.getvalue().splitlines()
    assert [line.partition(" · ")[2][:8] for line in told] == ["", "45 of 67", "46 of 67"]


def test_a_service_that_is_waited_for_is_told_once(make_upload: Callable[..., Upload]):
    out = StringIO()
    teller = BatchTeller(OutputWrapper(out), make_upload(1))
    until = timezone.localtime().replace(hour=23, minute=59, second=58)
    Pause.objects.create(service="openai", until=until, reason="OpenAI has trouble of its own.")
    teller()
    teller()
    assert out.getvalue() == "Waiting until 23:59: OpenAI has trouble of its own.\n"


def test_ctrl_c_names_the_batches_that_go_on(make_upload: Callable[..., Upload]):
    upload = make_upload(1)
    assert str(stopped(upload)) == (
        f"Stopped. Nothing is lost: `manage.py run` goes on with upload {upload.pk}."
    )
    job(upload_number=upload.pk)
    job(upload_number=upload.pk, batch_id="batch_def456")
    assert "batches batch_abc123, batch_def456 go on at OpenAI, and" in str(stopped(upload))


def test_a_new_process_asks_whether_the_server_takes_batches_before_questions_find_their_road(
    by_batch: StandIn, make_box: Callable[..., Upload]
):
    make_box(2)
    work_all()
    cache.clear()  # another process has a cache of its own
    worker.sweep()
    assert BatchJob.objects.get().requests == 2
    assert not ModelCall.objects.filter(state=State.PENDING).exists()
