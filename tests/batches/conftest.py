"""A box whose questions go by batch, and a way to let time pass."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache

from processing import batches, pipeline
from processing.leases import Only
from processing.models import BatchJob, Upload
from processing.questions.allowed import recipient
from processing.questions.estimate import HAS_FILES
from tests.pipeline_help import work_all
from tests.questions.conftest import make_box, stand_in
from tests.standins.openai import StandIn

__all__ = ["make_box", "stand_in"]

ALWAYS = timedelta(days=2)


@pytest.fixture
def by_batch(stand_in: StandIn, settings: Any) -> StandIn:
    """The stand-in takes batches, and every upload goes by one."""
    settings.USE_BATCH_PROCESSING = "true"
    settings.BATCH_POLL_SECONDS = 10
    settings.BATCH_LOOK_SECONDS = 10
    cache.set(HAS_FILES + recipient(), value=True)
    stand_in.batches.pace.late_id = 30.0
    return stand_in


@pytest.fixture
def sent(by_batch: StandIn, make_box: Callable[..., Upload]) -> Callable[..., Upload]:
    """An upload of discs whose first questions are gathered into batches."""

    def make(discs: int = 3, **more: Any) -> Upload:
        upload = make_box(discs, **more)
        work_all()
        batches.gather()
        return upload

    return make


def step() -> bool:
    """The next due step of any batch."""
    return batches.work_next(Only())


def due() -> None:
    """What waits for a later time is due now."""
    BatchJob.objects.filter(state="pending").update(not_before=None)


def go_on(stand_in: StandIn, *, seconds: float = 20, most: int = 60) -> int:
    """Lets time pass and everybody work until all batches have ended; says how often it looked."""
    for count in range(most):
        due()
        while step():
            pass
        pipeline.heal()
        work_all()
        batches.gather()
        if not BatchJob.objects.exclude(state__in=("done", "failed", "cancelled")).exists():
            return count
        stand_in.advance(seconds)
    raise AssertionError(list(BatchJob.objects.values("step", "state", "status", "error")))
