"""What a stage is: a function from a disc to an outcome, and how its result is saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from processing.models import Disc, ModelCall

Snapshot = Mapping[str, Any]  # an upload's settings, as they were when it started


@dataclass(frozen=True, slots=True)
class Done:
    """The stage has its result; the pipeline saves it together with the end of the run."""

    result: Any


@dataclass(frozen=True, slots=True)
class Waiting:
    """The stage has asked a question that is answered later; it runs again when that is closed."""

    call: ModelCall


@dataclass(frozen=True, slots=True)
class Later:
    """Not now, and nobody's fault: `reason` is said on the page, no attempt is used up."""

    until: datetime
    reason: str


Outcome = Done | Waiting | Later


class CannotProcess(Exception):
    """This disc cannot go on, however often it is tried; the message says why and what to do."""


def _no(_: Snapshot) -> bool:
    return False


def _none(_: Snapshot) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class PipelineStage:
    """`run` reads and works; `save(disc, revision, result)` only writes, inside a transaction.

    `needs_cpu` and `service` say, for an upload's settings, whether a run keeps a processor
    busy and which outside service it asks ("" for none).
    """

    name: str
    run: Callable[[Disc], Outcome]
    save: Callable[[Disc, int, Any], None]
    needs_cpu: Callable[[Snapshot], bool] = _no
    service: Callable[[Snapshot], str] = _none
