"""The row of a question: found or made, claimed, and closed with its answer."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from processing import leases
from processing.clients import prices
from processing.clients.openai import Raw
from processing.clients.openai_answers import Answer
from processing.clients.openai_errors import OpenAIError
from processing.clients.openai_questions import estimated_input, request_hash
from processing.models import CLOSED_STATES, Disc, LostClaim, ModelCall, StageRun, State

EXPECTED_OUTPUT = 800  # tokens, where nothing is known: for the estimate of one question


def usable(key: str) -> ModelCall | None:
    """A stored answer to this question that can be used."""
    found = ModelCall.objects.filter(request_hash=key, outcome=ModelCall.Outcome.USABLE)
    return found.order_by("attempt").first()


def newest(key: str) -> ModelCall | None:
    return ModelCall.objects.filter(request_hash=key).order_by("-attempt").first()


def attempt(key: str, number: int) -> ModelCall | None:
    return ModelCall.objects.filter(request_hash=key, attempt=number).first()


def set_aside(disc: Disc, stages: Sequence[str]) -> int:
    """A person wants other answers: those that this disc was given are not used again."""
    of_disc = Q(disc_number=disc.pk) | Q(waiting_runs__disc=disc)
    found = ModelCall.objects.filter(of_disc, stage__in=stages, outcome=ModelCall.Outcome.USABLE)
    return ModelCall.objects.filter(pk__in=list(found.values_list("pk", flat=True))).update(
        outcome=ModelCall.Outcome.ASIDE
    )


def was_cut_off(key: str) -> bool:
    """Whether there was too little room for the answer: there will be again."""
    last = newest(key)
    return last is not None and last.outcome == ModelCall.Outcome.CUT_OFF


def made(
    stored: dict[str, Any], run: StageRun, attempt: int, state: State = State.PENDING
) -> ModelCall:
    """The row of this attempt; another worker may have made it in this moment.

    WAITING is for a question that goes by batch, PENDING for one that its run sends itself.
    """
    key, tokens = request_hash(stored), estimated_input(stored)
    usage = prices.Usage(input=tokens, output=EXPECTED_OUTPUT)
    try:
        with transaction.atomic():
            return ModelCall.objects.create(
                request_hash=key,
                attempt=attempt,
                state=state,
                disc_number=run.disc_id,
                upload_number=run.disc.upload_id,
                stage=run.stage,
                model=stored["model"],
                prompt_version=stored["prompt_version"],
                request=stored,
                estimated_input=tokens,
                estimated_usd=prices.cost(stored["model"], usage),
            )
    except IntegrityError:
        return ModelCall.objects.get(request_hash=key, attempt=attempt)


def claimed(call: ModelCall, run: StageRun) -> ModelCall | None:
    """The row with a claim of ours; None where somebody else has it. The run points to it."""
    point(run, call)
    ours: ModelCall | None = ModelCall.objects.claim(call.pk, leases.owner())
    return ours


def point(run: StageRun, call: ModelCall) -> None:
    """The run remembers its question. Raises LostClaim where a person has changed its course
    meanwhile: it would be told what was asked before the change, and nobody wants that any more."""
    if not StageRun.objects.filter(pk=run.pk).holding(run.token).update(call=call):
        raise LostClaim
    run.call = call


def sending(call: ModelCall) -> None:
    """Written before it is sent: what happens from here on may have been paid."""
    if not ModelCall.objects.holding(call.token).update(sent_at=timezone.now()):
        raise LostClaim


def close(call: ModelCall, raw: Raw, answer: Answer[Any], rejected: str = "") -> None:
    """Keeps the raw answer with its tokens and its cost, and wakes whoever waited for it.

    `rejected` says why an answer of the right shape contradicts what was asked: it is never used.
    """
    kept = _kept(call, raw, answer, batch=False)
    if rejected:
        kept.update(outcome=ModelCall.Outcome.REJECTED, error=rejected)
    _leave(call, State.DONE, **kept)


def reject(call: ModelCall, words: str) -> None:
    """An answer that came by batch has the right shape and contradicts what was asked."""
    rows = ModelCall.objects.filter(pk=call.pk)
    rows.update(outcome=ModelCall.Outcome.REJECTED, error=words)
    call.outcome = ModelCall.Outcome.REJECTED


def give_up(call: ModelCall, words: str) -> None:
    """Closed without an answer: asking again is another attempt."""
    _leave(
        call,
        State.FAILED,
        outcome=ModelCall.Outcome.ERROR,
        error=words,
        ended_at=timezone.now(),
    )


def close_unasked(call: ModelCall, words: str) -> None:
    """A question that waits for a batch ends without having been answered; its run says why."""
    with transaction.atomic():
        row = ModelCall.objects.filter(pk=call.pk, state=State.WAITING)
        closed = row.update(
            state=State.FAILED,
            outcome=ModelCall.Outcome.ERROR,
            error=words,
            ended_at=timezone.now(),
        )
        if closed:
            _wake(call)


def put_back(call: ModelCall, error: OpenAIError) -> None:
    """To be sent again when the service can; where it may have been worked, that is counted."""
    lost = F("lost_answers") + 1 if error.possibly_paid else F("lost_answers")
    _leave(
        call, State.PENDING, error=str(error), request_id=error.request_id[:120], lost_answers=lost
    )


def free(call: ModelCall) -> None:
    """To be sent another time: it was not sent now, so that nothing of it counts as paid."""
    with suppress(LostClaim):
        ModelCall.objects.filter(pk=call.pk).leave(call.token, State.PENDING)


def _leave(call: ModelCall, state: State, **fields: Any) -> None:
    """An answer that comes after the lease has run out is kept all the same, if nobody has asked
    again meanwhile: it is paid, and that it was taken for lost does not count."""
    row = ModelCall.objects.filter(pk=call.pk)
    with transaction.atomic():
        late = row.filter(state=State.PENDING) if state == State.DONE else row.none()
        found = F("interruptions") - 1
        if not late.update(state=state, interruptions=found, **fields):
            row.leave(call.token, state, **fields)
        if state in CLOSED_STATES:
            _wake(call)
    call.refresh_from_db()


def _wake(call: ModelCall) -> None:
    """Runs that wait for this question go on."""
    waiting = StageRun.objects.filter(call=call, state=State.WAITING)
    waiting.update(state=State.PENDING, not_before=None)


def answered_in_batch(
    call: ModelCall, raw: Raw, answer: Answer[Any], sent_at: datetime | None
) -> bool:
    """Keeps an answer that a batch brought; False where it was kept already.

    `sent_at` is when the batch was submitted: its cost belongs to that month.
    """
    with transaction.atomic():
        open_row = ModelCall.objects.filter(pk=call.pk).exclude(state__in=CLOSED_STATES)
        kept = open_row.update(
            state=State.DONE,
            token=None,
            owner="",
            lease_until=None,
            sent_at=sent_at or timezone.now(),
            **_kept(call, raw, answer, batch=True),
        )
        if kept:
            _wake(call)
    return bool(kept)


def _kept(call: ModelCall, raw: Raw, answer: Answer[Any], *, batch: bool) -> dict[str, Any]:
    usage = answer.usage
    return {
        "answer": raw.body,
        "outcome": answer.outcome.value,
        "error": answer.words,
        "input_tokens": usage.input,
        "cached_tokens": usage.cached,
        "written_tokens": usage.write,
        "output_tokens": usage.output,
        "cost_usd": prices.cost(call.model, usage, batch=batch),
        "request_id": raw.request_id[:120],
        "milliseconds": raw.milliseconds,
        "ended_at": timezone.now(),
    }


def count_reuse(call: ModelCall) -> None:
    ModelCall.objects.filter(pk=call.pk).update(reused=F("reused") + 1)
