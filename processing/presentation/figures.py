"""Sums over questions to models: how many, their tokens, their cost, and what was saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Q, Sum, Value, When

from processing.clients import prices
from processing.models import ModelCall
from processing.questions import budget

NOTHING = Decimal(0)
_PRICED = Q(cost_usd__isnull=False)
_BY_BATCH = Q(batch__isnull=False)
_EXPECTED = Case(
    When(_BY_BATCH, then=F("estimated_usd") * Value(prices.batch_share())),
    default=F("estimated_usd"),
    output_field=budget.USD,
)
SUMS = {
    "questions": Count("pk"),
    "usable": Count("pk", filter=Q(outcome=ModelCall.Outcome.USABLE)),
    "unpriced": Count("pk", filter=~_PRICED & Q(output_tokens__gt=0)),
    "input": Sum("input_tokens"),
    "cached": Sum("cached_tokens"),
    "output": Sum("output_tokens"),
    "usd": Sum("cost_usd"),
    "estimated": Sum(_EXPECTED, filter=_PRICED),
    "batch_usd": Sum("cost_usd", filter=_BY_BATCH),
    "reused_usd": Sum(F("reused") * F("cost_usd"), output_field=budget.USD),
    "twice": Sum(F("lost_answers") + F("interruptions")),
    "twice_usd": budget.POSSIBLY_PAID_USD,
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over questions. Amounts are USD; `estimated` is what those that have a price were
    reckoned to cost, by the road they took, before they were sent. `discs` are those that were asked about."""

    questions: int = 0
    usable: int = 0
    unpriced: int = 0
    input: int = 0
    cached: int = 0
    output: int = 0
    usd: Decimal = NOTHING
    estimated: Decimal = NOTHING
    batch_usd: Decimal = NOTHING
    reused_usd: Decimal = NOTHING
    twice: int = 0
    twice_usd: Decimal = NOTHING
    discs: int = 0

    @property
    def per_disc(self) -> Decimal | None:
        return self.usd / self.discs if self.discs and self.usd else None

    @property
    def saved_by_batch(self) -> Decimal:
        """What the same tokens would have cost more in real time."""
        return self.batch_usd / prices.batch_share() - self.batch_usd

    @property
    def against_estimate(self) -> str:
        if not (self.estimated and self.usd):
            return ""
        percent = round(100 * (self.usd / self.estimated - 1))
        if not percent:
            return "as estimated"
        return f"{abs(percent)} % {'more' if percent > 0 else 'less'} than estimated"


def figures_of(row: Mapping[str, Any]) -> Figures:
    """Without what is NULL: sums over nothing."""
    told = {one.name: row.get(one.name) for one in fields(Figures)}
    return Figures(**{name: value for name, value in told.items() if value is not None})


def total(parts: Iterable[Figures], discs: int = 0) -> Figures:
    found = list(parts)
    names = (one.name for one in fields(Figures) if one.name != "discs")
    sums = {name: sum((getattr(part, name) for part in found), start=0) for name in names}
    return Figures(**sums, discs=discs)
