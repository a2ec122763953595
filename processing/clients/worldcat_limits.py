"""How many calls OCLC gets: a second, and in any 24 hours; counted together by all that share a Redis.

Calls are spaced evenly and not sent in bursts: what counts is when they arrive at OCLC, and a
call that is a little late on its way must not meet the burst behind it.
"""

import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from limits import RateLimitItemPerDay, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter

from processing.clients.worldcat_errors import Kind, WorldCatError

log = logging.getLogger(__name__)

Counted = TypeVar("Counted")

# So much wider apart than needed: a call may be up to 0.15 s late without breaking the limit.
ROOM = 1.15
LATE = 0.05  # seconds after which a turn is missed; the rest of the room is for the way to OCLC
MOST_TURNS = 10
RESERVE = 0.02  # of the calls of a day, left to whoever else uses the key
LEAST_PAUSE = 600.0  # seconds; not one call at a time as the oldest ones leave the 24 hours
FARTHEST = 300.0  # seconds ahead that a call may have its moment
# One call in a moment; remembered longer than any moment lies ahead.
ONE = RateLimitItemPerMinute(1, multiples=10, namespace="worldcat")
PATIENCE = {"socket_connect_timeout": 2, "socket_timeout": 2}  # seconds


@dataclass(frozen=True, slots=True)
class Left:
    """How many calls are left of those of 24 hours; from `more_at` on the oldest ones count no more."""

    calls: int
    of: int
    more_at: datetime


class _ADay(RateLimitItemPerDay):
    """Counted on when the setting changes: by itself each limit would have a count of its own."""

    def key_for(self, *identifiers: bytes | str | float) -> str:
        return f"worldcat/{'/'.join(map(str, identifiers))}/day"


class Limits:
    """The gate before every call, one for each process. `name` tells one key's counts from another's.

    Without a Redis the count begins anew with the process. Clocks of several machines that share
    a Redis must agree to about a tenth of a second.
    """

    def __init__(
        self, *, per_second: float, per_day: int, redis_url: str = "", name: str = ""
    ) -> None:
        self._gap = ROOM / per_second
        self._day = _ADay(max(1, per_day - math.ceil(per_day * RESERVE)))
        self._per_day = per_day
        self._name = name
        self._own = _Counts("memory://")
        self._shared = _Counts(redis_url, **PATIENCE) if redis_url else self._own
        self._lock = threading.Lock()
        self._last = 0

    def take(self) -> None:
        """Waits for this call's turn; raises WorldCatError where the day's calls are used up."""
        self._counted(self._of_day)
        for _ in range(MOST_TURNS):
            turn = self._counted(self._turn)
            # `time.sleep` never wakes early.
            time.sleep(max(0.0, turn - time.time()))
            # A machine that stood still lets many wake at once: those are too late for their turn.
            if time.time() - turn <= LATE:
                return

    def _counted(self, count: Callable[["_Counts"], Counted]) -> Counted:
        """With all others; where their store does not answer, alone: better than not at all."""
        try:
            return count(self._shared)
        except StorageError as error:
            log.warning("the calls to WorldCat cannot be counted together: %s", error)
            return count(self._own)

    def _of_day(self, counts: "_Counts") -> None:
        if not counts.day.hit(self._day, self._name):
            raise self._used_up(counts)

    def left(self) -> Left | None:
        """The count of the day as it stands; None where the shared one does not answer."""
        try:
            stats = self._shared.day.get_window_stats(self._day, self._name)
        except StorageError as error:
            log.warning("the calls to WorldCat cannot be counted together: %s", error)
            return None
        more_at = datetime.fromtimestamp(stats.reset_time, UTC)
        return Left(stats.remaining, self._day.amount, more_at)

    def _turn(self, counts: "_Counts") -> float:
        """When this call may go out, on the clock of `time.time`; nobody else has that moment."""
        with self._lock:
            first = math.floor(time.time() / self._gap) + 1
            if (self._last - first) * self._gap > FARTHEST:
                self._last = 0  # the clock was put back
            place = max(first, self._last + 1)
            while not counts.moments.hit(ONE, self._name, str(place)):
                place += 1
            self._last = place
        return place * self._gap

    def _used_up(self, counts: "_Counts") -> WorldCatError:
        free = counts.day.get_window_stats(self._day, self._name).reset_time
        wait = max(LEAST_PAUSE, free - time.time())
        until = datetime.fromtimestamp(time.time() + wait, UTC)
        words = (
            f"The calls to WorldCat of 24 hours are used up: {self._day.amount:,} of "
            f"{self._per_day:,} (OCLC_CALLS_PER_DAY), the rest is kept for others. "
            f"The search goes on at {until:%H:%M on %d %B} (UTC)."
        )
        return WorldCatError(words, Kind.LIMIT, retry_after=wait)


class _Counts:
    """The two counts in one store."""

    def __init__(self, url: str, **options: float) -> None:
        storage = storage_from_string(url, wrap_exceptions=True, **options)
        self.day = MovingWindowRateLimiter(storage)
        self.moments = FixedWindowRateLimiter(storage)
