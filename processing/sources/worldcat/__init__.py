"""Search WorldCat: a reading in, possible records out, with about three calls."""

from dataclasses import dataclass
from datetime import datetime

from processing.catalog.policy import DEFAULT, Policy
from processing.catalog.reading import CleanReading
from processing.catalog.searched import Asked
from processing.sources.base import Hit
from processing.sources.worldcat.climbing import SOURCE as NAME
from processing.sources.worldcat.climbing import Climb
from processing.sources.worldcat.connecting import SERVICE, connection
from processing.sources.worldcat.desk import Desk

__all__ = ["NAME", "SERVICE", "Climbed", "search"]


@dataclass(frozen=True, slots=True)
class Climbed:
    """At most ten records, none surely of another carrier, and how they were found.

    `calls` counts requests that went out. `shows_numbers` is False where the connection gives
    no publisher numbers (028).
    """

    hits: tuple[Hit, ...]
    asked: tuple[Asked, ...]
    calls: int
    shows_numbers: bool


def search(
    reading: CleanReading, anew_since: datetime | None = None, policy: Policy = DEFAULT
) -> Climbed:
    """The best ten by the library's `policy`.

    Raises processing.clients.errors.ServiceError where WorldCat does not answer.
    """
    desk = Desk(connection(), anew_since)
    climb = Climb(reading, desk, policy)
    climb.up()
    hits = tuple(Hit(one.record, "; ".join(one.by), one.kept.row_id) for one in climb.best())
    return Climbed(hits, tuple(climb.asked), desk.calls, desk.shows_numbers)
