"""A question to the model in words: who was asked what, what came back, what it cost."""

from django.db.models import Q

from processing.models import ModelCall, Stage, StageRun, State
from processing.presentation import words
from processing.questions.reckoned import expected_usd


def of_disc(number: int) -> list[ModelCall]:
    """The questions about a disc, the newest first: one query.

    With those that were asked about another disc with the same photos and whose answer it got."""
    given = StageRun.objects.filter(disc=number, call__isnull=False).values("call")
    calls = ModelCall.objects.filter(Q(disc_number=number) | Q(pk__in=given)).order_by("-pk")
    return list(calls.defer("request", "answer"))


def stage(call: ModelCall) -> str:
    return dict(Stage.choices).get(call.stage, call.stage)


def outcome(call: ModelCall) -> str:
    """With its mark: what became of the question."""
    if call.outcome == ModelCall.Outcome.USABLE:
        return "● Usable answer"
    if call.outcome:
        return f"▲ {words.OUTCOMES[call.outcome]}"
    return f"{words.STATE_MARKS[State(call.state)]} {words.OUTCOMES['']}"


def tokens(call: ModelCall) -> str:
    """In and out: 7,500 → 1,000."""
    if not call.input_tokens and not call.output_tokens:
        return "–"
    return f"{call.input_tokens:,} → {call.output_tokens:,}"


def seconds(call: ModelCall) -> str:
    return "–" if call.milliseconds is None else f"{call.milliseconds:,} ms"


def all_tokens(call: ModelCall) -> str:
    """In a sentence, with what was estimated."""
    told = f"{call.input_tokens:,} in, {call.cached_tokens:,} of these cached and "
    told += f"{call.written_tokens:,} written to the cache; {call.output_tokens:,} out"
    return f"{told}. Estimated: {call.estimated_input:,} in."


def paid(call: ModelCall) -> str:
    if call.cost_usd is None and call.input_tokens:
        return "The price of this model is not known."
    return f"{words.dollars(call.cost_usd)}; estimated before: {words.dollars(expected_usd(call))}"


def tries(call: ModelCall) -> str:
    """Which attempt it is, how often its answer was used again, and what may have been paid twice."""
    told = [f"Attempt {call.attempt}"]
    if call.reused:
        told.append(f"its answer was used again {words.count(call.reused, 'time')}")
    if call.possibly_paid_twice:
        lost = words.count(call.possibly_paid_twice, "time")
        told.append(f"sent {lost} before without an answer: possibly paid more than once")
    return "; ".join(told) + "."
