"""What an upload will cost, before its start, and what it has cost while it is worked, in words."""

import math
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from django.conf import settings

from processing import ledger
from processing.clients.openai import OPENAI_URL
from processing.models import Stage, Upload
from processing.models.repeats import may_begin
from processing.presentation import words
from processing.questions.allowed import recipient
from processing.questions.budget import Budget, cost_of, standing, until, waiting
from processing.questions.estimate import asks_a_model, batches_possible, estimate
from processing.questions.reckoned import Estimate
from processing.questions.road import Road, road

_FOR = {Stage.EXTRACT: "for reading", Stage.ANALYZE: "for judging"}


@dataclass(frozen=True, slots=True)
class Costing:
    """Beside the start. `budget` is None where none is set; `road` is how the questions would
    travel, and `choice` whether a person may say otherwise."""

    estimate: Estimate
    road: Road
    choice: bool
    budget: Budget | None

    @property
    def server(self) -> str:
        server = recipient()
        return "OpenAI" if server.rstrip("/") == OPENAI_URL else urlsplit(server).netloc

    @property
    def ready(self) -> str:
        """When a batch has its answers: OpenAI takes a number of tokens at once, the rest later."""
        most = max((stage.input_tokens for stage in self.estimate.stages), default=0)
        rounds = math.ceil(most / settings.BATCH_MAX_ENQUEUED_TOKENS)
        each = f"in about {rounds:,} rounds, each " if rounds > 1 else ""
        return f"{each}ready within 24 hours"

    @property
    def usd(self) -> Decimal | None:
        """By the road that it would take."""
        return self.estimate.batch_usd if self.road.batch else self.estimate.usd

    @property
    def of_which(self) -> str:
        """The parts of the estimate, where there are several and their prices are known."""
        stages = self.estimate.stages
        if len(stages) < 2 or self.estimate.usd is None:
            return ""
        batch = self.road.batch
        parts = [(one.batch_usd if batch else one.usd, _FOR[one.stage]) for one in stages]
        return words.listed([f"{words.dollars(usd)} {what}" for usd, what in parts])

    @property
    def short(self) -> bool:
        """Whether the month's budget does not suffice, so that the upload will wait."""
        return self.budget is not None and not self.budget.suffices_for(self.usd)

    @property
    def cannot_be_kept(self) -> bool:
        """Whether a budget is set and nobody knows what this upload costs of it."""
        return self.budget is not None and bool(self.estimate.stages) and self.usd is None

    @property
    def until(self) -> str:
        return until()


def before_start(upload: Upload) -> Costing | None:
    """None where no model would be asked."""
    if not asks_a_model(told := ledger.snapshot()):
        return None
    reckoned = estimate(upload, told)
    limited = settings.BUDGET_USD is not None
    return Costing(
        estimate=reckoned,
        road=road(upload, may_begin(upload).count()),
        choice=batches_possible() and not upload.is_sample,
        budget=standing(upload) if limited else None,
    )


@dataclass(frozen=True, slots=True)
class CostSoFar:
    """`waiting` are steps that wait for the budget; `until` is when there is a new one, in words."""

    usd: Decimal
    estimated: Decimal
    waiting: int = 0

    @property
    def until(self) -> str:
        return until()


def so_far(upload: Upload) -> CostSoFar | None:
    """None where nothing was reckoned at the start: no model is asked, or its price is not known."""
    if upload.estimated_usd is None:
        return None
    held = settings.BUDGET_USD is not None and upload.over_budget_at is None
    number = waiting(upload).count() if held else 0
    return CostSoFar(cost_of(upload.pk), upload.estimated_usd, number)
