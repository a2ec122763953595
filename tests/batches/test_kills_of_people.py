"""A power cut while a batch is being cancelled, or while the ends of its questions are written."""

from collections.abc import Callable
from contextlib import nullcontext

import pytest

from processing import actions, batches, leases
from processing.batches import cancelling, releasing, submitting
from processing.clients.openai_batches import Batch, Batches, Problem
from processing.clients.openai_errors import OpenAIError
from processing.models import BatchJob, ModelCall, StageRun, State, Upload
from processing.questions import calls
from tests.batches.conftest import due, go_on
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


# A batch that is at OpenAI


@pytest.mark.parametrize("point", [1, 2])  # before OpenAI is asked, and after it
@pytest.mark.parametrize("rest", [STOP, NOW])
def test_a_power_cut_while_a_batch_is_cancelled_at_openai_loses_no_wish(
    sent: Make, by_batch: StandIn, monkeypatch: pytest.MonkeyPatch, rest: str, point: int
):
    upload, fuse = sent(4), Fuse()
    steps(2)
    by_batch.advance(10)
    monkeypatch.setattr(Batches, "cancel", fuse.around(Batches.cancel))
    fuse.at = point
    with pytest.raises(PowerCut):
        cancelling.cancel(job(), rest)
    go_on(by_batch)
    assert (job().status, made(by_batch)) == ("cancelled", 1)
    if rest == NOW:
        assert all_done(upload)
    else:
        assert sorted(ends(upload)) == ["done", "done", "failed", "failed"]


@pytest.mark.parametrize("fault", ["500", "drop_before", "drop_after"])
def test_a_cancel_whose_outcome_is_not_known_is_asked_once_more(
    sent: Make, by_batch: StandIn, fault: str
):
    sent(4)
    steps(2)
    by_batch.advance(10)
    by_batch.fault(fault, where="/v1/batches")
    assert cancelling.cancel(job())
    go_on(by_batch)
    assert (job().status, made(by_batch)) == ("cancelled", 1)


def test_a_clear_no_to_a_cancel_changes_nothing(sent: Make, by_batch: StandIn):
    upload = sent(2)
    steps(2)
    by_batch.fault("not_found", where="/v1/batches")
    with pytest.raises(OpenAIError):
        cancelling.cancel(job(), NOW)
    assert (job().cancel_asked_at, job().rest) == (None, STOP)
    go_on(by_batch)
    assert all_done(upload)
    assert not by_batch.asked()


def test_a_batch_that_was_cancelled_at_openai_is_not_asked_again_by_itself(
    sent: Make, by_batch: StandIn
):
    upload = sent(4)
    steps(2)
    by_batch.advance(10)
    steps(1)
    submitting.batches().cancel(str(job().batch_id))  # in OpenAI's own pages
    go_on(by_batch)
    assert (job().status, made(by_batch)) == ("cancelled", 1)
    stopped = StageRun.objects.filter(disc__upload=upload, state=State.FAILED)
    words = "The batch was cancelled at OpenAI. Retry asks once more."
    assert [run.error for run in stopped] == [words] * 2
    for run in stopped:
        actions.retry(run=run, by=None)
    work_all()
    batches.gather()
    go_on(by_batch)
    assert all_done(upload)
