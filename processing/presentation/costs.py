"""What the questions to models have cost: overall, by upload, by model and by month.

A fixed number of queries. Costs outlive what they were for: an upload that is deleted is still
listed, by its number.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Page
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from processing.clients import prices
from processing.models import ModelCall, Upload
from processing.presentation.figures import SUMS, Figures, figures_of, total
from processing.questions import budget
from processing.questions.budget import Budget


@dataclass(frozen=True, slots=True)
class UploadCosts:
    """`upload` is None where it has been deleted; 0 is the number of questions without any."""

    number: int
    upload: Upload | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class MonthCosts:
    first: datetime
    figures: Figures

    @property
    def of_budget(self) -> int | None:
        """Percent of the budget as it is set now; lost answers count by their estimate, as there."""
        if not settings.BUDGET_USD:
            return None
        return round(100 * (self.figures.usd + self.figures.twice_usd) / settings.BUDGET_USD)


@dataclass(frozen=True, slots=True)
class Costs:
    """The cost page. `budget` is None where none is set."""

    overall: Figures
    uploads: list[UploadCosts]
    models: list[tuple[str, Figures]]
    months: list[MonthCosts]
    budget: Budget | None = None
    prices_dated: str = field(default_factory=prices.dated)
    prices_source: str = field(default_factory=prices.source)


def upload_numbers() -> QuerySet[ModelCall, int]:
    """The uploads that anything was asked about, the newest first: for paging."""
    numbers = ModelCall.objects.order_by("-upload_number")
    return numbers.values_list("upload_number", flat=True).distinct()


def costs(page: "Page[Any]") -> Costs:
    """`page` is one of `upload_numbers`."""
    parts = _parts()
    discs = ModelCall.objects.aggregate(n=Count("disc_number", distinct=True))["n"]
    standing = budget.standing(None) if settings.BUDGET_USD is not None else None
    months = sorted({month for _, month, _ in parts if month}, reverse=True)
    return Costs(
        overall=total((part for _, _, part in parts), discs),
        uploads=_by_upload(list(page)),
        models=[
            (name, total(part for model, _, part in parts if model == name))
            for name in sorted({model for model, _, _ in parts})
        ],
        months=[MonthCosts(m, total(part for _, at, part in parts if at == m)) for m in months],
        budget=standing,
    )


def _parts() -> list[tuple[str, datetime | None, Figures]]:
    """Model, month (None: not sent yet), sums: one walk over all questions serves every table."""
    calls = ModelCall.objects.order_by().annotate(month=TruncMonth("sent_at"))
    rows: Iterable[Any] = calls.values("model", "month").annotate(**SUMS)
    return [(row["model"], row["month"], figures_of(row)) for row in rows]


def _by_upload(numbers: list[int]) -> list[UploadCosts]:
    calls = ModelCall.objects.filter(upload_number__in=numbers).order_by()
    asked = Count("disc_number", distinct=True)
    rows: Iterable[Any] = calls.values("upload_number").annotate(**SUMS, discs=asked)
    figures = {row["upload_number"]: figures_of(row) for row in rows}
    uploads = Upload.objects.in_bulk(numbers)
    return [UploadCosts(number, uploads.get(number), figures[number]) for number in numbers]
