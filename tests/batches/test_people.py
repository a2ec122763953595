"""What people do while a batch is under way: cancel it, take a word back, change settings."""

from collections.abc import Callable
from typing import Any

import pytest

from processing import actions, batches
from processing.batches import cancelling, submitting
from processing.clients.openai_batches import Batches
from processing.models import BatchJob, Pause, StageRun, State, Upload
from tests.batches.conftest import due, go_on, step
from tests.batches.test_faults import job, steps
from tests.batches.test_whole import all_done, made
from tests.pipeline_help import make_due, work_all
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


def test_a_cancelled_batch_keeps_what_is_done_and_stops_the_rest(sent: Make, by_batch: StandIn):
    upload = sent(4)
    steps(2)
    by_batch.advance(10)
    assert cancelling.cancel(job())
    go_on(by_batch)
    assert job().status == "cancelled"
    assert (job().applied, job().requests) == (2, 4)
    ends = StageRun.objects.filter(disc__upload=upload, stage="extract")
    assert sorted(ends.values_list("state", flat=True)) == ["done", "done", "failed", "failed"]
    assert all("was cancelled" in run.error for run in ends.filter(state=State.FAILED))


def test_the_rest_of_a_cancelled_batch_may_go_now(sent: Make, by_batch: StandIn):
    upload = sent(4)
    steps(2)
    by_batch.advance(10)
    assert cancelling.cancel(job(), BatchJob.Rest.NOW)
    go_on(by_batch)
    assert all_done(upload)
    assert len(by_batch.asked()) == 2


def test_a_batch_that_is_not_sent_yet_is_cancelled_here(sent: Make, by_batch: StandIn):
    upload = sent(3)
    assert cancelling.cancel(job(), BatchJob.Rest.NOW)
    work_all()
    assert all_done(upload)
    assert (job().state, made(by_batch)) == (State.CANCELLED, 0)


def test_a_batch_that_has_just_ended_is_collected_and_not_cancelled(sent: Make, by_batch: StandIn):
    upload = sent(2)
    steps(2)
    by_batch.advance(500)
    api = submitting.batches()
    assert api.retrieve(str(job().batch_id)).ended is False  # the clock moves it on, one look each
    go_on(by_batch)
    assert not cancelling.cancel(job())
    assert all_done(upload)


def test_prompts_and_settings_may_change_while_a_batch_is_under_way(
    sent: Make, by_batch: StandIn, settings: Any, monkeypatch: pytest.MonkeyPatch
):
    upload = sent(2)
    steps(2)
    monkeypatch.setattr("processing.readers.openai.prompt.INSTRUCTIONS", "Another prompt.")
    settings.OPENAI_VISION_MODEL = "gpt-6-luna"
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 1
    assert not by_batch.asked()


def test_waiting_for_a_word_or_a_budget_makes_no_batch(
    sent: Make, by_batch: StandIn, settings: Any
):
    settings.SEND_TO_MODEL = ""
    upload = sent(2)
    assert not BatchJob.objects.exists()
    settings.SEND_TO_MODEL = "photos,records"
    StageRun.objects.filter(disc__upload=upload).update(not_before=None)
    Pause.objects.all().delete()
    make_due(state=State.PENDING)
    work_all()
    batches.gather()
    go_on(by_batch)
    assert all_done(upload)


def test_a_word_that_is_taken_back_keeps_the_batch_here(
    sent: Make, by_batch: StandIn, settings: Any
):
    upload = sent(2)
    settings.SEND_TO_MODEL = "none"
    steps(1)
    assert job().step == "prepared"
    assert not by_batch.files.stored
    settings.SEND_TO_MODEL = "photos,records"
    go_on(by_batch)
    assert all_done(upload)


def test_the_questions_of_a_cancelled_upload_are_not_sent(
    sent: Make, by_batch: StandIn, manager: Any
):
    upload = sent(3)
    actions.cancel(upload=upload, by=manager)
    assert job().state == State.CANCELLED
    batches.gather()
    due()
    while step():
        pass
    assert made(by_batch) == 0
    actions.run_upload_again(upload=upload, stage="extract", by=manager)
    work_all()
    batches.gather()
    go_on(by_batch)
    assert all_done(upload)


def test_an_upload_that_is_cancelled_while_its_file_is_being_sent_is_not_submitted(
    sent: Make, by_batch: StandIn, manager: Any, monkeypatch: pytest.MonkeyPatch
):
    upload, sending = sent(3), Batches.upload

    def cancelled_meanwhile(*args: Any) -> str:
        number = sending(*args)
        actions.cancel(upload=upload, by=manager)
        return number

    monkeypatch.setattr(Batches, "upload", cancelled_meanwhile)
    while step():
        due()
    monkeypatch.setattr(Batches, "upload", sending)
    assert (job().state, job().batch_id, made(by_batch)) == (State.DONE, None, 0)
    assert not by_batch.files.stored
    actions.run_upload_again(upload=upload, stage="extract", by=manager)
    work_all()
    batches.gather()
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 1


def test_a_disc_that_was_corrected_meanwhile_is_not_paid_for(sent: Make, by_batch: StandIn):
    upload = sent(3)
    upload.discs.get(position=2).runs.filter(stage="extract").update(
        state=State.CANCELLED, call=None
    )
    steps(1)
    assert job().requests == 2
