"""A power cut at each point of a batch's way: before and after every outside call and every commit."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from processing import leases
from processing.batches import collecting, following, next_step, submitting
from processing.clients.openai_batches import Batches
from processing.models import BatchJob, ModelCall, State, Upload
from processing.questions import calls
from tests.batches.conftest import due, go_on, step
from tests.batches.test_whole import all_done, made
from tests.pipeline_help import let_lease_run_out
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]
POINTS = 50  # more than there are: the last ones show that all were met


class PowerCut(BaseException):
    """Nothing catches it, so nothing tidies up."""


class Fuse:
    """Blows at the n-th point, once."""

    def __init__(self) -> None:
        self.at, self.count, self.blown = 0, 0, False

    def tick(self) -> None:
        self.count += 1
        if self.count == self.at and not self.blown:
            self.blown = True
            raise PowerCut

    def around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*args: Any, **kwargs: Any) -> Any:
            self.tick()
            result = work(*args, **kwargs)
            self.tick()
            return result

        return guarded


@pytest.fixture
def fuse(monkeypatch: pytest.MonkeyPatch) -> Fuse:
    fuse = Fuse()
    written = fuse.around(next_step.write)
    for module in (submitting, following, collecting):
        monkeypatch.setattr(module, "write", written)
    for name in ("upload", "create", "retrieve", "newest", "download", "delete"):
        monkeypatch.setattr(Batches, name, fuse.around(getattr(Batches, name)))
    monkeypatch.setattr(calls, "answered_in_batch", fuse.around(calls.answered_in_batch))
    return fuse


def cut_and_start_again(stand_in: StandIn) -> bool:
    """Works until the power goes; True where it went. What was held is free again after that."""
    try:
        for _ in range(12):
            due()
            while step():
                pass
            stand_in.advance(40)
    except PowerCut:
        for job in BatchJob.objects.filter(state=State.RUNNING):
            let_lease_run_out(job)
        leases.take_back()
        return True
    return False


@pytest.mark.parametrize("point", range(1, POINTS))
def test_a_power_cut_at_any_point_makes_no_second_batch_and_loses_no_answer(
    sent: Make, by_batch: StandIn, fuse: Fuse, point: int
):
    upload = sent(2)
    fuse.at = point
    was_cut = cut_and_start_again(by_batch)
    with suppress(PowerCut):
        go_on(by_batch)
    assert all_done(upload)
    assert made(by_batch) == 1
    assert set(ModelCall.objects.values_list("outcome", "attempt")) == {("usable", 1)}
    assert BatchJob.objects.get().applied == 2
    assert not by_batch.asked()
    if point == POINTS - 1:
        assert not was_cut, "there are more points than were tried"
        assert fuse.count >= 24


@pytest.mark.parametrize("point", range(1, 15))
def test_a_power_cut_in_a_round_of_looks_makes_no_second_batch_and_loses_no_answer(
    sent: Make, by_batch: StandIn, fuse: Fuse, point: int
):
    uploads = [sent(1), sent(1)]
    while step():
        pass
    fuse.count, fuse.at = 0, point
    by_batch.advance(100)
    assert cut_and_start_again(by_batch)
    with suppress(PowerCut):
        go_on(by_batch)
    assert all(all_done(upload) for upload in uploads)
    assert made(by_batch) == 2
    assert set(ModelCall.objects.values_list("outcome", "attempt")) == {("usable", 1)}
    assert set(BatchJob.objects.values_list("applied", flat=True)) == {1}
