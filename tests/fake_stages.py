"""Stages that tests control: they put small readings, choices and checks where real ones would."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from processing.catalog.evidence import (
    Choice,
    Tier,
    TrackComparison,
    Verdict,
    YearComparison,
)
from processing.catalog.reading import CleanReading, Reading, Value
from processing.catalog.searched import Searched
from processing.catalog.verify import Verified
from processing.models import Disc
from processing.stages import BY_NAME, analyze, clean, extract, search, verify
from processing.stages.analyze import Analyzed
from processing.stages.base import Done, Outcome, PipelineStage
from processing.stages.extract import Extracted

NOTHING = Choice(None, Tier.NONE, 0, "No possible record was found.", ("No possible record.",))
CHECKED = Verified(
    tier=Tier.NONE,
    confidence=0,
    reasons=("No possible record was found.",),
    tracks=TrackComparison(score=None),
    years=YearComparison(Verdict.ABSENT, "Not checked."),
)
RESULTS: dict[str, Any] = {
    "extract": Extracted(Reading(title=Value("Kind of blue")), "local"),
    "clean": CleanReading(title="Kind of blue"),
    "search": search.Result([], Searched()),
    "analyze": Analyzed(NOTHING),
    "verify": CHECKED,
}
SAVES = {
    "extract": extract.save,
    "clean": clean.save,
    "search": search.save,
    "analyze": analyze.save,
    "verify": verify.save,
}


@dataclass
class FakeStages:
    """Counts what ran; `before` is called inside a stage and may block, raise or return an outcome."""

    ran: list[tuple[int, str]] = field(default_factory=list)
    before: dict[str, Callable[[Disc], Outcome | None]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, name: str, disc: Disc) -> Outcome:
        with self._lock:
            self.ran.append((disc.pk, name))
        outcome = self.before[name](disc) if name in self.before else None
        return outcome or Done(RESULTS[name])

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, save in SAVES.items():
            run = self._runner(name)
            monkeypatch.setitem(BY_NAME, name, PipelineStage(name, run, save))

    def _runner(self, name: str) -> Callable[[Disc], Outcome]:
        return lambda disc: self.run(name, disc)

    def names(self) -> list[str]:
        return [name for _, name in self.ran]
