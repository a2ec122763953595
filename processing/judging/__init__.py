"""The judge that asks a text model which record fits, and what the rules leave of its answer."""

from collections.abc import Callable, Sequence

from processing.catalog.choose import Candidate
from processing.catalog.reading import CleanReading
from processing.clients.openai_questions import Question
from processing.judging import payload, prompt
from processing.judging.needed import is_needed, possible
from processing.judging.shape import MatchJudged
from processing.judging.weighing import unanswered, weigh

__all__ = [
    "MatchJudged",
    "Question",
    "is_needed",
    "possible",
    "question",
    "reject",
    "unanswered",
    "weigh",
]

ROOM, MORE_ROOM = 3_000, 12_000  # tokens of the answer


def question(
    reading: CleanReading, candidates: Sequence[Candidate], *, model: str, effort: str = ""
) -> Question[MatchJudged]:
    """What is asked about one disc and its possible records, in their order."""
    numbers = payload.numbered(possible(candidates))
    records = [payload.record(number, reading, one) for number, (one, _) in numbers.items()]
    return Question(
        model=model,
        prompt_version=prompt.VERSION,
        instructions=prompt.INSTRUCTIONS,
        parts=(prompt.data(payload.item(reading), records),),
        shape=MatchJudged,
        room=ROOM,
        more_room=MORE_ROOM,
        effort=effort,
    )


def reject(candidates: Sequence[Candidate]) -> Callable[[MatchJudged], str | None]:
    """Says of an answer that names a number that was not given why it cannot be used."""
    given = payload.numbered(possible(candidates))

    def check(judged: MatchJudged) -> str | None:
        if judged.number is None or judged.number in given:
            return None
        return (
            f"The model named record {judged.number[:40]}, which was not among those it was given."
        )

    return check
