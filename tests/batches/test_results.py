"""The files of a batch that has ended: waited for, read whole, and counted right."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from processing.clients.openai_batches import Batch
from processing.models import BatchJob, ModelCall, State, Upload
from tests.batches.conftest import go_on
from tests.batches.test_faults import BATCHES, job, steps
from tests.batches.test_whole import all_done, made
from tests.questions import box
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


@pytest.mark.parametrize(
    "faults",
    [
        ("some_failed", "late_only_output"),
        ("late_only_output",),
        ("late_output_id", "no_counts"),
    ],
)
def test_answers_whose_file_is_told_late_are_not_asked_for_again(
    sent: Make, by_batch: StandIn, faults: tuple[str, ...]
):
    upload = sent(4)
    for fault in faults:
        by_batch.fault(fault, where=BATCHES)
    go_on(by_batch)
    assert all_done(upload)
    again = BatchJob.objects.exclude(pk=BatchJob.objects.earliest("pk").pk)
    failed = 2 if "some_failed" in faults else 0
    assert sum(one.requests for one in again) == failed


def test_an_error_file_that_is_told_late_is_read(sent: Make, by_batch: StandIn):
    by_batch.fault("400_image", saying=box.title_of(2))
    upload = sent(4)
    by_batch.fault("late_only_error", where=BATCHES)
    go_on(by_batch)
    run = upload.discs.get(position=2).runs.get(stage="extract")
    assert "cannot open a photo" in run.error
    assert made(by_batch) == 1


def test_a_file_that_is_never_told_is_not_waited_for_for_ever(sent: Make, by_batch: StandIn):
    upload = sent(3)
    by_batch.batches.pace.late_id = 1e9
    by_batch.fault("late_only_output", where=BATCHES)
    steps(2)
    for _ in range(4):
        by_batch.advance(100)
        steps(1)
    assert (job().step, job().error) == ("submitted", "Its results are not there yet.")
    BatchJob.objects.update(closed_at=timezone.now() - timedelta(minutes=16))
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 2


@pytest.mark.parametrize(
    ("batch", "late"),
    [
        (Batch("b", "completed", error_file="e", total=100, completed=95, failed=5), True),
        (Batch("b", "completed", output_file="o", total=100, completed=95, failed=5), True),
        (Batch("b", "completed", output_file="o", total=100, completed=100), False),
        (Batch("b", "completed", error_file="e", total=3, failed=3), False),
        (Batch("b", "completed"), True),
        (Batch("b", "completed", output_file="o"), False),
        (Batch("b", "cancelled"), False),
        (Batch("b", "cancelled", total=5), True),
        (Batch("b", "failed"), False),
        (Batch("b", "failed", total=5, completed=2), True),
        (Batch("b", "in_progress", total=5, completed=2), False),
    ],
)
def test_what_is_late_follows_from_the_counts(batch: Batch, *, late: bool):
    assert batch.files_are_late is late


def test_a_batch_that_fails_half_way_keeps_what_is_done(sent: Make, by_batch: StandIn):
    upload = sent(4)
    by_batch.fault("fail_half_way", where=BATCHES)
    go_on(by_batch)
    assert all_done(upload)
    first, second = BatchJob.objects.order_by("pk")
    assert (first.status, first.applied, second.requests) == ("failed", 2, 2)


def test_a_question_that_stands_in_two_lines_counts_once(sent: Make, by_batch: StandIn):
    upload = sent(1)
    by_batch.fault("line_twice", where=BATCHES)
    go_on(by_batch)
    assert all_done(upload)
    assert (job().applied, job().requests, job().strays) == (1, 1, 0)
    with job().output.open("rb") as kept:
        assert kept.read().count(b"\n") == 2


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("all_failed", "OpenAI says: The server had an error."),
        ("fail_half_way", "OpenAI says: batch_cancelled: This request was not executed"),
    ],
)
def test_a_question_that_ends_without_an_answer_says_what_openai_said(
    sent: Make, by_batch: StandIn, fault: str, words: str
):
    upload = sent(2)
    ModelCall.objects.update(attempts=2)  # it has come back twice
    by_batch.fault(fault, where=BATCHES)
    go_on(by_batch)
    run = upload.discs.get(position=2).runs.get(stage="extract")
    assert run.state == State.FAILED
    assert words in run.error
