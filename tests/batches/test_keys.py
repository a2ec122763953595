"""A key that is changed while a batch is under way, and files that OpenAI does not show any more."""

from collections.abc import Callable
from typing import Any

import pytest

from processing.models import State, Upload
from tests.batches.conftest import go_on
from tests.batches.test_faults import BATCHES, job, steps
from tests.batches.test_whole import all_done, made
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


def test_another_keys_list_makes_no_second_batch(sent: Make, by_batch: StandIn, settings: Any):
    upload, old = sent(3), settings.OPENAI_API_KEY
    by_batch.fault("create_drop_made", where=BATCHES)
    steps(2)
    settings.OPENAI_API_KEY = "sk-of-another-project"
    by_batch.fault("list_lag", where=BATCHES, times=-1)  # the other project has no batches
    steps(6)
    assert (job().step, job().state, made(by_batch)) == ("submitting", State.PENDING, 1)
    assert f"(…{old[-4:]}, now …ject). Put the old key back" in job().error
    settings.OPENAI_API_KEY = old
    by_batch.faults.clear()
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 1


def test_a_batch_keeps_the_key_that_sent_it(sent: Make, by_batch: StandIn, settings: Any):
    """It may have been gathered under another."""
    sent(2)
    settings.OPENAI_API_KEY = "sk-second"
    steps(1)
    assert job().key_end == "cond"
    settings.OPENAI_API_KEY = "sk-third"
    steps(1)
    assert (job().step, job().key_end) == ("submitted", "hird")
