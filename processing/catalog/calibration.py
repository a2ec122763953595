"""The chance that a match is right, from its signs: a logistic curve whose weights were fitted.

`data/calibration.json` is fitted on the corpus that ships (`manage.py calibrate --shipped`). Beside
the weights from the whole corpus it has those of its folds, each fitted without the titles of one
fold, so that a measurement asks only weights that have not seen its title.
"""

import json
import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("data") / "calibration.json"
FOLDS = 5
LEAST, MOST = 1, 99  # percent: of a match nothing is certain


@dataclass(frozen=True, slots=True)
class Calibration:
    """`weights` are log-odds by the name of a sign, `bias` those of a match without any.

    `own`: fitted on the library's own decisions, not on a test set.
    """

    version: str
    bias: float
    weights: dict[str, float] = field(hash=False)
    own: bool = False

    def chance(self, signs: Mapping[str, float]) -> float:
        """0.0 to 1.0. A sign without a weight does not count."""
        sum_ = sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        return logistic(self.bias + sum_)

    def percent(self, signs: Mapping[str, float]) -> int:
        """The chance in percent, 1 to 99."""
        return max(LEAST, min(MOST, round(100 * self.chance(signs))))


@dataclass(frozen=True, slots=True)
class Shipped:
    """What the file holds: the weights, those of each fold, and the default of HIGH_CONFIDENCE."""

    calibration: Calibration
    folds: tuple[Calibration, ...]
    high_confidence: int
    made: str
    matches: int


def logistic(log_odds: float) -> float:
    """Log-odds as a chance; far out it is 0.0 or 1.0 and no overflow."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, log_odds))))


def fold_of(family: str) -> int:
    """The fold of a title, the same on every machine and in every corpus."""
    return zlib.crc32(family.encode()) % FOLDS


def held_out(family: str) -> Calibration:
    """The shipped weights that were fitted without this title."""
    return SHIPPED.folds[fold_of(family)]


def to_data(calibration: Calibration) -> dict[str, Any]:
    """As it is kept with an upload, and in the database."""
    return {
        "version": calibration.version,
        "bias": calibration.bias,
        "weights": calibration.weights,
        "own": calibration.own,
    }


def of_data(data: Mapping[str, Any] | None) -> Calibration:
    """The reverse of `to_data`; the shipped one where nothing is kept."""
    if not data:
        return SHIPPED.calibration
    own = bool(data.get("own"))
    return Calibration(str(data["version"]), float(data["bias"]), dict(data["weights"]), own)


def read(path: Path) -> Shipped:
    """The file that `shipped_data` of the fitting wrote."""
    told = json.loads(path.read_text(encoding="utf-8"))
    version = told["version"]
    whole, *folds = (
        Calibration(version, one["bias"], one["weights"]) for one in (told["all"], *told["folds"])
    )
    return Shipped(whole, tuple(folds), told["high_confidence"], told["made"], told["matches"])


SHIPPED = read(FILE)
