"""Ask a model: from the store where the answer is there, else now.

A question is written down and claimed before it is sent. An answer that can be used is never
asked for again; one that cannot is never used. `StageRun.call` points to the newest question of
a run, so that a run that was killed between an answer and its own end does not ask once more;
"retry" takes the pointer away, and then asking again is the next attempt.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, Generic

from django.conf import settings
from django.utils import timezone

from processing import leases
from processing.clients.openai import Client, Raw
from processing.clients.openai_answers import Answer, Outcome, Shape, parse
from processing.clients.openai_errors import RETRYABLE, Kind, OpenAIError
from processing.clients.openai_questions import Image, Question, body, images_of, request_hash
from processing.models import CLOSED_STATES, ModelCall, Pause, StageRun, State
from processing.questions import budget, calls, limits
from processing.questions.allowed import NOT_YET_ALLOWED, allowed
from processing.questions.reckoned import expected_usd
from processing.questions.rendering import render
from processing.questions.waiting import Unusable, Wait

log = logging.getLogger(__name__)

SERVICE = "openai"
TRIES = 2  # of a question whose answer came broken, empty or with an invented number
MOST_LOST = 5  # times without any answer before it is the question's fault
MOST_LOST_EVER = 24  # in an outage of some six hours a question is given up all the same
LONGEST_SLEEP = 20.0  # seconds; who has to wait longer for the limits lets others go on
ASKED_AGAIN = {Outcome.BROKEN, Outcome.EMPTY}
OF_NO_USE = {*ASKED_AGAIN, ModelCall.Outcome.REJECTED}
Reject = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True)
class Answered(Generic[Shape]):
    """An answer that can be used, with its row and the photos that were asked about, in order."""

    value: Shape
    call: ModelCall

    @property
    def images(self) -> tuple[Image, ...]:
        return images_of(self.call.request)


def ask(question: Question[Shape], run: StageRun, reject: Reject | None = None) -> Answered[Shape]:
    """The answer to a question of this run.

    `reject` says why a value of the right shape cannot be true (a number that was not given),
    None where it can. Raises Wait, Unusable or OpenAIError; and LostClaim where the row was taken
    over meanwhile.
    """
    stored, more = question.stored(), question.more_room
    if not (more and calls.was_cut_off(request_hash(stored))):
        try:
            return _answer(stored, question.shape, run, reject)
        except Unusable as error:
            if error.outcome is not Outcome.CUT_OFF or not more:
                raise
    return _answer(question.stored(more), question.shape, run, reject)


def answered(run: StageRun, shape: type[Shape]) -> Answered[Shape] | None:
    """The answer that this run has waited for, whatever would be asked now; None where there is none."""
    call = run.call
    if call is None or call.outcome != ModelCall.Outcome.USABLE:
        return None
    value = parse(call.answer, shape).value
    return Answered(value, call) if value is not None else None


def _answer(
    stored: dict[str, Any], shape: type[Shape], run: StageRun, reject: Reject | None
) -> Answered[Shape]:
    key = request_hash(stored)
    if known := calls.usable(key):
        value = parse(known.answer, shape).value
        words = reject(value) if reject and value is not None else None
        if words:
            calls.reject(known, words)  # it came by batch, or the candidates have changed
        elif value is not None:
            if run.call_id != known.pk:
                calls.count_reuse(known)
            calls.point(run, known)
            return Answered(value, known)
    call = _open_call(stored, run)
    tried = 0
    while True:
        tried += 1
        answer, words = _sent(call, shape, run, reject)
        if answer.value is not None and not words:
            return Answered(answer.value, call)
        if tried == TRIES or not (words or answer.outcome in ASKED_AGAIN):
            raise Unusable(f"{words or answer.words} Retry asks once more.", answer.outcome)
        call = calls.made(stored, run, call.attempt + 1, _state_of_new(run))


def _open_call(stored: dict[str, Any], run: StageRun) -> ModelCall:
    """The row to be sent: one that is open, or the next attempt. What stands is not asked again."""
    state = _state_of_new(run)
    newest = calls.newest(request_hash(stored))
    if newest is None:
        return calls.made(stored, run, 1, state)
    if newest.state not in CLOSED_STATES:
        return newest
    if run.call_id == newest.pk and not _goes_again(newest):
        told = Outcome(newest.outcome) if newest.outcome in set(Outcome) else None
        raise Unusable(f"{newest.error} Retry asks once more.", told)
    return calls.made(stored, run, newest.attempt + 1, state)


def _state_of_new(run: StageRun) -> State:
    """Whether a new question waits for a batch, by the road its upload was started with."""
    return State.WAITING if run.disc.upload.snapshot.get("batch") else State.PENDING


def _goes_again(call: ModelCall) -> bool:
    """Whether what the run points to is no end: set aside by a person, or of no use at the first
    try and killed before the second."""
    if call.outcome == ModelCall.Outcome.ASIDE:
        return True
    before = calls.attempt(call.request_hash, call.attempt - 1)
    return call.outcome in OF_NO_USE and (before is None or before.outcome not in OF_NO_USE)


def _sent(
    call: ModelCall, shape: type[Shape], run: StageRun, reject: Reject | None
) -> tuple[Answer[Shape], str]:
    """Sends a question that is allowed to be sent, and closes its row with what came.

    Also why the answer cannot be true, "" where it can. That is written in the same moment: a
    kill in between would leave an answer that looks usable.
    """
    if call.state == State.WAITING:
        _check_allowed(call)
        _check_budget(call, run)
        raise Wait("It waits for its batch.", call=call)
    with limits.slots:  # looked at here: others may have been under way for minutes before us
        _check_allowed(call)
        _check_budget(call, run)
        _check_pause()
        _wait_for_limits(call.estimated_input)
        ours = calls.claimed(call, run)
        if ours is None:
            call.refresh_from_db()
            raise Wait("The same question is under way already.", call=call)
        call.token = ours.token
        with leases.kept(ours):
            raw = _asked(ours)
            answer = parse(raw.body, shape)
            words = (reject(answer.value) if reject and answer.value is not None else None) or ""
            calls.close(ours, raw, answer, words)
    call.refresh_from_db()
    Pause.end(SERVICE)
    return answer, words


def _asked(call: ModelCall) -> Raw:
    """One request. Whatever goes wrong, the row says so and stays open where it may go again."""
    try:
        sent = body(call.request, render, at_openai=client().is_openai)
        calls.sending(call)
        raw = client().ask(sent)
    except OpenAIError as error:
        limits.told.hear(error.headers)
        if error.kind in (Kind.IMAGE, Kind.REQUEST):
            calls.give_up(call, str(error))
            raise
        calls.put_back(call, error)
        if error.kind in RETRYABLE and _is_its_own_fault(call):
            raise _lost(call) from error
        raise
    except Exception:  # a photo that is gone, or one of ours: nothing has come to be paid
        calls.free(call)
        raise
    limits.told.hear(raw.headers)
    return raw


def _is_its_own_fault(call: ModelCall) -> bool:
    """Whether the service answers others, but not this question. An outage is no disc's fault."""
    if call.lost_answers < MOST_LOST:
        return False
    others = ModelCall.objects.filter(state=State.DONE, ended_at__gt=call.created_at)
    return call.lost_answers >= MOST_LOST_EVER or others.exists()


def _lost(call: ModelCall) -> Unusable:
    """A question that never gets an answer must not stop all the others for ever."""
    words = f"No answer to this question came back {call.lost_answers} times."
    claim: ModelCall | None = ModelCall.objects.claim(call.pk, leases.owner())
    if claim is not None:
        calls.give_up(claim, words)
    return Unusable(f"{words} It may have been paid each time. Retry asks once more.")


def _check_allowed(call: ModelCall) -> None:
    """Nothing leaves the building before a manager has said so, or the setting does."""
    word = allowed()
    may = word.photos if images_of(call.request) else word.records
    if may:
        return
    if may is False:
        raise Unusable("What this question holds may not be sent: see the page “What is sent”.")
    pause = Pause.begin(SERVICE, NOT_YET_ALLOWED, timezone.now() + timedelta(days=1))
    raise Wait(pause.reason, until=pause.until)


def _check_budget(call: ModelCall, run: StageRun) -> None:
    """Past the month's budget the discs of an upload wait, until a manager lets it go on.

    That is the upload of this run: another one may have written the question down.
    """
    if reason := budget.refusal(run.disc.upload_id, expected_usd(call)):
        raise Wait(reason, until=budget.look_again(timezone.now()))


def _check_pause() -> None:
    """Only runs that always need the service are kept back by its pause; others meet it here."""
    if pause := Pause.objects.now().filter(service=SERVICE).first():
        raise Wait(pause.reason, until=pause.until)


def _wait_for_limits(tokens: int) -> None:
    deadline = time.monotonic() + LONGEST_SLEEP
    while seconds := limits.seconds_to_wait(tokens):
        if time.monotonic() + seconds > deadline:
            until = timezone.now() + timedelta(seconds=seconds)
            raise Wait("OpenAI's limit a minute is reached.", until=until)
        time.sleep(min(seconds, 1.0))


def client() -> Client:
    """The client of this process for the present settings."""
    return _client(settings.OPENAI_API_KEY, settings.OPENAI_BASE_URL, settings.OPENAI_SECONDS)


@cache
def _client(key: str, base_url: str, seconds: int) -> Client:
    return Client(key, base_url, seconds=seconds)
