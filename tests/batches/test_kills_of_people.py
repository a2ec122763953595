"""A power cut while a batch is being cancelled, or while the ends of its questions are written."""

from collections.abc import Callable

import pytest

from processing import batches
from processing.batches import cancelling
from processing.models import BatchJob, ModelCall, StageRun, State, Upload
from processing.questions import calls
from tests.batches.test_faults import job, steps
from tests.batches.test_kills import Fuse, PowerCut
from tests.batches.test_whole import all_done, made
from tests.pipeline_help import work_all
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]
STOP, NOW = BatchJob.Rest.STOP, BatchJob.Rest.NOW


def ends(upload: Upload) -> list[str]:
    """How the discs' questions stand, by disc."""
    runs = StageRun.objects.filter(disc__upload=upload, stage="extract")
    return list(runs.order_by("disc__position").values_list("state", flat=True))


@pytest.mark.parametrize("point", range(1, 7))
def test_a_power_cut_while_an_unsent_batch_is_cancelled_strands_no_disc(
    sent: Make, by_batch: StandIn, monkeypatch: pytest.MonkeyPatch, point: int
):
    upload, fuse = sent(3), Fuse()
    monkeypatch.setattr(calls, "close_unasked", fuse.around(calls.close_unasked))
    fuse.at = point
    with pytest.raises(PowerCut):
        cancelling.cancel(job())
    assert job().state == State.PENDING
    assert ModelCall.objects.filter(state=State.WAITING, batch=job()).count() == 3
    assert cancelling.cancel(job())
    work_all()
    assert ends(upload) == [State.FAILED] * 3


@pytest.mark.parametrize("rest", [STOP, NOW])
def test_what_an_earlier_cut_has_left_in_a_cancelled_batch_goes_as_was_chosen(
    sent: Make, by_batch: StandIn, rest: str
):
    upload = sent(2)
    BatchJob.objects.update(state=State.CANCELLED, rest=rest)
    batches.gather()
    work_all()
    if rest == NOW:
        assert all_done(upload)
        assert len(by_batch.asked()) == 2
    else:
        assert ends(upload) == [State.FAILED] * 2
        words = StageRun.objects.filter(disc__upload=upload, state=State.FAILED)
        assert all("cancelled before it was sent" in run.error for run in words)
    assert made(by_batch) == 0


@pytest.mark.parametrize("rest", [STOP, NOW])
def test_the_file_of_an_unsent_batch_that_is_cancelled_is_deleted(
    sent: Make, by_batch: StandIn, rest: str
):
    sent(2)
    steps(1)
    assert by_batch.files.stored
    assert cancelling.cancel(job(), rest)
    assert not by_batch.files.stored
