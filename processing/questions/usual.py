"""What a question usually takes: a first guess, then the mean of what answers really took."""

from dataclasses import dataclass
from typing import Any

from processing.clients import image_tokens
from processing.models import ModelCall, Stage

ENOUGH, LOOKED_AT = 20, 100  # usable answers: so many are needed, and so many of the newest count


@dataclass(frozen=True, slots=True)
class Usual:
    """Tokens of one question: input besides the whole photos, and output."""

    input: float
    output: float


FIRST_GUESS = {Stage.EXTRACT: Usual(1600, 1100), Stage.ANALYZE: Usual(3000, 350)}


def usual(stage: Stage, model: str) -> Usual:
    """The mean of the newest usable answers; the first guess while there are too few."""
    calls = ModelCall.objects.filter(stage=stage, model=model, outcome=ModelCall.Outcome.USABLE)
    fields = ("request__parts", "input_tokens", "output_tokens")
    rows = list(calls.order_by("-pk").values_list(*fields)[:LOOKED_AT])
    if len(rows) < ENOUGH:
        return FIRST_GUESS[stage]
    beside = [max(0, read - _whole_photos(model, parts)) for parts, read, _ in rows]
    return Usual(sum(beside) / len(rows), sum(row[2] for row in rows) / len(rows))


def _whole_photos(model: str, parts: Any) -> int:
    """Their tokens in a stored question. Cut-out parts count as what comes besides: nobody knows
    before the start how many there will be."""
    whole = [part for part in parts or () if isinstance(part, dict) and not part.get("crop")]
    return sum(image_tokens.tokens(model, *part["size"]) for part in whole)
