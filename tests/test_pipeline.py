"""Stages in order, waiting, pausing, failing: each on its own disc."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from processing import ledger, pipeline, worker
from processing.clients.errors import ServiceError
from processing.models import (
    Disc,
    ModelCall,
    Pause,
    Photo,
    Stage,
    StageRun,
    State,
    Upload,
)
from processing.stages.base import CannotProcess, Later, Outcome, Waiting
from tests.conftest import make_photo
from tests.fake_stages import FakeStages
from tests.pipeline_help import make_due, states, work_all

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]
ORDER = ["extract", "clean", "search", "analyze", "verify"]


def begin(upload: Upload) -> Disc:
    ledger.begin(upload)
    return upload.discs.get()


def call_for(disc: Disc, **fields: object) -> ModelCall:
    values = {
        "request_hash": f"{disc.pk:064d}",
        "disc_number": disc.pk,
        "stage": "extract",
        "model": "test",
        "prompt_version": "1",
        "request": {},
    }
    return ModelCall.objects.create(**{**values, **fields})


def test_all_stages_run_in_order_and_the_disc_is_done(
    make_upload: Make, stages: FakeStages
) -> None:
    disc = begin(make_upload())
    work_all()
    assert stages.names() == ORDER
    assert set(states(disc.pk).values()) == {State.DONE}
    disc.refresh_from_db()
    assert (disc.needs_review, disc.confidence, disc.accepted_number) == (True, 0, "")
    assert disc.verification() is not None


def test_the_five_runs_of_a_disc_are_all_there_from_the_start(
    make_upload: Make, stages: FakeStages
) -> None:
    disc = begin(make_upload())
    assert states(disc.pk) == {"extract": State.PENDING} | dict.fromkeys(ORDER[1:], State.IDLE)


def test_reading_waits_until_the_last_photo_is_in(make_upload: Make, stages: FakeStages) -> None:
    upload = make_upload()
    late = make_photo(upload.discs.get(), "late.jpg", State.PENDING)
    disc = begin(upload)
    assert states(disc.pk)["extract"] == State.IDLE
    Photo.objects.filter(pk=late.pk).update(state=State.DONE)
    pipeline.heal()
    assert states(disc.pk)["extract"] == State.PENDING


def test_a_failing_disc_says_why_and_the_others_go_on(
    make_upload: Make, stages: FakeStages
) -> None:
    upload = make_upload(3)
    bad = upload.discs.get(position=2)

    def refuse(disc: Disc) -> None:
        if disc == bad:
            raise CannotProcess("No photo of this disc can be read.")

    stages.before["extract"] = refuse
    ledger.begin(upload)
    work_all()
    run = bad.runs.get(stage="extract")
    assert (run.state, run.error) == (State.FAILED, "No photo of this disc can be read.")
    assert states(bad.pk)["clean"] == State.IDLE
    assert StageRun.objects.filter(stage="verify", state=State.DONE).count() == 2


def test_an_unforeseen_error_is_kept_for_the_log_and_said_in_plain_words(
    make_upload: Make, stages: FakeStages
) -> None:
    def break_down(_: Disc) -> None:
        raise ZeroDivisionError("division by zero")

    stages.before["clean"] = break_down
    disc = begin(make_upload())
    work_all()
    run = disc.runs.get(stage="clean")
    assert (run.state, run.attempts) == (State.PENDING, 1)
    assert "Retry" in run.error
    assert "division" not in run.error
    assert run.detail == "ZeroDivisionError: division by zero"


def test_a_result_that_cannot_be_saved_is_a_failure_of_that_disc(
    make_upload: Make, stages: FakeStages
) -> None:
    from_search: list[object] = ["not a result"]
    stages.before["search"] = lambda disc: pipeline.Done(from_search)
    disc = begin(make_upload())
    work_all()
    assert disc.runs.get(stage="search").attempts == 1
    assert states(disc.pk)["analyze"] == State.IDLE


def test_a_waiting_run_goes_on_when_its_question_is_closed(
    make_upload: Make, stages: FakeStages
) -> None:
    calls: list[ModelCall] = []

    def ask(disc: Disc) -> Outcome | None:
        if calls:
            return None
        calls.append(call_for(disc, state=State.WAITING))  # it waits for its batch
        return Waiting(calls[0])

    stages.before["extract"] = ask
    disc = begin(make_upload())
    work_all()
    assert states(disc.pk)["extract"] == State.WAITING
    pipeline.heal()
    assert states(disc.pk)["extract"] == State.WAITING  # still open: nothing moves
    ModelCall.objects.update(state=State.DONE)  # whoever closed it was killed before waking us
    pipeline.heal()
    assert disc.runs.get(stage="extract").call == calls[0]  # that answer is the one to use
    work_all()
    assert set(states(disc.pk).values()) == {State.DONE}


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED])
def test_a_question_that_ended_badly_wakes_its_run_too(
    make_upload: Make, stages: FakeStages, state: State
) -> None:
    disc = begin(make_upload())
    call = call_for(disc, state=state)
    StageRun.objects.filter(disc=disc, stage="extract").update(state=State.WAITING, call=call)
    pipeline.heal()
    assert states(disc.pk)["extract"] == State.PENDING


def test_a_lost_step_between_two_stages_heals_itself(make_upload: Make, stages: FakeStages) -> None:
    disc = begin(make_upload())
    StageRun.objects.filter(disc=disc, stage="extract").update(state=State.DONE)
    assert states(disc.pk)["clean"] == State.IDLE
    pipeline.heal()
    assert states(disc.pk)["clean"] == State.PENDING


def test_healing_does_not_start_what_was_never_reached(
    make_upload: Make, stages: FakeStages
) -> None:
    disc = begin(make_upload())
    pipeline.heal()
    assert states(disc.pk)["clean"] == State.IDLE


def test_later_uses_up_no_attempt_and_says_why(make_upload: Make, stages: FakeStages) -> None:
    until = timezone.now() + timedelta(minutes=5)
    stages.before["search"] = lambda disc: Later(until, "The daily limit is reached.")
    disc = begin(make_upload())
    work_all()
    run = disc.runs.get(stage="search")
    assert (run.state, run.attempts, run.not_before) == (State.PENDING, 0, until)
    assert run.error == "The daily limit is reached."


def down(*, retry_after: float | None = None, retryable: bool = True) -> Callable[[Disc], None]:
    def fail(_: Disc) -> None:
        raise ServiceError(
            "The catalogue does not answer.",
            service="catalogue",
            retryable=retryable,
            retry_after=retry_after,
        )

    return fail


def test_a_service_that_is_down_pauses_and_costs_no_disc_an_attempt(
    make_upload: Make, stages: FakeStages
) -> None:
    stages.before["search"] = down()
    upload = make_upload(3)
    ledger.begin(upload)
    StageRun.objects.filter(stage="search").update(service="catalogue")
    work_all()
    pause = Pause.objects.get()
    assert pause.reason == "The catalogue does not answer."
    assert timedelta(seconds=50) < pause.until - timezone.now() <= timedelta(minutes=1)
    assert stages.names().count("search") == 1  # the other discs did not even ask
    assert set(StageRun.objects.filter(stage="search").values_list("attempts", flat=True)) == {0}


def test_each_further_failure_pauses_longer_and_an_answer_ends_it(
    make_upload: Make, stages: FakeStages
) -> None:
    stages.before["search"] = down()
    disc = begin(make_upload())
    StageRun.objects.filter(stage="search").update(service="catalogue")
    minutes = []
    for _ in range(6):
        Pause.objects.update(until=timezone.now() - timedelta(seconds=1))
        make_due(stage="search")
        work_all()
        minutes.append(round((Pause.objects.get().until - timezone.now()).total_seconds() / 60))
    assert minutes == [1, 2, 4, 8, 15, 15]
    del stages.before["search"]
    Pause.objects.update(until=timezone.now() - timedelta(seconds=1))
    make_due(stage="search")
    work_all()
    assert not Pause.objects.exists()
    assert set(states(disc.pk).values()) == {State.DONE}


def test_the_moment_that_a_service_names_is_kept(make_upload: Make, stages: FakeStages) -> None:
    stages.before["search"] = down(retry_after=500)
    begin(make_upload())
    work_all()
    left = Pause.objects.get().until - timezone.now()
    assert timedelta(seconds=480) < left <= timedelta(seconds=500)


def test_a_service_error_that_cannot_pass_ends_on_the_disc(
    make_upload: Make, stages: FakeStages
) -> None:
    stages.before["search"] = down(retryable=False)
    disc = begin(make_upload())
    work_all()
    assert disc.runs.get(stage="search").state == State.FAILED
    assert not Pause.objects.exists()


def test_log_lines_say_which_disc_and_stage(
    make_upload: Make, stages: FakeStages, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(__import__("processing.logs", fromlist=["x"]).WorkFilter())
    caplog.set_level(logging.INFO, logger="processing")
    disc = begin(make_upload())
    work_all()
    works = [record.work for record in caplog.records if record.name == "processing.pipeline"]  # type: ignore[attr-defined]
    assert f"disc={disc.pk} stage=search " in works


def test_nudges_are_never_more_than_free_hands_or_due_work(
    make_upload: Make, stages: FakeStages, settings: object
) -> None:
    settings.WORKER_THREADS = 4  # type: ignore[attr-defined]
    assert worker.nudges_wanted() == 0
    ledger.begin(make_upload(2))
    assert worker.nudges_wanted() == 2
    ledger.begin(make_upload(9, name="more"))
    assert worker.nudges_wanted() == 4


def test_hands_that_are_busy_in_this_process_are_not_nudged(
    make_upload: Make, stages: FakeStages, settings: object
) -> None:
    """Those of other workers are: nobody knows how many there are, so each nudges for itself."""
    settings.WORKER_THREADS = 4  # type: ignore[attr-defined]
    inside: list[int] = []

    def count(_: Disc) -> None:
        inside.append(worker.nudges_wanted())

    stages.before["extract"] = count
    ledger.begin(make_upload(9))
    StageRun.objects.claim(StageRun.objects.due()[0].pk, "another/1/machine")
    assert worker.nudges_wanted() == 4
    worker.work_one()
    assert inside == [3]


def test_a_worker_works_everything_to_its_end(make_upload: Make, stages: FakeStages) -> None:
    ledger.begin(make_upload(3))
    while worker.work_one():
        pass
    assert StageRun.objects.filter(state=State.DONE).count() == 15


def test_stage_names_and_pipeline_agree() -> None:
    assert [stage.name for stage in pipeline.BY_NAME.values()] == Stage.values == ORDER
