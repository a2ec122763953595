"""`manage.py batches`: listed, looked at now, cancelled, found again."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from processing.batches import submitting
from processing.models import BatchJob, ModelCall, State, Upload
from tests.batches.conftest import step
from tests.pipeline_help import work_all
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


@pytest.fixture(autouse=True)
def _no_log_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands change the program's logging for good, which is their process's alone."""
    monkeypatch.setattr("processing.logs.dictConfig", lambda config: None)


def batches(*arguments: str) -> str:
    out = StringIO()
    call_command("batches", *arguments, stdout=out)
    return out.getvalue()


def refused(*arguments: str) -> str:
    with pytest.raises(CommandError) as error:
        batches(*arguments)
    assert error.value.returncode == 1
    return str(error.value)


def submitted(sent: Make, discs: int = 3) -> BatchJob:
    """A batch that OpenAI has just been given."""
    sent(discs)
    while step():
        pass
    job = BatchJob.objects.get()
    assert job.step == "submitted"
    return job


def test_open_batches_are_listed(sent: Make, by_batch: StandIn):
    job = submitted(sent)
    head, line = batches("list").splitlines()
    assert head.split()[:4] == ["Batch", "Upload", "Stage", "Step"]
    assert line.startswith(f"{job.batch_id}  {job.upload_number} ")
    assert "Read photos  At OpenAI  validating  0 of 3" in line
    assert "24 h left" in line


def test_the_list_names_a_problem_and_our_own_number_before_there_is_another(
    sent: Make, by_batch: StandIn
):
    sent(1)
    BatchJob.objects.update(error="OpenAI has trouble of its own.")
    told = batches("list")
    assert str(BatchJob.objects.get().uuid) in told
    assert told.endswith("OpenAI has trouble of its own.\n")


def test_ended_batches_are_listed_only_with_all(sent: Make, by_batch: StandIn):
    assert batches("list", "--all") == "There is no batch.\n"
    submitted(sent)
    BatchJob.objects.update(state=State.DONE, step="ended")
    assert batches("list") == "No batch is open.\n"
    assert "Collected" in batches("list", "--all")


def test_polling_takes_a_batch_from_its_file_to_its_results(sent: Make, by_batch: StandIn):
    sent(3)
    told = batches("poll")
    assert "Batch batch_000001 submitted: 3 requests, about $" in told
    assert "1 batch is open." in told
    assert "Nothing has changed." in batches("poll")
    for seconds in (5, 100, 100):
        by_batch.advance(seconds)
        told = batches("poll")
    assert told.startswith("Batch batch_000001: results retrieved, 3 of 3.\nNo batches are open.")
    assert "3 discs can go on: `manage.py run` works them." in told
    assert len(by_batch.batches.made) == 1


def test_polling_goes_on_with_what_a_dead_process_had_in_hand(sent: Make, by_batch: StandIn):
    sent(1)
    BatchJob.objects.update(
        state=State.RUNNING,
        token="9f0c4f6e-5a9d-4d8e-8a37-000000000001",
        owner="gone/1/x",
        lease_until="2001-01-01T00:00:00Z",
    )
    assert "submitted: 1 request" in batches("poll")


def test_polling_often_does_not_make_an_unconfirmed_batch_twice(sent: Make, by_batch: StandIn):
    by_batch.fault("create_500_made", where="/v1/batches")
    by_batch.fault("list_lag", where="/v1/batches", times=10)
    sent(1)
    for _ in range(6):
        batches("poll")
    assert len(by_batch.batches.made) == 1


def test_what_an_expired_batch_left_goes_by_the_next_one_when_the_others_have_gone_on(
    sent: Make, by_batch: StandIn
):
    by_batch.fault("expire", where="/v1/batches")
    sent(4)
    batches("poll")
    by_batch.advance(10)
    batches("poll")
    by_batch.advance(90_000)
    told = batches("poll")
    assert "Batch batch_000001: expired; results retrieved, 2 of 4." in told
    assert "2 discs can go on" in told
    work_all()
    told = batches("poll")
    assert "Batch batch_000002 submitted: 2 requests" in told


def test_a_batch_is_cancelled_by_either_number(sent: Make, by_batch: StandIn):
    job = submitted(sent)
    told = batches("cancel", str(job.uuid))
    assert told.startswith(f"Batch {job.batch_id} is to be cancelled")
    assert "the rest stops, and “retry” asks it again" in told
    assert by_batch.batches.made[job.batch_id].row["status"] == "cancelling"
    assert BatchJob.objects.get().rest == ""


def test_the_rest_of_a_cancelled_batch_can_be_asked_now(sent: Make, by_batch: StandIn):
    sent(2)
    job = BatchJob.objects.get()
    told = batches("cancel", str(job.uuid), "--now")
    assert told == f"Batch {job.uuid} is cancelled before it was sent; all of it is asked now.\n"
    assert set(ModelCall.objects.values_list("state", flat=True)) == {State.PENDING}


def test_a_batch_of_a_key_that_is_gone_is_given_up(sent: Make, by_batch: StandIn, settings: Any):
    job = submitted(sent)
    settings.OPENAI_API_KEY = "sk-of-another-project"
    del by_batch.batches.made[job.batch_id]
    BatchJob.objects.update(submit_began_at=timezone.now() - timedelta(hours=26))
    told = batches("cancel", str(job.uuid), "--now")
    words = "is given up: the key does not show it; all of it is asked now."
    assert told == f"Batch {job.batch_id} {words}\n"


def test_what_has_ended_cannot_be_cancelled(sent: Make, by_batch: StandIn):
    job = submitted(sent)
    BatchJob.objects.update(state=State.DONE, step="ended")
    assert "has ended already: there is nothing to cancel." in refused("cancel", str(job.uuid))


def test_what_has_just_ended_at_openai_cannot_be_cancelled(sent: Make, by_batch: StandIn):
    job = submitted(sent)
    for seconds in (5, 100, 100):  # the clock moves it on, one look each
        by_batch.advance(seconds)
        submitting.batches().retrieve(str(job.batch_id))
    assert "has ended already: there is nothing to cancel." in refused("cancel", str(job.uuid))


def test_an_unknown_batch_and_a_missing_key_are_one_sentence_each(db: None, settings: Any):
    settings.OPENAI_API_KEY = "sk-test"
    assert refused("cancel", "batch_9") == (
        "There is no batch “batch_9” here; `manage.py batches list` names them."
    )
    settings.OPENAI_API_KEY = ""
    for arguments in (["poll"], ["adopt"], ["cancel", "batch_9"]):
        assert refused(*arguments).startswith("OPENAI_API_KEY is not set")
    assert batches("list") == "No batch is open.\n"


def test_a_trouble_of_the_service_is_a_sentence(sent: Make, by_batch: StandIn):
    by_batch.fault("500", where="/v1/batches", times=5)
    assert refused("adopt") == "OpenAI has trouble of its own."


def test_a_batch_that_its_job_does_not_know_is_adopted(sent: Make, by_batch: StandIn):
    job = submitted(sent)
    BatchJob.objects.update(batch_id=None, step="submitting", not_before="2100-01-01T00:00:00Z")
    assert batches("adopt") == f"Batch {job.batch_id} was found and is followed from here on.\n"
    after = BatchJob.objects.get()
    assert (after.batch_id, after.step, after.state) == (job.batch_id, "submitted", "pending")


def test_batches_of_nobody_here_are_named_and_left_alone(sent: Make, by_batch: StandIn):
    job = submitted(sent)
    ModelCall.objects.update(batch=None)
    BatchJob.objects.all().delete()
    told = batches("adopt")
    assert told.startswith("No batch was found that a job here has lost.\nBatch batch_000001: ")
    assert told.endswith("is of no job here and left alone.\n")
    assert by_batch.batches.made[job.batch_id].row["status"] == "validating"
