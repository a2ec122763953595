"""A power cut while a batch is being cancelled, or while the ends of its questions are written."""

from collections.abc import Callable
from contextlib import nullcontext

import pytest

from processing import batches, leases
from processing.batches import cancelling, releasing
from processing.clients.openai_batches import Batch, Problem
from processing.models import BatchJob, ModelCall, StageRun, State, Upload
from processing.questions import calls
from tests.batches.conftest import due
from tests.batches.test_faults import job, steps
from tests.batches.test_kills import Fuse, PowerCut
from tests.batches.test_whole import all_done, made
from tests.pipeline_help import let_lease_run_out, work_all
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


@pytest.mark.parametrize("point", range(1, 9))
def test_a_power_cut_while_a_refused_file_is_taken_apart_ends_no_other_disc(
    sent: Make, by_batch: StandIn, monkeypatch: pytest.MonkeyPatch, point: int
):
    upload, fuse = sent(4), Fuse()
    steps(2)
    problems = (Problem("invalid_request", "No.", 1), Problem("invalid_request", "Nor this.", 2))
    refused = Batch(str(job().batch_id), "failed", problems=problems)
    monkeypatch.setattr(calls, "close_unasked", fuse.around(calls.close_unasked))
    monkeypatch.setattr(releasing, "again", fuse.around(releasing.again))
    monkeypatch.setattr(releasing, "write", fuse.around(releasing.write))
    fuse.at = point
    for cut in (True, False):
        due()
        claimed = BatchJob.objects.claim(job().pk, "somebody")
        with pytest.raises(PowerCut) if cut else nullcontext():
            releasing.validation_failed(claimed, refused)
        if cut:
            let_lease_run_out(claimed)
            leases.take_back()
    assert fuse.count == point + 8
    work_all()
    assert ends(upload) == [State.FAILED, State.FAILED, State.WAITING, State.WAITING]
    assert ModelCall.objects.filter(state=State.WAITING, batch=None).count() == 2
