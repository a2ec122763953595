"""What can go wrong with a question: it lands on its own disc in words, and the others go on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from processing import actions, leases, ledger
from processing.models import Disc, ModelCall, Pause, StageRun, State, Upload
from processing.questions import Unusable, asking, calls, limits
from tests.pipeline_help import in_threads, let_lease_run_out, make_due, states, work_all
from tests.questions import box
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]
SECOND = "lake no. 2"  # stands on the front of the second disc alone


def discs(upload: Upload) -> tuple[Disc, Disc, Disc]:
    first, second, third = upload.discs.order_by("position")
    return first, second, third


def read(disc: Disc) -> StageRun:
    run: StageRun = disc.runs.get(stage="extract")
    return run


def let_pass() -> None:
    """The pause of the service is over, and what waited for it is due."""
    Pause.objects.update(until=timezone.now() - timedelta(seconds=1))
    make_due(state=State.PENDING)


# One bad question: (faults, words on the disc, questions asked about it)
ON_ITS_DISC = {
    "a refusal": (["refusal"], "refused", 1),
    "an answer held back by a filter": (["content_filter"], "content filter", 1),
    "no text, twice": (["null_content"] * 2, "no answer", 2),
    "no choice, twice": (["no_choices"] * 2, "no answer", 2),
    "half an answer, twice": (["broken_json"] * 2, "shape", 2),
    "another shape, twice": (["wrong_shape"] * 2, "shape", 2),
    "cut off although it had more room": (["length"] * 2, "cut off", 2),
    "a photo that it cannot open": (["400_image"], "cannot open a photo", 1),
    "too long a question": (["400_context"], "does not take", 1),
    "a parameter that it does not know": (["400"], "does not take", 1),
}


@pytest.mark.parametrize("case", ON_ITS_DISC)
def test_one_bad_question_stops_its_own_disc_in_words(make_box: Make, stand_in: StandIn, case: str):
    faults, words, asked = ON_ITS_DISC[case]
    upload = make_box(3)
    for fault in faults:
        stand_in.fault(fault, saying=SECOND)
    work_all()
    first, second, third = discs(upload)
    assert read(second).state == State.FAILED
    assert words in read(second).error
    assert set(states(first.pk).values()) == set(states(third.pk).values()) == {State.DONE}
    assert ModelCall.objects.filter(disc_number=second.pk).count() == asked
    assert not Pause.objects.exists()
    actions.retry(run=read(second), by=None)
    work_all()
    assert set(states(second.pk).values()) == {State.DONE}


@pytest.mark.parametrize("fault", ["null_content", "no_choices", "broken_json", "wrong_shape"])
def test_an_answer_that_came_broken_is_asked_for_once_more(
    make_box: Make, stand_in: StandIn, fault: str
):
    upload = make_box()
    stand_in.fault(fault)
    work_all()
    assert set(states(upload.discs.get().pk).values()) == {State.DONE}
    outcomes = ModelCall.objects.order_by("attempt").values_list("attempt", "outcome")
    assert [attempt for attempt, _ in outcomes] == [1, 2]
    assert outcomes[1][1] == "usable"


def test_an_answer_that_was_cut_off_gets_more_room_once(make_box: Make, stand_in: StandIn):
    upload = make_box()
    stand_in.fault("length")
    work_all()
    assert set(states(upload.discs.get().pk).values()) == {State.DONE}
    rooms = [call.body["max_completion_tokens"] for call in stand_in.asked()]
    assert rooms == [8_000, 32_000]


# Trouble of the service: no disc fails, all wait, and all end well when it is over.
PASSING = ["429", "500", "503", "quota", "html", "drop_before", "drop_after"]


@pytest.mark.parametrize("fault", PASSING)
def test_trouble_of_the_service_pauses_it_and_is_no_disc_s_fault(
    make_box: Make, stand_in: StandIn, fault: str
):
    upload = make_box(3)
    stand_in.fault(fault)
    work_all()
    assert Pause.objects.get().service == "openai"
    assert not StageRun.objects.filter(state=State.FAILED).exists()
    assert not StageRun.objects.filter(attempts__gt=0).exists()
    asked = len(stand_in.asked())
    assert asked <= 1  # the others were not sent while it lasts
    let_pass()
    work_all()
    for disc in discs(upload):
        assert set(states(disc.pk).values()) == {State.DONE}
    assert not Pause.objects.exists()


def test_a_server_that_is_away_is_waited_for(make_box: Make, settings: Any, stand_in: StandIn):
    upload = make_box()
    settings.OPENAI_BASE_URL = "http://127.0.0.1:9/v1"
    work_all()
    assert "cannot be reached" in Pause.objects.get().reason
    call = ModelCall.objects.get()
    assert (call.state, call.lost_answers) == (
        State.PENDING,
        0,
    )  # nothing was sent, nothing is paid
    settings.OPENAI_BASE_URL = stand_in.url
    let_pass()
    work_all()
    assert set(states(upload.discs.get().pk).values()) == {State.DONE}


def test_a_question_whose_answer_never_came_may_be_paid_twice_and_says_so(
    make_box: Make, stand_in: StandIn
):
    make_box()
    stand_in.fault("drop_after")
    work_all()
    let_pass()
    work_all()
    call = ModelCall.objects.get(stage="extract")
    assert (call.attempt, call.outcome, call.possibly_paid_twice) == (1, "usable", 1)


def test_a_server_that_hangs_is_left_after_the_set_time(
    make_box: Make, stand_in: StandIn, settings: Any
):
    make_box()
    settings.OPENAI_SECONDS = 1
    stand_in.fault("hang", seconds=2)
    work_all()
    assert "did not answer within 1 seconds" in Pause.objects.get().reason
    assert ModelCall.objects.get().lost_answers == 1


def test_a_question_that_is_never_answered_stops_its_own_disc_in_the_end(
    make_box: Make, stand_in: StandIn
):
    upload = make_box(3)
    stand_in.fault("drop_after", times=asking.MOST_LOST)
    for _ in range(asking.MOST_LOST):
        work_all()
        ModelCall.objects.create(  # another disc's question is answered meanwhile
            request_hash=f"{timezone.now()}",
            disc_number=0,
            stage="extract",
            request={},
            state=State.DONE,
            ended_at=timezone.now(),
        )
        let_pass()
    failed = [read(disc) for disc in discs(upload) if read(disc).state == State.FAILED]
    assert len(failed) == 1
    assert "may have been paid each time" in failed[0].error
    actions.retry_failed(upload=upload, by=None)
    work_all()
    assert {read(disc).state for disc in discs(upload)} == {State.DONE}


def test_a_long_outage_fails_no_disc(make_box: Make, stand_in: StandIn):
    upload = make_box(3)
    stand_in.fault("drop_after", times=asking.MOST_LOST * 2)
    for _ in range(asking.MOST_LOST * 2):
        work_all()
        let_pass()
    work_all()
    assert {read(disc).state for disc in discs(upload)} == {State.DONE}


def test_a_manager_need_not_wait_for_the_end_of_a_pause(
    make_box: Make, stand_in: StandIn, client: Any, manager: Any
):
    upload = make_box(2)
    stand_in.fault("429", seconds=36_000)
    work_all()
    client.force_login(manager)
    assert "Try now" in client.get("/").content.decode()
    client.post("/sending/try-now/")
    work_all()
    assert {read(disc).state for disc in upload.discs.all()} == {State.DONE}


def test_only_managers_end_a_pause(make_box: Make, client: Any, cataloger: Any):
    client.force_login(cataloger)
    assert client.post("/sending/try-now/").status_code == 403


@pytest.mark.parametrize("seconds", [30, 300, 3000])
def test_the_wait_that_the_server_names_is_kept(make_box: Make, stand_in: StandIn, seconds: int):
    make_box()
    stand_in.fault("429", seconds=seconds)
    work_all()
    left = (Pause.objects.get().until - timezone.now()).total_seconds()
    assert seconds - 10 < left <= seconds


# What somebody has to put right first: each disc says it, and goes on after a retry.
FOR_PEOPLE = {"401": "does not accept the key", "403": "permissions", "404_model": "The model"}


@pytest.mark.parametrize("fault", FOR_PEOPLE)
def test_what_a_person_has_to_put_right_is_said_on_each_disc(
    make_box: Make, stand_in: StandIn, fault: str
):
    upload = make_box(3)
    stand_in.fault(fault, times=-1)
    work_all()
    for disc in discs(upload):
        assert read(disc).state == State.FAILED
        assert FOR_PEOPLE[fault] in read(disc).error
    stand_in.faults.clear()
    assert actions.retry_failed(upload=upload, by=None) == 3
    work_all()
    assert {read(disc).state for disc in discs(upload)} == {State.DONE}
    assert set(ModelCall.objects.values_list("attempt", flat=True)) == {1}  # it was never answered


def test_credit_that_is_used_up_stops_all_questions_until_it_is_there_again(
    make_box: Make, stand_in: StandIn
):
    make_box(3)
    stand_in.fault("quota", times=-1)
    work_all()
    assert "credit at OpenAI is used up" in Pause.objects.get().reason
    assert len(stand_in.asked()) == 1


def test_a_server_that_has_nothing_left_is_not_asked_before_it_has(
    make_box: Make, stand_in: StandIn
):
    make_box(2)
    stand_in.headers["x-ratelimit-remaining-requests"] = "0"
    stand_in.headers["x-ratelimit-reset-requests"] = "4m0s"
    work_all()
    assert len(stand_in.asked()) == 1
    waiting = StageRun.objects.get(stage="extract", state=State.PENDING)
    assert "limit a minute" in waiting.error
    assert waiting.not_before is not None


def test_the_ceiling_is_taken_down_by_what_the_server_says(make_box: Make, stand_in: StandIn):
    stand_in.headers["x-ratelimit-limit-requests"] = "7"
    make_box()
    work_all()
    assert limits.ceiling("requests") == 7


def test_a_photo_whose_file_is_lost_fails_its_own_disc(make_box: Make, stand_in: StandIn):
    upload = make_box(3)
    photo = discs(upload)[1].photos.get(role="back")
    photo.working.storage.delete(photo.working.name)
    work_all()
    first, second, third = discs(upload)
    assert read(second).state == State.FAILED
    assert "is missing from the storage" in read(second).error
    assert set(states(first.pk).values()) == set(states(third.pk).values()) == {State.DONE}


def test_an_unknown_photo_gives_an_honest_empty_reading(make_box: Make, stand_in: StandIn):
    upload = make_box(sees=lambda number: [{}, {}])
    work_all()
    disc = upload.discs.get()
    assert set(states(disc.pk).values()) == {State.DONE}
    match = disc.match()
    assert match is not None
    assert match.record is None
    assert "Nothing could be read" in match.choice.explanation


def test_the_titles_of_the_box_are_unlike(stand_in: StandIn):
    assert len({box.title_of(number) for number in range(1, 40)}) == 39


def test_a_question_that_could_not_be_sent_is_free_at_once_and_counts_as_not_paid(
    make_box: Make, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
):
    def gone(_: object) -> bytes:
        raise Unusable("A photo of this disc is not there any more.")

    monkeypatch.setattr(asking, "render", gone)
    make_box()
    work_all()
    assert stand_in.asked() == []
    call = ModelCall.objects.get()
    assert (call.state, call.possibly_paid_twice, call.sent_at) == (State.PENDING, 0, None)


def test_a_key_that_is_taken_away_is_said_on_the_disc(
    make_box: Make, stand_in: StandIn, settings: Any
):
    upload = make_box()
    settings.OPENAI_API_KEY = ""
    work_all()
    assert "OPENAI_API_KEY" in read(upload.discs.get()).error
    assert ModelCall.objects.get().state == State.PENDING


def test_an_answer_that_somebody_else_had_set_aside_is_asked_for_anew(
    make_box: Make, stand_in: StandIn
):
    upload = make_box()
    work_all()
    disc = upload.discs.get()
    call = ModelCall.objects.get(stage="extract")
    calls.set_aside(disc, ["extract"])
    ledger.restart(disc, "extract")
    StageRun.objects.filter(disc=disc, stage="extract").update(call=call)  # it had waited for it
    work_all()
    assert read(disc).state == State.DONE
    assert ModelCall.objects.filter(stage="extract", outcome="usable").get().attempt == 2


def test_a_pause_that_another_worker_ends_at_this_moment_is_begun_all_the_same(db: None):
    past = timezone.now() - timedelta(seconds=1)

    def begins() -> str:
        for _ in range(60):
            Pause.begin("openai", "It is down.", timezone.now())
            Pause.objects.update(until=past)
        return "to its end"

    def ends() -> None:
        for _ in range(120):
            Pause.end("openai")

    assert in_threads(begins, ends)[0] == "to its end"


@pytest.mark.parametrize(
    ("fault", "asked", "state"), [("broken_json", 2, "done"), ("refusal", 1, "failed")]
)
def test_a_kill_after_an_answer_of_no_use_takes_away_no_try_and_gives_none(
    make_box: Make,
    stand_in: StandIn,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    asked: int,
    state: str,
):
    upload = make_box()
    stand_in.fault(fault)
    keeps = calls.close

    def killed(*args: Any) -> None:
        keeps(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(calls, "close", killed)
    with pytest.raises(KeyboardInterrupt):
        work_all()
    monkeypatch.undo()
    let_lease_run_out(StageRun.objects.get(state=State.RUNNING))
    leases.take_back()
    work_all()
    assert read(upload.discs.get()).state == state
    assert ModelCall.objects.filter(stage="extract").count() == asked
