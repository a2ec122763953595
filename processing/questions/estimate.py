"""What the questions about an upload will cost, reckoned from the sizes of its photos.

The rest (prompt and schema, the answer) comes from what answers really took, as soon as there are
enough of them. A fixed number of queries, however many discs the upload has.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from redis.exceptions import RedisError

from processing.clients import image_tokens, prices
from processing.clients.openai import OPENAI_URL
from processing.models import Disc, ModelCall, Photo, Stage, State, Upload
from processing.questions.allowed import recipient

ENOUGH, LOOKED_AT = 20, 100  # usable answers: so many are needed, and so many of the newest count
UNOPENED = (1824, 1368)  # pixels: a photo that is not opened yet is taken for one of a phone
JUDGED = {"always": 1.0, "when_needed": 0.4, "never": 0.0}  # of the discs
HAS_FILES = "questions.has_files:"  # in the cache, with the server's address behind it


@dataclass(frozen=True, slots=True)
class Usual:
    """Tokens of one question: input besides the whole photos, and output."""

    input: float
    output: float


FIRST_GUESS = {Stage.EXTRACT: Usual(1600, 1100), Stage.ANALYZE: Usual(3000, 350)}


@dataclass(frozen=True, slots=True)
class StageEstimate:
    """The questions of one stage. USD are None where the price file does not know the model."""

    stage: Stage
    model: str
    questions: int
    input_tokens: int
    output_tokens: int

    @property
    def usd(self) -> Decimal | None:
        return prices.cost(self.model, self._usage)

    @property
    def batch_usd(self) -> Decimal | None:
        return prices.cost(self.model, self._usage, batch=True)

    @property
    def _usage(self) -> prices.Usage:
        return prices.Usage(input=self.input_tokens, output=self.output_tokens)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What `discs` would take. USD are None where the price of a model is not known."""

    discs: int
    stages: tuple[StageEstimate, ...] = ()

    @property
    def questions(self) -> int:
        return sum(stage.questions for stage in self.stages)

    @property
    def input_tokens(self) -> int:
        return sum(stage.input_tokens for stage in self.stages)

    @property
    def output_tokens(self) -> int:
        return sum(stage.output_tokens for stage in self.stages)

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens

    @property
    def usd(self) -> Decimal | None:
        return _total([stage.usd for stage in self.stages])

    @property
    def batch_usd(self) -> Decimal | None:
        return _total([stage.batch_usd for stage in self.stages])


def _total(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def estimate(upload: Upload, told: Mapping[str, Any] | None = None) -> Estimate:
    """For the discs that would be started or have been; those that are skipped are not asked about.

    `told` are the settings, the upload's own by default: before its start it has none.
    """
    told = upload.snapshot if told is None else told
    discs = Disc.objects.filter(upload=upload).exclude(repeat=Disc.Repeat.SKIP)
    number = discs.count()
    stages = []
    if number and told.get("reader") == "openai":
        stages.append(_reading(upload, told.get("vision_model", ""), number))
    if judged := math.ceil(number * JUDGED.get(told.get("analyze_with_model", ""), 0.0)):
        stages.append(_judging(told.get("text_model", ""), judged))
    return Estimate(number, tuple(stages))


def _reading(upload: Upload, model: str, discs: int) -> StageEstimate:
    usual = _usual(Stage.EXTRACT, model)
    seen = _photo_tokens(upload, model)
    return StageEstimate(
        Stage.EXTRACT, model, discs, seen + round(discs * usual.input), round(discs * usual.output)
    )


def _judging(model: str, questions: int) -> StageEstimate:
    usual = _usual(Stage.ANALYZE, model)
    return StageEstimate(
        Stage.ANALYZE,
        model,
        questions,
        round(questions * usual.input),
        round(questions * usual.output),
    )


def _photo_tokens(upload: Upload, model: str) -> int:
    """Of all photos that belong to a disc; few sizes occur, so they are counted by size."""
    photos = Photo.objects.filter(upload=upload, disc__isnull=False)
    sizes = photos.exclude(disc__repeat=Disc.Repeat.SKIP).exclude(state=State.FAILED)
    rows = sizes.order_by().values_list("width", "height").annotate(n=Count("pk"))
    return sum(n * image_tokens.tokens(model, *_size(w, h)) for w, h, n in rows)


def _size(width: int, height: int) -> tuple[int, int]:
    return (width, height) if width and height else UNOPENED


def _usual(stage: Stage, model: str) -> Usual:
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


def batches_possible() -> bool:
    """Whether the server takes batches: OpenAI does; of others, what `probing` found out."""
    if recipient().rstrip("/") == OPENAI_URL:
        return True
    try:
        return bool(cache.get(HAS_FILES + recipient(), default=False))
    except RedisError:  # no page fails for it
        return False
