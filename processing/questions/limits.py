"""How many questions, and how many tokens a minute: the settings, and what the server allows.

All workers share the count where there is a Redis; without one, this process is all there is.
What the server's headers say of its own limits is learnt by each process for itself.
"""

import logging
import math
import re
import threading
import time
from collections.abc import Mapping
from functools import cache

from django.conf import settings
from limits import RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

log = logging.getLogger(__name__)

NAMES = {"requests": "OPENAI_RPM", "tokens": "OPENAI_TPM"}
_RESET = re.compile(r"(\d+(?:\.\d+)?)(ms|h|m|s)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
LONGEST_RESET = 300.0
LONGEST_NUMBER = 15  # digits of a limit

slots = threading.BoundedSemaphore(settings.OPENAI_CONCURRENCY)


def full() -> bool:
    """Whether as many questions as may be are under way in this process."""
    if not slots.acquire(blocking=False):
        return True
    slots.release()
    return False


class Told:
    """What the server's own headers have said: its limits, and until when nothing is left."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.limits: dict[str, int] = {}
        self.closed_until = 0.0  # on the monotonic clock

    def hear(self, headers: Mapping[str, str]) -> None:
        with self._lock:
            for name in NAMES:
                if limit := _number(headers.get(f"x-ratelimit-limit-{name}")):
                    self.limits[name] = limit
                if headers.get(f"x-ratelimit-remaining-{name}") == "0":
                    wait = seconds_of(headers.get(f"x-ratelimit-reset-{name}", ""))
                    self.closed_until = max(self.closed_until, time.monotonic() + wait)

    def forget(self) -> None:
        with self._lock:
            self.limits.clear()
            self.closed_until = 0.0


told = Told()


def ceiling(name: str) -> int:
    """The smaller of the setting and what the server allows, a minute."""
    own: int = getattr(settings, NAMES[name])
    return min(own, told.limits.get(name, own))


class _AMinute(RateLimitItemPerMinute):
    """Counted on when the ceiling changes: by itself each ceiling would have a count of its own."""

    def key_for(self, *identifiers: bytes | str | float) -> str:
        return f"questions/{'/'.join(map(str, identifiers))}/minute"


@cache
def _limiter() -> MovingWindowRateLimiter:
    if not settings.REDIS_URL:
        return MovingWindowRateLimiter(storage_from_string("memory://"))
    patience = {"socket_connect_timeout": 2, "socket_timeout": 2}  # seconds
    shared = storage_from_string(settings.REDIS_URL, wrap_exceptions=True, **patience)
    return MovingWindowRateLimiter(shared)


def seconds_to_wait(tokens: int) -> float:
    """0 where a question of about that many tokens may be sent now, which counts it; else a time.

    Where the store of the counts does not answer, the question may go: the server counts too.
    """
    closed = told.closed_until - time.monotonic()
    if closed > 0:
        return closed
    most = ceiling("tokens")
    wanted = [
        (_AMinute(most), "tokens", min(tokens, most)),
        (_AMinute(ceiling("requests")), "requests", 1),
    ]
    limiter = _limiter()
    try:
        for item, name, cost in wanted:
            if not limiter.test(item, name, cost=cost):
                reset = limiter.get_window_stats(item, name).reset_time
                return max(0.05, reset - time.time())
        for item, name, cost in wanted:
            limiter.hit(item, name, cost=cost)
    except StorageError as error:
        log.warning("the limits cannot be counted: %s", error)
    return 0.0


def seconds_of(text: str) -> float:
    """A time such as 12ms, 1.5s or 6m0s, as the headers have it; at most five minutes."""
    total = sum(float(number) * _SECONDS[unit] for number, unit in _RESET.findall(text))
    return min(total, LONGEST_RESET) if math.isfinite(total) else 0.0


def _number(text: str | None) -> int | None:
    right = text and len(text) <= LONGEST_NUMBER and text.isascii() and text.isdecimal()
    return int(text) or None if text and right else None
