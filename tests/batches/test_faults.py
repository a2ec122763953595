"""All that can go wrong with a batch: made once, every answer kept, no disc lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from processing import actions, batches
from processing.batches import submitting
from processing.models import BatchJob, ModelCall, State, Upload
from tests.batches.conftest import due, go_on, step
from tests.batches.test_whole import all_done, made
from tests.pipeline_help import work_all
from tests.questions import box
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]
BATCHES, FILES = "/v1/batches", "/v1/files"


def job() -> BatchJob:
    found: BatchJob = BatchJob.objects.get()
    return found


def steps(number: int) -> None:
    for _ in range(number):
        due()
        assert step()


# What the service does while a batch is at it: (faults, batches made in all)
IN_ITS_LIFE = {
    "it stays in finalizing for a while": (["stuck_finalizing"], None),
    "its files are told late": (["late_output_id"], 1),
    "an empty number stands for no error file": (["empty_error_id"], 1),
    "a status that nobody knows": (["unknown_status"], 1),
    "a line that is in neither file": (["missing_line"], 2),
    "a line that breaks off": (["bad_line"], 2),
    "a text with a separator that is no newline": (["raw_separator"], 1),
    "some questions fail on the server": (["some_failed"], 2),
    "all questions fail on the server": (["all_failed"], 2),
}


@pytest.mark.parametrize("case", [name for name, (_, n) in IN_ITS_LIFE.items() if n])
def test_whatever_happens_in_a_batch_all_discs_reach_their_end(
    sent: Make, by_batch: StandIn, case: str
):
    faults, batches_made = IN_ITS_LIFE[case]
    upload = sent(4)
    for fault in faults:
        by_batch.fault(fault, where=BATCHES)
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == batches_made
    assert set(ModelCall.objects.values_list("outcome", flat=True)) == {"usable"}
    assert set(ModelCall.objects.values_list("attempt", flat=True)) == {1}


def test_an_expired_batch_keeps_what_is_done_and_asks_the_rest_again(sent: Make, by_batch: StandIn):
    upload = sent(4)
    by_batch.fault("expire", where=BATCHES)
    go_on(by_batch, seconds=30_000)
    assert all_done(upload)
    first, second = BatchJob.objects.order_by("pk")
    assert (first.status, first.requests, second.requests) == ("expired", 4, 2)
    assert (first.applied, second.applied, first.strays) == (2, 2, 0)  # the rest was not worked


def test_a_batch_past_its_window_is_said_to_be_stuck(sent: Make, by_batch: StandIn):
    sent(2)
    by_batch.fault("stuck_finalizing", where=BATCHES)
    steps(2)
    by_batch.advance(70)
    past = timezone.now() - timedelta(hours=30)
    BatchJob.objects.update(expires_at=past)
    job_before = job()
    by_batch.batches.made[str(job_before.batch_id)].row["expires_at"] = int(past.timestamp())
    steps(1)
    assert "should have ended" in job().error
    assert job().state == State.PENDING


def test_a_batch_that_another_key_cannot_see_is_explained_and_waited_for(
    sent: Make, by_batch: StandIn
):
    upload = sent(2)
    steps(2)
    by_batch.fault("not_found", where=BATCHES)
    steps(1)
    assert "Put the old key back" in job().error
    assert (job().state, made(by_batch)) == (State.PENDING, 1)
    go_on(by_batch)
    assert all_done(upload)


@pytest.mark.parametrize("fault", ["500", "503", "429", "drop_before", "drop_after"])
def test_a_look_that_fails_changes_nothing(sent: Make, by_batch: StandIn, fault: str):
    upload = sent(2)
    steps(2)
    by_batch.fault(fault, where=BATCHES)
    steps(1)
    assert (job().step, made(by_batch)) == ("submitted", 1)
    assert job().error
    go_on(by_batch)
    assert all_done(upload)


# Creating a batch whose outcome nobody knows


@pytest.mark.parametrize("fault", ["create_500_made", "create_drop_made"])
def test_a_batch_that_was_made_without_our_knowing_is_adopted(
    sent: Make, by_batch: StandIn, fault: str
):
    upload = sent(3)
    by_batch.fault(fault, where=BATCHES)
    steps(2)
    assert (job().step, job().batch_id) == ("submitting", None)
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 1


@pytest.mark.parametrize("fault", ["500", "503", "drop_before"])
def test_a_batch_that_was_not_made_is_made_after_some_looks(
    sent: Make, by_batch: StandIn, fault: str
):
    upload = sent(3)
    steps(1)
    by_batch.fault(fault, where=BATCHES)
    steps(1)
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 1


def test_a_list_that_lags_does_not_make_a_batch_twice(sent: Make, by_batch: StandIn):
    upload = sent(3)
    steps(1)
    by_batch.fault("create_drop_made", where=BATCHES)
    steps(1)
    by_batch.fault("list_lag", where=BATCHES, times=2)
    steps(3)
    assert job().step == "submitted"
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 1


def test_of_two_batches_for_one_job_the_older_is_adopted_and_the_other_cancelled(
    sent: Make, by_batch: StandIn
):
    upload = sent(3)
    steps(1)
    api = submitting.batches()
    api.create(job().input_file, str(job().uuid))
    by_batch.advance(5)
    api.create(job().input_file, str(job().uuid))
    BatchJob.objects.update(step="submitting")
    steps(1)
    older, newer = by_batch.batches.made
    assert job().batch_id == older
    assert by_batch.batches.made[newer].row["status"] == "cancelling"
    go_on(by_batch)
    assert all_done(upload)


def test_no_room_sends_the_same_file_again_later(sent: Make, by_batch: StandIn):
    upload = sent(3)
    by_batch.fault("token_limit", where=BATCHES)
    steps(2)
    by_batch.advance(10)
    steps(1)
    assert (job().step, job().batch_id) == ("uploaded", None)
    assert "no room" in job().error
    file = job().input_file
    go_on(by_batch)
    assert all_done(upload)
    assert {one.row["input_file_id"] for one in by_batch.batches.made.values()} == {file}


def test_a_batch_that_failed_for_want_of_room_is_not_taken_for_the_one_that_lives(
    sent: Make, by_batch: StandIn
):
    upload = sent(3)
    by_batch.fault("token_limit", where=BATCHES)
    steps(2)
    by_batch.advance(10)
    steps(1)
    by_batch.fault("create_500_made", where=BATCHES)
    steps(1)
    go_on(by_batch)
    assert all_done(upload)
    ends = [one.row["status"] for one in by_batch.batches.made.values()]
    assert sorted(ends) == ["completed", "failed"]


def test_no_room_at_the_door_is_the_same(sent: Make, by_batch: StandIn):
    upload = sent(3)
    by_batch.fault("create_limit", where=BATCHES)
    steps(2)
    assert job().step == "uploaded"
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 1


def test_batches_over_the_enqueued_limit_wait_their_turn(
    sent: Make, by_batch: StandIn, settings: Any
):
    settings.BATCH_MAX_ENQUEUED_TOKENS = 7_000  # two discs
    upload = sent(5)
    assert list(BatchJob.objects.order_by("pk").values_list("requests", flat=True)) == [2, 2, 1]
    due()
    while step():
        pass
    assert BatchJob.objects.filter(step="prepared", error__contains="before it").count() == 2
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 3


# Files


@pytest.mark.parametrize("fault", ["500", "429", "drop_before", "drop_after"])
def test_an_upload_that_fails_is_repeated_and_the_batch_made_once(
    sent: Make, by_batch: StandIn, fault: str
):
    upload = sent(2)
    by_batch.fault(fault, where=FILES)
    steps(1)
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 1


def test_a_download_that_fails_is_repeated(sent: Make, by_batch: StandIn):
    upload = sent(2)
    steps(2)
    by_batch.advance(100)
    by_batch.fault("500", where=FILES)
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 1


def test_a_question_that_cannot_be_built_ends_on_its_own_disc(sent: Make, by_batch: StandIn):
    upload = sent(3)
    lost = upload.discs.get(position=2)
    photo = lost.photos.get(role="back")
    photo.working.storage.delete(photo.working.name)
    go_on(by_batch)
    run = lost.runs.get(stage="extract")
    assert run.state == State.FAILED
    assert "is missing from the storage" in run.error
    for disc in upload.discs.exclude(pk=lost.pk):
        assert disc.runs.get(stage="verify").state == State.DONE


# Answers of no use


@pytest.mark.parametrize(
    ("fault", "words"), [("refusal", "refused"), ("400_image", "cannot open a photo")]
)
def test_a_question_that_is_refused_ends_on_its_own_disc(
    sent: Make, by_batch: StandIn, fault: str, words: str
):
    upload = sent(3)
    by_batch.fault(fault, saying=box.title_of(2))
    go_on(by_batch)
    run = upload.discs.get(position=2).runs.get(stage="extract")
    assert run.state == State.FAILED
    assert words in run.error
    actions.retry(run=run, by=None)
    work_all()
    batches.gather()
    go_on(by_batch)
    assert all_done(upload)


@pytest.mark.parametrize("fault", ["length", "broken_json", "null_content"])
def test_an_answer_that_came_broken_is_asked_for_again(sent: Make, by_batch: StandIn, fault: str):
    upload = sent(3)
    by_batch.fault(fault, saying=box.title_of(2))
    go_on(by_batch)
    assert all_done(upload)
    assert ModelCall.objects.count() == 4
