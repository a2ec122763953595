"""A box goes to OpenAI by batch and comes back: nothing lost, nothing paid twice, at half the price."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from processing import batches, pipeline
from processing.clients import prices
from processing.leases import Only
from processing.models import BatchJob, ModelCall, StageRun, State, Upload
from processing.questions import budget
from tests.batches.conftest import go_on
from tests.pipeline_help import states, work_all
from tests.questions import box
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


def all_done(upload: Upload) -> bool:
    return all(set(states(disc.pk).values()) == {State.DONE} for disc in upload.discs.all())


def made(stand_in: StandIn) -> int:
    """How many batches the server has made."""
    return len(stand_in.batches.made)


def test_a_box_goes_by_one_batch_and_comes_back(sent: Make, by_batch: StandIn):
    upload = sent(5)
    assert BatchJob.objects.get().requests == 5
    assert set(StageRun.objects.filter(stage="extract").values_list("state", flat=True)) == {
        State.WAITING
    }
    go_on(by_batch)
    assert all_done(upload)
    job = BatchJob.objects.get()
    assert (job.step, job.state, job.status) == ("ended", "done", "completed")
    assert (job.requests, job.completed, job.applied, job.strays) == (5, 5, 5, 0)
    assert made(by_batch) == 1
    assert not by_batch.asked()  # nothing was asked in real time


def test_answers_by_batch_cost_half(sent: Make, by_batch: StandIn):
    sent(3)
    go_on(by_batch)
    for call in ModelCall.objects.all():
        usage = prices.Usage(
            call.input_tokens, call.cached_tokens, call.written_tokens, call.output_tokens
        )
        now = prices.cost(call.model, usage)
        assert now is not None
        assert call.cost_usd is not None
        assert abs(call.cost_usd - now / 2) <= Decimal("0.000001")


def test_what_a_batch_costs_counts_in_the_month(sent: Make, by_batch: StandIn):
    sent(3)
    go_on(by_batch)
    total = sum(call.cost_usd or 0 for call in ModelCall.objects.all())
    assert total > 0
    assert abs(budget.spent(timezone.now()) - total) < Decimal("0.00001")


def test_what_is_reserved_for_a_batch_is_its_own_price(by_batch: StandIn, make_box: Make, settings):
    by_batches = make_box(3).estimated_usd
    settings.USE_BATCH_PROCESSING = "false"
    now = make_box(3).estimated_usd
    assert by_batches is not None
    assert now is not None
    assert abs(by_batches - now / 2) <= Decimal("0.000001")


def test_the_budget_of_a_batch_is_held_against_its_own_price(
    by_batch: StandIn, sent: Make, settings: Any
):
    """The question of the one disc costs more in real time than is left."""
    upload = sent(1)
    call, job = ModelCall.objects.get(), BatchJob.objects.get()
    assert call.estimated_usd is not None
    ModelCall.objects.update(batch=None)
    job.delete()
    settings.BUDGET_USD = call.estimated_usd * 3 / 4
    Upload.objects.filter(pk=upload.pk).update(estimated_usd=call.estimated_usd / 2)
    StageRun.objects.filter(state=State.WAITING).update(state=State.PENDING, call=None)
    work_all()
    assert StageRun.objects.filter(stage="extract", state=State.WAITING).count() == 1
    batches.gather()
    go_on(by_batch)
    assert all_done(upload)


def test_both_stages_go_by_batch(by_batch: StandIn, sent: Make, settings):
    settings.ANALYZE_WITH_MODEL = "always"
    upload = sent(4)
    go_on(by_batch)
    assert all_done(upload)
    assert sorted(BatchJob.objects.values_list("stage", "requests")) == [
        ("analyze", 4),
        ("extract", 4),
    ]


def test_the_files_at_openai_are_deleted_when_all_is_kept(sent: Make, by_batch: StandIn):
    sent(2)
    go_on(by_batch)
    assert not by_batch.files.stored
    job = BatchJob.objects.get()
    with job.output.open("rb") as kept:
        assert kept.read().count(b"\n") == 2


def test_few_questions_do_not_wait_for_a_batch(by_batch: StandIn, make_box: Make, settings):
    settings.USE_BATCH_PROCESSING = "auto"
    settings.BATCH_THRESHOLD = 4
    few, many = make_box(4), make_box(5)
    assert (few.snapshot["batch"], few.snapshot["road"]) == (False, "at most 4 discs")
    assert (many.snapshot["batch"], many.snapshot["road"]) == (True, "more than 4 discs")


def test_few_open_questions_of_a_large_box_go_now(by_batch: StandIn, sent: Make, settings):
    settings.USE_BATCH_PROCESSING = "auto"
    settings.BATCH_THRESHOLD = 4
    settings.ANALYZE_WITH_MODEL = "always"
    upload = sent(5)
    ModelCall.objects.filter(stage="extract").order_by("-pk")[0].delete()
    go_on(by_batch)
    assert all_done(upload)


def test_nothing_closes_while_discs_are_on_their_way(by_batch: StandIn, make_box: Make):
    make_box(2)
    assert pipeline.work_next(Only(), needs_cpu=False)
    assert batches.gather() == 0
    assert not BatchJob.objects.exists()


def test_titles_are_those_of_the_discs(sent: Make, by_batch: StandIn):
    """The output comes in another order than the input."""
    upload = sent(6)
    go_on(by_batch)
    for disc in upload.discs.all():
        reading = disc.reading()
        assert reading is not None
        assert reading.machine.title is not None
        assert reading.machine.title.text == box.title_of(disc.position)
