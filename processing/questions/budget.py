"""The month's budget, BUDGET_USD: what is used of it, what is reserved, and whether a question may go.

A month is the calendar's in TIME_ZONE. Amounts are USD. Asked before every question, so each
function is a few aggregates over indexed rows, and none without a budget.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import DecimalField, F, QuerySet, Sum
from django.utils import timezone

from processing.catalog.wording import dollars
from processing.models import ModelCall, StageRun, State, Upload

NOTHING = Decimal(0)
AN_HOUR = timedelta(hours=1)
REASON_START = "The budget of this month "  # of what a run says that waits for it
MOVING = (State.PENDING, State.RUNNING, State.WAITING)
USD = DecimalField(max_digits=20, decimal_places=6)
# A question that was sent and whose answer was lost may have been charged.
POSSIBLY_PAID_USD = Sum(
    F("estimated_usd") * (F("lost_answers") + F("interruptions")), output_field=USD
)


@dataclass(frozen=True, slots=True)
class Budget:
    """`reserved` is what uploads under way are still expected to cost, besides the one asked about.

    `left` is never below zero; `limit` and `left` are None where no budget is set.
    """

    limit: Decimal | None
    spent: Decimal
    reserved: Decimal

    @property
    def left(self) -> Decimal | None:
        if self.limit is None:
            return None
        return max(NOTHING, self.limit - self.spent - self.reserved)

    def suffices_for(self, usd: Decimal | None) -> bool:
        """Whether so much is left; of what costs nobody knows how much (None), whether anything is."""
        if self.left is None:
            return True
        return self.left > 0 if usd is None else usd <= self.left


def month_of(now: datetime) -> datetime:
    """The first moment of the month."""
    here = now.astimezone(timezone.get_default_timezone())
    return datetime(here.year, here.month, 1, tzinfo=here.tzinfo)


def next_month(now: datetime) -> datetime:
    """The first moment of the next month: then there is a whole budget again."""
    first = month_of(now)
    year, month = (first.year + 1, 1) if first.month == 12 else (first.year, first.month + 1)
    return first.replace(year=year, month=month)


def look_again(now: datetime) -> datetime:
    """When a question that was refused is to be asked about again: hourly, since what others have
    reserved may become free, and at the latest with the new month."""
    return min(now + AN_HOUR, next_month(now))


def spent(now: datetime) -> Decimal:
    """What the questions sent this month have cost, those whose answer was lost by their estimate."""
    return _cost(ModelCall.objects.filter(sent_at__gte=month_of(now)))


def _cost(calls: QuerySet[ModelCall]) -> Decimal:
    sums: dict[str, Any] = calls.aggregate(usd=Sum("cost_usd"), possibly=POSSIBLY_PAID_USD)
    return (sums["usd"] or NOTHING) + (sums["possibly"] or NOTHING)


def cost_of(upload_number: int) -> Decimal:
    """What the questions about an upload have cost so far, in whichever month."""
    return _cost(ModelCall.objects.filter(upload_number=upload_number))


def reserved(besides: int | None) -> Decimal:
    """What the uploads under way, besides one, are still expected to cost."""
    going = StageRun.objects.filter(state__in=MOVING).values("disc__upload")
    uploads = Upload.objects.filter(pk__in=going, estimated_usd__gt=0, cancelled_at=None)
    rows = uploads.values_list("pk", "estimated_usd")
    estimates = {pk: usd for pk, usd in rows if usd and pk != besides}
    if not estimates:
        return NOTHING
    calls = ModelCall.objects.filter(upload_number__in=estimates)
    sums = calls.order_by().values_list("upload_number").annotate(usd=Sum("cost_usd"))
    cost = {number: usd or NOTHING for number, usd in sums}
    open_parts = (max(NOTHING, usd - cost.get(pk, NOTHING)) for pk, usd in estimates.items())
    return sum(open_parts, NOTHING)


def standing(upload: Upload | None) -> Budget:
    """The month's budget as it stands, for this upload: what others reserve is not free to it."""
    return _standing(upload.pk if upload else None)


def _standing(besides: int | None) -> Budget:
    return Budget(settings.BUDGET_USD, spent(timezone.now()), reserved(besides))


def refusal(upload_number: int, usd: Decimal | None) -> str | None:
    """Why a question of about this price must wait, in a sentence; None where it may be sent.

    What the rest of its upload is expected to cost must fit as well: it is not begun and then
    left half done. Where no price is known, it waits once the budget is used up.
    """
    if settings.BUDGET_USD is None:
        return None
    upload = Upload.objects.filter(pk=upload_number).first()
    if upload and upload.over_budget_at:
        return None
    wanted = usd
    if upload and upload.estimated_usd:
        rest = upload.estimated_usd - cost_of(upload_number)
        wanted = max(usd, rest) if usd is not None else (rest if rest > 0 else None)
    now = _standing(upload_number)
    return None if now.suffices_for(wanted) else _sentence(now, wanted)


def _sentence(now: Budget, wanted: Decimal | None) -> str:
    others = f" and {dollars(now.reserved)} reserved for other uploads" if now.reserved else ""
    needs = "what this upload still needs is not known"
    if wanted is not None:
        needs = f"this upload still needs about {dollars(wanted)}"
    return (
        f"{REASON_START}does not suffice: {dollars(now.spent)} of {dollars(now.limit)} is "
        f"used{others}, and {needs}. It goes on by itself "
        f"{until()}, or as soon as a manager lets it."
    )


def until() -> str:
    """When there is a whole budget again, in words: on 1 December 2026."""
    first = next_month(timezone.now())
    return f"on {first.day} {first:%B %Y}"


def waiting(upload: Upload) -> QuerySet[StageRun]:
    """The runs of an upload that were put off because of the budget."""
    return StageRun.objects.filter(
        disc__upload=upload, state=State.PENDING, error__startswith=REASON_START
    )
