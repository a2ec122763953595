"""What a batch is said to cost is what its own file asks."""

from collections.abc import Callable

import pytest

from processing.batches import building
from processing.clients import prices
from processing.models import BatchJob, ModelCall, Upload
from tests.batches.test_faults import steps
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


def test_a_file_that_was_cut_costs_what_it_asks(
    sent: Make, by_batch: StandIn, monkeypatch: pytest.MonkeyPatch
):
    sent(3)
    before = BatchJob.objects.get()
    line = building._line(ModelCall.objects.earliest("pk"))
    assert line is not None
    monkeypatch.setattr(building, "MOST_BYTES", len(line) * 5 // 2)
    steps(1)
    job = BatchJob.objects.get(pk=before.pk)
    asked = ModelCall.objects.filter(batch=job)
    assert (job.requests, asked.count()) == (2, 2)
    assert before.estimated_usd is not None
    assert job.estimated_usd is not None
    assert job.estimated_usd < before.estimated_usd
    usd = sum(call.estimated_usd or 0 for call in asked) * prices.batch_share()
    assert abs(job.estimated_usd - usd) < 0.000001


def test_without_a_price_there_is_no_estimate(sent: Make, by_batch: StandIn):
    sent(2)
    ModelCall.objects.update(estimated_usd=None)
    steps(1)
    assert BatchJob.objects.get().estimated_usd is None
