"""The same question of two discs, questions of dead workers, and answers that come late."""

import io
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from PIL import Image

from processing import actions, leases, ledger, pipeline
from processing.leases import Only
from processing.models import Consent, Disc, ModelCall, Pause, Photo, StageRun, State, Upload
from processing.presentation import calls as shown
from processing.questions import asking, limits
from processing.questions.allowed import NOT_YET_ALLOWED
from processing.stages import extract
from tests.pipeline_help import in_threads, let_lease_run_out, make_due, states, work_all
from tests.process.server import wait_for
from tests.questions import box
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


def sent() -> bool:
    """Whether a question is under way."""
    return ModelCall.objects.filter(state=State.RUNNING, sent_at__isnull=False).exists()


def work_one() -> bool:
    return pipeline.work_next(Only(), needs_cpu=False)


def twin_of(disc: Disc) -> Upload:
    """Another upload with the same photos, started."""
    upload = Upload.objects.create(name="The same box")
    twin = Disc.objects.create(upload=upload, position=1, item_barcode="059173999999999")
    for photo in disc.photos.all():
        Photo.objects.create(
            upload=upload,
            disc=twin,
            sha256=photo.sha256,
            name=photo.name,
            role=photo.role,
            original=photo.original.name,
            working=photo.working.name,
            width=photo.width,
            height=photo.height,
            state=State.DONE,
        )
    ledger.begin(upload)
    return upload


def test_the_same_photos_elsewhere_are_not_paid_twice(make_box: Make, stand_in: StandIn):
    upload = make_box()
    work_all()
    other = twin_of(upload.discs.get())
    work_all()
    assert len(stand_in.asked()) == 1
    disc = other.discs.get()
    assert set(states(disc.pk).values()) == {State.DONE}
    reading = disc.reading()
    assert reading is not None
    assert reading.machine.title is not None
    assert reading.machine.title.text == box.title_of(1)
    assert disc.photos.filter(pk=reading.machine.title.photo).exists()  # not of the other upload
    assert shown.of_disc(disc.pk) == list(ModelCall.objects.all())


def test_two_workers_with_the_same_question_send_it_once(make_box: Make, stand_in: StandIn):
    upload = make_box()
    other = twin_of(upload.discs.get())
    stand_in.latency = 0.5
    in_threads(work_one, work_one)
    work_all()
    pipeline.heal()
    work_all()
    assert len(stand_in.asked()) == 1
    for disc in (upload.discs.get(), other.discs.get()):
        assert set(states(disc.pk).values()) == {State.DONE}


def claimed_and_lost(upload: Upload) -> ModelCall:
    """The worker of this upload's disc dies after it has sent its question."""
    run = StageRun.objects.get(disc__upload=upload, stage="extract")
    held = StageRun.objects.claim(run.pk, "elsewhere/1/dead")
    assert held is not None
    stored: dict[str, Any] = {
        "instructions": "",
        "parts": [],
        "format": {},
        "model": "gpt-5.6-luna",
    }
    call = ModelCall.objects.create(
        request_hash="of a dead worker", disc_number=run.disc_id, stage="extract", request=stored
    )
    claimed = ModelCall.objects.claim(call.pk, "elsewhere/1/dead")
    assert claimed is not None
    StageRun.objects.filter(pk=run.pk).update(call=claimed)
    let_lease_run_out(held)
    let_lease_run_out(claimed)
    return call


def test_the_question_of_a_dead_worker_is_free_again_and_counted(make_box: Make):
    upload = make_box()
    call = claimed_and_lost(upload)
    leases.take_back()
    call.refresh_from_db()
    assert (call.state, call.possibly_paid_twice) == (State.PENDING, 1)
    work_all()
    assert set(states(upload.discs.get().pk).values()) == {State.DONE}


def test_who_waits_for_the_question_of_a_dead_worker_asks_it_himself(make_box: Make):
    upload = make_box()
    call = claimed_and_lost(upload)
    waiting = StageRun.objects.get(disc__upload=upload, stage="extract")
    leases.take_back()
    StageRun.objects.filter(pk=waiting.pk).update(state=State.WAITING, call=call)
    pipeline.heal()
    work_all()
    assert set(states(upload.discs.get().pk).values()) == {State.DONE}


def test_an_answer_that_comes_after_the_lease_is_kept(make_box: Make, stand_in: StandIn):
    """It is paid: whoever asks next finds it."""
    upload = make_box()
    stand_in.latency = 1.0

    def stalls() -> None:
        wait_for(sent, 20)
        for row in (*ModelCall.objects.all(), *StageRun.objects.filter(state=State.RUNNING)):
            let_lease_run_out(row)
        leases.take_back()

    in_threads(work_one, stalls)
    assert ModelCall.objects.get().outcome == "usable"
    assert ModelCall.objects.get().possibly_paid_twice == 0  # it was sent once
    work_all()
    assert len(stand_in.asked()) == 1
    assert set(states(upload.discs.get().pk).values()) == {State.DONE}


def test_an_upload_that_is_cancelled_meanwhile_keeps_the_answer(make_box: Make, stand_in: StandIn):
    upload = make_box()
    stand_in.latency = 1.0

    def cancel() -> None:
        wait_for(sent, 20)
        with transaction.atomic():
            ledger.cancel(upload)

    in_threads(work_one, cancel)
    assert ModelCall.objects.get().outcome == "usable"
    assert upload.discs.get().runs.get(stage="extract").state == State.CANCELLED


def test_what_was_waited_for_is_used_whatever_would_be_asked_now(
    make_box: Make, stand_in: StandIn, settings: Any
):
    upload = make_box()
    work_all()
    disc = upload.discs.get()
    call = ModelCall.objects.get()
    settings.OPENAI_VISION_MODEL = "gpt-6-luna"
    ledger.restart(disc, "extract")
    disc.upload.refresh_from_db()
    upload.snapshot["vision_model"] = "gpt-6-luna"
    upload.save()
    StageRun.objects.filter(disc=disc, stage="extract").update(state=State.WAITING, call=call)
    pipeline.heal()
    work_all()
    assert len(stand_in.asked()) == 1
    assert set(states(disc.pk).values()) == {State.DONE}


def test_a_photo_that_comes_before_the_question_is_sent_is_not_left_out(
    make_box: Make, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
):
    """A worker that waits for the limits asks about a disc whose photos change meanwhile."""
    upload = make_box()
    disc = upload.discs.get()
    waits = asking._wait_for_limits
    changes = [lambda: ledger.restart(disc, "extract")]

    def wait(tokens: int) -> None:
        waits(tokens)
        if changes:
            box.add_photo(disc, "booklet", box.picture(77))
            changes.pop()()

    monkeypatch.setattr(asking, "_wait_for_limits", wait)
    assert work_one()
    assert stand_in.asked() == []  # nobody would use the answer
    assert disc.runs.get(stage="extract").call is None
    work_all()
    (asked,) = ModelCall.objects.filter(stage="extract", outcome="usable")
    assert len([part for part in asked.request["parts"] if not isinstance(part, str)]) == 3


# Nothing is sent before somebody has said so


def test_discs_wait_until_a_manager_has_said_what_may_be_sent(
    make_box: Make, stand_in: StandIn, settings: Any, manager: Any
):
    settings.SEND_TO_MODEL = ""
    upload = make_box(2)
    work_all()
    assert stand_in.asked() == []
    assert Pause.objects.get().reason == NOT_YET_ALLOWED
    assert not StageRun.objects.filter(state=State.FAILED).exists()
    Consent.objects.create(
        photos=True, recipient=stand_in.url, statement="Photos.", given_by=manager
    )
    Pause.objects.all().delete()
    make_due(state=State.PENDING)
    work_all()
    for disc in upload.discs.all():
        assert set(states(disc.pk).values()) == {State.DONE}


def test_a_word_about_another_server_lets_nothing_out(
    make_box: Make, stand_in: StandIn, settings: Any, manager: Any
):
    settings.SEND_TO_MODEL = ""
    Consent.objects.create(
        photos=True, recipient="https://elsewhere.example/v1", statement="…", given_by=manager
    )
    make_box()
    work_all()
    assert stand_in.asked() == []


def test_with_photos_kept_back_new_uploads_are_read_on_this_machine(
    stand_in: StandIn, settings: Any
):
    settings.SEND_TO_MODEL = "none"
    assert ledger.snapshot()["reader"] == "local"
    settings.SEND_TO_MODEL = "photos"
    assert ledger.snapshot()["reader"] == "openai"


# Limits


def test_requests_and_tokens_of_a_minute_have_a_ceiling(settings: Any, stand_in: StandIn):
    settings.OPENAI_RPM = 3
    assert [limits.seconds_to_wait(10) > 0 for _ in range(4)] == [False, False, False, True]
    limits._limiter.cache_clear()
    settings.OPENAI_RPM, settings.OPENAI_TPM = 100, 1_000
    assert limits.seconds_to_wait(900) == 0
    assert 50 < limits.seconds_to_wait(200) <= 60


def test_a_question_larger_than_the_ceiling_may_go_alone(settings: Any, stand_in: StandIn):
    settings.OPENAI_TPM = 1_000
    assert limits.seconds_to_wait(5_000) == 0
    assert limits.seconds_to_wait(10) > 0


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("12ms", 0.012), ("1.5s", 1.5), ("6m0s", 300.0), ("1m30s", 90.0), ("", 0.0), ("soon", 0.0)],
)
def test_the_server_s_times_are_understood(text: str, seconds: float):
    assert limits.seconds_of(text) == pytest.approx(seconds)


@pytest.mark.parametrize("ceiling", [800, 1_200])
def test_what_was_sent_counts_under_another_ceiling_too(
    settings: Any, stand_in: StandIn, ceiling: int
):
    settings.OPENAI_TPM = 1_000
    assert limits.seconds_to_wait(900) == 0
    settings.OPENAI_TPM = ceiling
    assert limits.seconds_to_wait(700) > 0


def test_a_limit_that_no_server_has_is_not_believed(stand_in: StandIn):
    limits.told.hear({"x-ratelimit-limit-tokens": "9" * 5000})
    assert limits.told.limits == {}


def test_at_most_so_many_questions_are_under_way_at_once(make_box: Make, stand_in: StandIn):
    make_box(4)
    held = [limits.slots.acquire(blocking=False) for _ in range(limits.settings.OPENAI_CONCURRENCY)]
    try:
        assert all(held)
        assert limits.full()
        assert not work_one()
        assert stand_in.asked() == []
    finally:
        limits.slots.release(len(held))
    assert work_one()


def test_clients_are_made_once_for_the_same_settings(stand_in: StandIn):
    assert asking.client() is asking.client()


# The month's budget


def test_an_upload_that_does_not_fit_into_the_budget_waits_for_a_manager(
    make_box: Make, stand_in: StandIn, settings: Any, manager: Any
):
    settings.BUDGET_USD = Decimal("0.0001")
    upload = make_box(2)
    work_all()
    assert stand_in.asked() == []
    waiting = StageRun.objects.filter(stage="extract")
    assert {run.state for run in waiting} == {State.PENDING}
    assert all("does not suffice" in run.error for run in waiting)
    actions.go_over_budget(upload=upload, by=manager)
    work_all()
    for disc in upload.discs.all():
        assert set(states(disc.pk).values()) == {State.DONE}


def test_an_upload_that_fits_is_not_held_up(make_box: Make, settings: Any):
    settings.BUDGET_USD = Decimal("1")
    upload = make_box(2)
    assert upload.estimated_usd is not None
    work_all()
    assert set(states(upload.discs.all()[0].pk).values()) == {State.DONE}


def test_an_upload_that_a_manager_lets_go_on_asks_what_another_one_still_waits_for(
    make_box: Make, settings: Any, manager: Any
):
    settings.BUDGET_USD = Decimal("0.0001")
    upload = make_box()
    other = twin_of(upload.discs.get())
    work_all()  # the first upload has written the question down, and waits
    actions.go_over_budget(upload=other, by=manager)
    work_all()
    assert states(other.discs.get().pk)["extract"] == State.DONE
    assert states(upload.discs.get().pk)["extract"] == State.PENDING


def test_what_may_be_sent_is_looked_at_when_a_place_is_free(
    make_box: Make, stand_in: StandIn, settings: Any
):
    """Others may take minutes before a question has its turn, and a manager may say no meanwhile."""
    make_box()

    def says_no() -> None:
        time.sleep(0.5)
        settings.SEND_TO_MODEL = "none"
        limits.slots.release(limits.settings.OPENAI_CONCURRENCY)

    def waits() -> None:
        run = StageRun.objects.claim_next("a worker")
        assert run is not None
        pipeline.work(run)

    for _ in range(limits.settings.OPENAI_CONCURRENCY):
        assert limits.slots.acquire(blocking=False)
    in_threads(says_no, waits)
    assert stand_in.asked() == []


def test_reading_an_upload_again_is_reckoned_and_reserved_again(make_box: Make, settings: Any):
    upload = make_box()
    work_all()
    settings.OPENAI_VISION_MODEL = "gpt-6.1-sol"
    first = upload.estimated_usd
    actions.run_upload_again(upload=upload, stage="extract", by=None)
    upload.refresh_from_db()
    assert first is not None
    assert upload.estimated_usd is not None
    assert upload.estimated_usd > 5 * first


def test_what_is_covered_is_not_read_on_this_machine_either(
    stand_in: StandIn, db: None, cataloger: Any
):
    """Its text could be sent with the reading."""
    upload = box.box(stand_in, 1)
    photo = upload.photos.get(role="front")
    plain = extract._input(photo)
    photo.covers.create(left=0, top=0, right=400, bottom=300, made_by=cataloger)
    covered = extract._covered(extract._input(photo))
    assert covered.sha256 != plain.sha256
    with Image.open(io.BytesIO(covered.image())) as image:
        assert image.convert("L").crop((5, 5, 390, 290)).getextrema() == (0, 0)
