"""Many open batches are looked at by one list call; each keeps its own claim and its own end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from processing import batches
from processing.batches import rounds, submitting
from processing.clients.openai_batches import Batches
from processing.leases import Only
from processing.models import BatchJob, State, Upload
from tests.batches.conftest import due, go_on, step
from tests.batches.test_whole import all_done, made
from tests.pipeline_help import in_threads, work_all
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
BATCHES = "/v1/batches"
Open = Callable[[int], list[Upload]]


@pytest.fixture
def open_jobs(by_batch: StandIn, make_box: Callable[..., Upload], settings: Any) -> Open:
    """Uploads of one disc, each with a batch at OpenAI."""
    settings.BATCH_POLL_SECONDS = 300

    def make(count: int) -> list[Upload]:
        uploads = [make_box(1) for _ in range(count)]
        work_all()
        batches.gather()
        while step():
            pass
        assert BatchJob.objects.filter(step="submitted", state=State.PENDING).count() == count
        by_batch.calls.clear()
        return uploads

    return make


def looks(stand_in: StandIn) -> tuple[int, int]:
    """List calls and calls for one batch, since it was asked last."""
    gets = [call.path for call in stand_in.calls if call.method == "GET"]
    stand_in.calls.clear()
    lists = gets.count(BATCHES)
    return lists, sum(path.startswith(f"{BATCHES}/") for path in gets)


def round_of_looks(stand_in: StandIn, *, seconds: float = 20) -> tuple[int, int]:
    stand_in.advance(seconds)
    due()
    stand_in.calls.clear()
    assert step()
    return looks(stand_in)


def test_twenty_open_batches_are_looked_at_by_one_call(open_jobs: Open, by_batch: StandIn):
    open_jobs(20)
    for _ in range(3):
        before = timezone.now()
        assert round_of_looks(by_batch, seconds=10) == (1, 0)
        assert not step()
    assert (
        BatchJob.objects.filter(
            status="in_progress", state=State.PENDING, checked_at__gte=before, token=None
        ).count()
        == 20
    )


def test_they_end_as_if_each_had_been_asked_for(open_jobs: Open, by_batch: StandIn):
    uploads = open_jobs(5)
    go_on(by_batch)
    _, alone = looks(by_batch)
    assert alone == 0
    assert all(all_done(upload) for upload in uploads)
    assert made(by_batch) == 5
    assert set(BatchJob.objects.values_list("status", "applied")) == {("completed", 1)}


def test_one_open_batch_is_asked_for_by_its_number(open_jobs: Open, by_batch: StandIn):
    open_jobs(1)
    assert round_of_looks(by_batch) == (0, 1)


def test_a_batch_that_the_list_does_not_show_is_asked_for_by_itself(
    open_jobs: Open, by_batch: StandIn
):
    open_jobs(4)
    by_batch.fault("list_lag", where=BATCHES)
    assert round_of_looks(by_batch) == (1, 4)
    assert set(BatchJob.objects.values_list("status", "error")) == {("in_progress", "")}


def test_a_batch_of_another_key_is_explained_and_the_others_go_on(
    open_jobs: Open, by_batch: StandIn
):
    open_jobs(3)
    lost = BatchJob.objects.order_by("pk")[1]
    del by_batch.batches.made[str(lost.batch_id)]
    assert round_of_looks(by_batch) == (1, 1)
    lost.refresh_from_db()
    assert "Put the old key back" in lost.error
    assert BatchJob.objects.filter(status="in_progress", error="").count() == 2


@pytest.mark.parametrize("fault", ["500", "503", "429", "drop_before", "drop_after"])
def test_a_list_that_fails_changes_nothing(open_jobs: Open, by_batch: StandIn, fault: str):
    uploads = open_jobs(3)
    by_batch.fault(fault, where=BATCHES)
    round_of_looks(by_batch)
    for job in BatchJob.objects.all():
        assert (job.step, job.state, job.status) == ("submitted", State.PENDING, "validating")
        assert job.error
        assert job.not_before is not None
    go_on(by_batch)
    assert all(all_done(upload) for upload in uploads)
    assert made(by_batch) == 3


def test_a_server_without_a_list_is_asked_for_each(open_jobs: Open, by_batch: StandIn):
    open_jobs(3)
    by_batch.fault("404_model", where=BATCHES)
    assert round_of_looks(by_batch) == (1, 3)
    assert set(BatchJob.objects.values_list("status", "error")) == {("in_progress", "")}


def test_two_workers_begin_one_round(open_jobs: Open, by_batch: StandIn):
    open_jobs(6)
    by_batch.latency = 0.2
    by_batch.advance(20)
    due()
    in_threads(*[step for _ in range(4)])
    assert looks(by_batch) == (1, 0)
    assert set(BatchJob.objects.values_list("status", flat=True)) == {"in_progress"}


def test_nothing_is_claimed_while_the_list_is_asked_for_and_one_at_a_time_after_it(
    open_jobs: Open, by_batch: StandIn, monkeypatch: pytest.MonkeyPatch
):
    open_jobs(3)
    claimed: list[int] = []

    def count() -> None:
        claimed.append(BatchJob.objects.filter(state=State.RUNNING).count())

    listed, taken = Batches.newest, rounds.steps.take

    def newest(self: Batches) -> Any:
        count()
        return listed(self)

    def take(*arguments: Any) -> None:
        count()
        taken(*arguments)

    monkeypatch.setattr(Batches, "newest", newest)
    monkeypatch.setattr(rounds.steps, "take", take)
    round_of_looks(by_batch)
    assert claimed == [0, 1, 1, 1]


def test_a_worker_that_dies_over_the_list_leaves_jobs_that_come_due_again(
    open_jobs: Open, by_batch: StandIn, monkeypatch: pytest.MonkeyPatch
):
    open_jobs(3)

    def cut(self: Batches) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Batches, "newest", cut)
        due()
        with pytest.raises(KeyboardInterrupt):
            step()
    assert set(BatchJob.objects.values_list("state", "error")) == {(State.PENDING, "")}
    assert not step()  # for as long as a list call may take
    assert not BatchJob.objects.filter(
        not_before__gt=timezone.now() + timedelta(minutes=5)
    ).exists()
    assert round_of_looks(by_batch) == (1, 0)


def test_what_a_person_changes_while_the_list_is_asked_for_stands(
    open_jobs: Open, by_batch: StandIn, monkeypatch: pytest.MonkeyPatch
):
    open_jobs(2)
    one, other = BatchJob.objects.order_by("pk")
    listed = Batches.newest

    def newest(self: Batches) -> Any:
        BatchJob.objects.filter(pk=one.pk).update(not_before=None)  # "check now"
        return listed(self)

    monkeypatch.setattr(Batches, "newest", newest)
    assert round_of_looks(by_batch) == (1, 0)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.status, one.not_before) == ("validating", None)
    assert other.status == "in_progress"


def test_batches_of_different_times_come_to_be_looked_at_together(
    open_jobs: Open, by_batch: StandIn
):
    open_jobs(3)
    now = timezone.now()
    for job, minutes in zip(BatchJob.objects.order_by("pk"), (-1, 2, 4), strict=True):
        BatchJob.objects.filter(pk=job.pk).update(not_before=now + timedelta(minutes=minutes))
    by_batch.advance(10)
    assert step()
    assert looks(by_batch) == (1, 0)
    ahead = [job.not_before - now for job in BatchJob.objects.order_by("pk") if job.not_before]
    five, four = timedelta(minutes=5), timedelta(minutes=4)
    assert five <= ahead[0] <= ahead[1] <= five + timedelta(minutes=1)
    assert ahead[2] == four


def test_what_waits_after_an_error_is_not_looked_at_sooner(open_jobs: Open, by_batch: StandIn):
    open_jobs(2)
    one, other = BatchJob.objects.order_by("pk")
    soon = timezone.now() + timedelta(seconds=100)
    BatchJob.objects.filter(pk=one.pk).update(not_before=soon, error="Send less for a while.")
    BatchJob.objects.filter(pk=other.pk).update(not_before=None)
    assert step()
    assert looks(by_batch) == (0, 1)


def test_the_batches_of_other_uploads_are_left_to_others(open_jobs: Open, by_batch: StandIn):
    first, *_ = open_jobs(3)
    due()
    assert batches.work_next(Only(first.pk))
    assert looks(by_batch) == (0, 1)


def test_the_list_is_read_only_as_far_as_needed(open_jobs: Open, by_batch: StandIn):
    open_jobs(2)
    api = submitting.batches()
    by_batch.advance(400)
    for _ in range(130):  # of other people, newer than ours
        api.create("file-of-others", "somebody")
    assert round_of_looks(by_batch) == (2, 0)


def test_the_list_is_not_read_past_the_oldest_one(open_jobs: Open, by_batch: StandIn):
    api = submitting.batches()
    for _ in range(130):
        api.create("file-of-others", "somebody")
    by_batch.advance(3_600)
    open_jobs(2)
    by_batch.batches.made.pop(str(BatchJob.objects.order_by("pk")[0].batch_id))
    assert round_of_looks(by_batch) == (1, 1)
