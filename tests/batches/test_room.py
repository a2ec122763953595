"""OpenAI has no room for a batch: its reason is said, and what can be done."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from processing.models import BatchJob, State, Upload
from tests.batches.conftest import go_on
from tests.batches.test_faults import BATCHES, job, steps
from tests.batches.test_whole import all_done
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


def test_the_reason_of_openai_is_quoted(sent: Make, by_batch: StandIn):
    sent(3)
    by_batch.fault("token_limit", where=BATCHES)
    steps(2)
    by_batch.advance(10)
    steps(1)
    assert "Limit: 2,000,000 enqueued tokens." in job().error
    assert "BATCH_MAX_ENQUEUED_TOKENS" not in job().error


@pytest.mark.parametrize("other", [False, True])
def test_a_batch_that_is_larger_than_the_limit_says_what_to_lower(
    sent: Make, by_batch: StandIn, *, other: bool
):
    upload = sent(3)
    steps(1)
    if other:
        at_openai(job())
    mine = BatchJob.objects.earliest("pk")
    by_batch.fault("create_limit", where=BATCHES, times=3)
    for tries in range(1, 4):
        assert "lower BATCH_MAX" not in mine.error
        steps(1)
        mine.refresh_from_db()
        assert (mine.step, mine.state, mine.tries) == ("uploaded", State.PENDING, tries)
    assert ("lower BATCH_MAX_ENQUEUED_TOKENS" in mine.error) is not other
    BatchJob.objects.exclude(pk=mine.pk).delete()
    go_on(by_batch)
    assert all_done(upload)


def at_openai(beside: BatchJob) -> None:
    """Another job of this model, which nobody looks at in this test."""
    BatchJob.objects.create(
        upload_number=beside.upload_number,
        stage="extract",
        model=beside.model,
        step="submitted",
        batch_id="batch_other",
        tokens=10,
        submit_began_at=timezone.now(),
        state=State.RUNNING,
        token=uuid4(),
        lease_until=timezone.now() + timedelta(hours=1),
    )
