"""A calibration from matches with the truth: fitted on some titles, reported on others.

The folds are those of `catalog.calibration.fold_of`, so a title is in the same one everywhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from processing.catalog.calibration import FOLDS, Calibration, fold_of
from processing.catalog.calibration_fit import PRIOR, Judged, fit
from processing.evaluation.cases import Result
from processing.evaluation.reliability import Told

# HIGH_CONFIDENCE as it ships: from this confidence on at least so many of a thousand are right.
ENOUGH_RIGHT = 995
FEWEST = 100  # matches that such a share is claimed of


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights from all matches, those of each fold from the other four, and what these say of
    the matches of their fold."""

    calibration: Calibration
    folds: tuple[Calibration, ...]
    told: tuple[Told, ...]

    @property
    def high_confidence(self) -> int | None:
        return high_confidence(self.told)


def judged(results: Iterable[Result]) -> list[Judged]:
    """All results with a chosen record; where there is none, there is nothing to be right about."""
    return [Judged(one.case.family, one.right, one.signs) for one in results if one.chosen]


def alike(*corpora: Sequence[Judged]) -> list[Judged]:
    """Several corpora as one in which each counts as much as the other."""
    total = sum(map(len, corpora))
    return [
        replace(one, weight=total / (len(corpora) * len(each))) for each in corpora for one in each
    ]


def fitted(
    found: Sequence[Judged], version: str, *, prior: Calibration = PRIOR, own: bool = False
) -> Fitted:
    """Fits once on all and once for each fold."""
    parts = [[one for one in found if fold_of(one.family) != fold] for fold in range(FOLDS)]
    folds = tuple(fit(part, version, prior=prior, own=own) for part in parts)
    told = tuple(says(folds[fold_of(one.family)], one) for one in found)
    return Fitted(fit(found, version, prior=prior, own=own), folds, told)


def says(calibration: Calibration, one: Judged) -> Told:
    """What a calibration says of a match, beside the truth."""
    return Told(calibration.percent(one.signs), one.right, one.weight)


def high_confidence(told: Iterable[Told]) -> int | None:
    """The lowest confidence from which on 99.5 % are right, whatever their tier; None where no
    confidence is so good, or too few matches have it. What they stand for does not count here."""
    ordered = sorted(told, key=lambda one: -one.confidence)
    lowest, right = None, 0
    for place, one in enumerate(ordered, start=1):
        right += one.right
        if place < len(ordered) and ordered[place].confidence == one.confidence:
            continue
        if place >= FEWEST and 1000 * right >= ENOUGH_RIGHT * place:
            lowest = one.confidence
    return lowest


def shipped_data(found: Fitted, made: str, matches: int) -> dict[str, Any]:
    """What stands in the file that ships (see `catalog.calibration.read`)."""
    everything, *folds = (
        {"bias": one.bias, "weights": one.weights} for one in (found.calibration, *found.folds)
    )
    return {
        "version": found.calibration.version,
        "made": made,
        "matches": matches,
        "high_confidence": found.high_confidence or 100,
        "all": everything,
        "folds": folds,
    }
