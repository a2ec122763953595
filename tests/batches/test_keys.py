"""A key that is changed while a batch is under way, and files that OpenAI does not show any more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from processing import actions
from processing.actions import NotAllowed
from processing.batches import collecting
from processing.models import BatchJob, ModelCall, State, Upload
from processing.presentation import batches
from tests.batches.conftest import go_on
from tests.batches.test_faults import BATCHES, job, steps
from tests.batches.test_whole import all_done, made
from tests.questions import box
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


@pytest.mark.parametrize("rest", ["", "now"])
@pytest.mark.parametrize("at", ["submitting", "submitted"])
def test_a_batch_of_a_key_that_is_gone_for_good_is_given_up_by_a_person(
    sent: Make, by_batch: StandIn, settings: Any, manager: User, at: str, rest: str
):
    upload = sent(2)
    steps(2)
    other_project(settings, by_batch)
    fields = {"batch_id": None} if at == "submitting" else {}
    BatchJob.objects.update(step=at, **fields)
    steps(1)
    assert "cancel the batch here a day after" in job().error
    with pytest.raises(NotAllowed):
        actions.cancel_batch(job=job(), by=manager, rest=rest)
    assert (job().state, job().cancel_asked_at) == (State.PENDING, None)
    BatchJob.objects.update(submit_began_at=timezone.now() - timedelta(hours=26))
    actions.cancel_batch(job=job(), by=manager, rest=rest)
    assert (job().state, batches.stands(job())) == (
        State.CANCELLED,
        "given up: the key does not show it",
    )
    assert [call.lost_answers for call in upload_calls(upload)] == [1, 1]
    states = {State.PENDING} if rest else {State.FAILED}
    assert {call.state for call in upload_calls(upload)} == states
    by_batch.faults.clear()
    go_on(by_batch)
    assert all_done(upload) is bool(rest)
    if not rest:
        run = upload.discs.get(position=1).runs.get(stage="extract")
        assert (run.state, "given up" in run.error) == (State.FAILED, True)


def other_project(settings: Any, stand_in: StandIn) -> None:
    """It shows no batch of ours, neither in its list nor by number."""
    settings.OPENAI_API_KEY = "sk-of-another-project"
    stand_in.batches.made.clear()


def upload_calls(upload: Upload) -> list[ModelCall]:
    return list(ModelCall.objects.filter(upload_number=upload.pk).order_by("pk"))


def test_a_batch_keeps_the_key_that_sent_it(sent: Make, by_batch: StandIn, settings: Any):
    """It may have been gathered under another."""
    sent(2)
    settings.OPENAI_API_KEY = "sk-second"
    steps(1)
    assert job().key_end == "cond"
    settings.OPENAI_API_KEY = "sk-third"
    steps(1)
    assert (job().step, job().key_end) == ("submitted", "hird")


def test_questions_that_expired_at_openai_are_uploaded_again(sent: Make, by_batch: StandIn):
    upload = sent(3)
    steps(1)
    old = job().input_file
    del by_batch.files.stored[old]
    by_batch.fault("no_such_file", where=BATCHES)
    steps(1)
    assert (job().step, job().input_file) == ("prepared", "")
    assert "uploaded again" in job().error
    assert "OPENAI_VISION_MODEL" not in job().error
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 1
    assert job().input_file != old


def test_results_that_are_not_shown_are_waited_for(sent: Make, by_batch: StandIn):
    upload = sent(3)
    steps(2)
    to_collecting(by_batch)
    by_batch.fault("no_files", where=f"/v1/files/{job().output_file}", times=2)
    steps(2)
    assert (job().step, job().state) == ("collecting", State.PENDING)
    assert "their file is gone, or the key" in job().error
    go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 1


def test_results_that_stay_away_are_asked_for_again_in_the_end(sent: Make, by_batch: StandIn):
    """What stands in the file that is there is kept all the same."""
    by_batch.fault("400_image", saying=box.title_of(2))
    upload = sent(3)
    steps(2)
    to_collecting(by_batch)
    first = job()
    del by_batch.files.stored[first.output_file]
    steps(1)
    assert (
        "cannot open a photo" in upload.discs.get(position=2).runs.get(stage="extract").call.error
    )
    steps(collecting.GONE_LOOKS)
    assert job().step == "collecting"
    BatchJob.objects.update(closed_at=timezone.now() - timedelta(hours=25))
    go_on(by_batch)
    first.refresh_from_db()
    assert (first.state, first.applied) == (State.DONE, 1)
    assert "their file is gone" in first.error
    assert BatchJob.objects.get(pk__gt=first.pk).applied == 2


def to_collecting(stand_in: StandIn) -> None:
    """The batch ends at OpenAI, and its end is seen."""
    while job().step == "submitted":
        stand_in.advance(100)
        steps(1)
    assert job().step == "collecting"
