"""What a person does with a batch: looks at it now, cancels it, chooses the road before the start."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from processing import actions
from processing.actions import NotAllowed
from processing.batches import submitting
from processing.models import BatchJob, ModelCall, State, Upload
from tests.batches.conftest import go_on, step
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


def submitted() -> BatchJob:
    """The one batch, as far as being at OpenAI."""
    while step():
        pass
    return BatchJob.objects.get(step="submitted")


def later(job: BatchJob, **fields: Any) -> None:
    fields = {"not_before": timezone.now() + timedelta(hours=1), **fields}
    BatchJob.objects.filter(pk=job.pk).update(**fields)


def test_a_batch_that_is_checked_is_due_at_once(sent: Make, manager: User):
    sent(2)
    job = submitted()
    later(job)
    assert not step()
    actions.check_batch(job=job, by=manager)
    assert step()


def test_whether_a_batch_was_made_is_not_looked_up_sooner(sent: Make, manager: User):
    """Three looks too early would make it a second time."""
    sent(2)
    job = BatchJob.objects.get()
    later(job, step="submitting")
    with pytest.raises(NotAllowed, match="never made twice"):
        actions.check_batch(job=job, by=manager)
    assert not step()
    with pytest.raises(NotAllowed, match="never made twice"):
        actions.cancel_batch(job=job, by=manager)


def test_a_batch_that_has_ended_is_neither_checked_nor_cancelled(
    sent: Make, by_batch: StandIn, manager: User
):
    sent(2)
    go_on(by_batch)
    job = BatchJob.objects.get()
    for act in (actions.check_batch, actions.cancel_batch):
        with pytest.raises(NotAllowed, match="has ended already"):
            act(job=job, by=manager)


def test_a_batch_that_has_just_ended_at_openai_is_said_to_have_ended(
    sent: Make, by_batch: StandIn, manager: User
):
    upload = sent(2)
    job = submitted()
    for seconds in (5, 100, 100):  # the clock moves it on, one look each
        by_batch.advance(seconds)
        submitting.batches().retrieve(str(job.batch_id))
    with pytest.raises(NotAllowed, match="has just ended at OpenAI"):
        actions.cancel_batch(job=job, by=manager)
    job.refresh_from_db()
    assert (job.cancel_asked_at, job.rest) == (None, "")
    assert step()  # due at once
    go_on(by_batch)
    assert all(disc.reading() for disc in upload.discs.all())


def test_what_is_being_collected_cannot_be_cancelled(sent: Make, manager: User):
    sent(2)
    job = submitted()
    later(job, step="collecting")
    with pytest.raises(NotAllowed, match="nothing is left to cancel"):
        actions.cancel_batch(job=job, by=manager)


def test_the_rest_of_a_cancelled_batch_is_asked_now(
    sent: Make, by_batch: StandIn, manager: User, caplog: Any
):
    upload = sent(3)
    job = submitted()
    with caplog.at_level("INFO", "processing"):
        actions.cancel_batch(job=job, by=manager, rest="now")
    assert f"managers has cancelled {job.batch_id}; the rest: now" in caplog.text
    go_on(by_batch)
    assert BatchJob.objects.get().status == "cancelled"
    assert ModelCall.objects.filter(state=State.DONE).count() == 3
    assert all(disc.reading() for disc in upload.discs.all())


def test_a_batch_that_is_not_sent_yet_ends_at_once(sent: Make, manager: User):
    sent(2)
    job = BatchJob.objects.get()
    actions.cancel_batch(job=job, by=manager)
    assert job.state == State.CANCELLED
    assert not ModelCall.objects.filter(state=State.WAITING).exists()


def test_a_batch_that_the_key_does_not_show_is_not_cancelled_and_says_why(
    sent: Make, manager: User
):
    sent(2)
    job = submitted()
    later(job, batch_id="batch_of_another_project", key_end="abcd")
    with pytest.raises(NotAllowed, match=r"another one .*\(…abcd, now …lake\)"):
        actions.cancel_batch(job=job, by=manager)
    job.refresh_from_db()
    assert job.cancel_asked_at is None


@pytest.mark.parametrize("road", ["now", "batch", ""])
def test_the_road_is_chosen_before_the_start(
    by_batch: StandIn, make_upload: Make, manager: User, road: str
):
    upload = make_upload(1)
    actions.choose_road(upload=upload, road=road, by=manager)
    upload.refresh_from_db()
    assert upload.road == road


def test_the_road_is_not_chosen_any_more_after_the_start(make_box: Make, by_batch: StandIn):
    with pytest.raises(NotAllowed, match="has been started"):
        actions.choose_road(upload=make_box(1), road="now", by=None)


def test_no_batch_is_chosen_where_none_can_be_made(stand_in: StandIn, make_upload: Make):
    upload = make_upload(1)
    with pytest.raises(NotAllowed, match="takes no batches"):
        actions.choose_road(upload=upload, road="batch", by=None)
    upload.is_sample = True
    with pytest.raises(NotAllowed, match="The sample is always read at once"):
        actions.choose_road(upload=upload, road="batch", by=None)
    with pytest.raises(NotAllowed, match="Choose one of"):
        actions.choose_road(upload=upload, road="by post", by=None)
