"""The library's own decisions as matches with the truth, to fit a calibration on.

Only what a person judged one by one says whether a match is right: a bulk approval, or a sheet,
says what somebody let pass. Discs are not checked evenly, so each decision stands for as many
matches of its tier as there are for each checked one.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import OuterRef, Subquery

from processing.catalog.calibration import Calibration, of_data
from processing.catalog.calibration_fit import Judged
from processing.evaluation.fitting import Fitted, fitted, high_confidence, says
from processing.evaluation.reliability import Bin, bins_of, error_of
from processing.models import Decision, Verification
from processing.models.standing import standing

ENOUGH = 200  # decisions, from which on the library's own say more than a test set
_JUDGING = (Decision.Kind.APPROVE, Decision.Kind.DIFFERENT, Decision.Kind.ORIGINAL)


@dataclass(frozen=True, slots=True)
class Decided:
    """What can be fitted on. `unusable` are individual decisions on a match whose check is not
    there any more, or is of a version of the program that kept no signs; `tiers` counts the
    decisions by tier."""

    judged: tuple[Judged, ...]
    unusable: int
    tiers: Counter[str]

    @property
    def enough(self) -> bool:
        return len(self.judged) >= ENOUGH


@dataclass(frozen=True, slots=True)
class Compared:
    """The calibration in use and one on own decisions, both on own decisions."""

    fitted: Fitted
    now: tuple[Bin, ...]
    then: tuple[Bin, ...]
    error_now: float | None
    error_then: float | None
    high_confidence: int | None


def decided() -> Decided:
    """All of them, weighted by how many matches of their tier have been checked."""
    found, tiers, unusable = [], Counter[str](), 0
    for row in _rows():
        check = row.check or {}
        if not check.get("signs"):
            unusable += 1
            continue
        right = (row.source, row.number) == (row.suggested_source, row.suggested_number)
        tiers[check["tier"]] += 1
        found.append((check["tier"], Judged(row.suggested_number, right, check["signs"])))
    weights = _weights(tiers)
    judged = tuple(replace(one, weight=weights[tier]) for tier, one in found)
    return Decided(judged, unusable, tiers)


def compared(found: Decided, in_use: dict[str, Any] | None, version: str) -> Compared:
    """Fits on the decisions; what the fit says of each is by the folds that have not seen it."""
    now: Calibration = of_data(in_use)
    own = fitted(found.judged, version, prior=of_data(None), own=True)
    said_now = [says(now, one) for one in found.judged]
    return Compared(
        own,
        tuple(bins_of(said_now)),
        tuple(bins_of(own.told)),
        error_of(said_now),
        error_of(own.told),
        high_confidence(own.told),
    )


def _rows() -> Iterable[Any]:
    """Current decisions, one of a disc, with the check that they judged beside them."""
    checks = Verification.objects.filter(disc=OuterRef("disc"), revision=OuterRef("revision"))
    newest = Decision.objects.filter(disc=OuterRef("disc")).current().values("pk")[:1]
    current: Any = Decision.objects.current()
    return (
        current.filter(pk=Subquery(newest), how=Decision.How.PERSON, kind__in=_JUDGING)
        .exclude(suggested_number="")
        .exclude(disc__upload__is_sample=True)
        .annotate(check=Subquery(checks.values("data")[:1]))
    )


def _weights(checked: Counter[str]) -> dict[str, float]:
    """By tier, so that the decisions together stand for all discs that have a match."""
    discs: Any = (
        standing().with_standing().filter(upload__is_sample=False, matches__record__isnull=False)
    )
    tiers = Counter(dict(discs.order_by().values_list("pk", "tier").distinct()).values())
    here = {tier: max(tiers[tier], count) for tier, count in checked.items()}
    total, all_checked = sum(here.values()), checked.total()
    return {tier: here[tier] / count * all_checked / total for tier, count in checked.items()}
