"""Who has to wait for whom under the limit of enqueued tokens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from processing import batches
from processing.batches import cancelling, room
from processing.models import BatchJob, StageRun, State, Upload
from tests.batches.conftest import due, go_on, step
from tests.batches.test_whole import made
from tests.pipeline_help import work_all
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


@pytest.fixture
def two_jobs(sent: Make, settings: Any) -> list[BatchJob]:
    """Two batches of two discs each, of which one has room."""
    settings.BATCH_MAX_ENQUEUED_TOKENS = 7_000
    sent(4)
    jobs = list(BatchJob.objects.order_by("pk"))
    assert [job.requests for job in jobs] == [2, 2]
    return jobs


@pytest.mark.parametrize("end", ["cancelled", "given up"])
def test_a_batch_that_has_ended_here_keeps_no_place_in_the_queue(
    two_jobs: list[BatchJob], by_batch: StandIn, end: str
):
    first, second = two_jobs
    assert step()
    first.refresh_from_db()
    assert first.step == "uploaded"
    assert not room.has_room(second)
    if end == "cancelled":
        assert cancelling.cancel(first)
    else:
        BatchJob.objects.filter(pk=first.pk).update(state=State.FAILED)
    assert room.has_room(second)
    due()
    while step():
        pass
    second.refresh_from_db()
    assert second.step == "submitted"


def test_a_file_that_is_being_sent_counts_for_the_jobs_after_it_alone(two_jobs: list[BatchJob]):
    first, second = two_jobs
    for job in two_jobs:
        claimed = BatchJob.objects.claim(job.pk, "somebody")
        assert claimed
        BatchJob.objects.filter(pk=job.pk).update(submit_began_at=timezone.now())
    assert not room.has_room(second)
    assert room.has_room(first)


def test_a_file_whose_sending_failed_lets_others_go_first(
    two_jobs: list[BatchJob], by_batch: StandIn
):
    first, second = two_jobs
    BatchJob.objects.filter(pk=first.pk).update(submit_began_at=timezone.now())
    assert room.has_room(second)
    go_on(by_batch)
    assert made(by_batch) == 2


def test_what_does_not_fill_a_file_waits_for_those_that_are_still_coming(
    by_batch: StandIn, make_box: Make, settings: Any
):
    settings.BATCH_MAX_ENQUEUED_TOKENS = 10**9
    upload = make_box(4)
    late = StageRun.objects.filter(disc__upload=upload, disc__position=4)
    late.update(not_before=timezone.now() + timedelta(hours=1))
    work_all()
    assert batches.gather() == 0
    settings.BATCH_MAX_ENQUEUED_TOKENS = 7_000  # two discs
    assert batches.gather() == 2
    assert batches.gather() == 0
    assert BatchJob.objects.get().requests == 2
    late.update(not_before=None)
    work_all()
    assert batches.gather() == 2
    assert list(BatchJob.objects.values_list("requests", flat=True)) == [2, 2]
