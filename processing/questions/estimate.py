"""What the questions about an upload will cost, reckoned from the sizes of its photos.

The rest (prompt and schema, the answer) comes from `usual`. A fixed number of queries, however
many discs the upload has.
"""

import math
from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from redis.exceptions import RedisError

from processing.clients.openai import OPENAI_URL
from processing.models import Disc, Stage, Upload
from processing.questions.allowed import recipient
from processing.questions.photo_tokens import photo_tokens
from processing.questions.reckoned import Estimate, StageEstimate
from processing.questions.usual import usual

JUDGED = {"always": 1.0, "when_needed": 0.3, "never": 0.0}  # of the discs, see `evaluate`
HAS_FILES = "questions.has_files:"  # in the cache, with the server's address behind it


def asks_a_model(told: Mapping[str, Any]) -> bool:
    """Whether an upload with these settings asks a model anything."""
    return told.get("reader") == "openai" or bool(_share(told))


def _share(told: Mapping[str, Any]) -> float:
    return JUDGED.get(told.get("analyze_with_model", ""), 0.0)


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
    if judged := math.ceil(number * _share(told)):
        stages.append(_judging(told.get("text_model", ""), judged))
    return Estimate(number, tuple(stages))


def _reading(upload: Upload, model: str, discs: int) -> StageEstimate:
    each = usual(Stage.EXTRACT, model)
    seen = photo_tokens(upload, model)
    return StageEstimate(
        Stage.EXTRACT, model, discs, seen + round(discs * each.input), round(discs * each.output)
    )


def _judging(model: str, questions: int) -> StageEstimate:
    each = usual(Stage.ANALYZE, model)
    return StageEstimate(
        Stage.ANALYZE,
        model,
        questions,
        round(questions * each.input),
        round(questions * each.output),
    )


def batches_possible() -> bool:
    """Whether the server takes batches: OpenAI does; of others, what `probing` found out."""
    if recipient().rstrip("/") == OPENAI_URL:
        return True
    try:
        return bool(cache.get(HAS_FILES + recipient(), default=False))
    except RedisError:  # no page fails for it
        return False
