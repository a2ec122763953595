"""A limit of questions a minute, with the headers that tell of it."""

import math
import threading
from collections import deque
from collections.abc import Callable

from tests.standins.openai.replies import Reply, error

MINUTE = 60.0


class Limit:
    """At most `rpm` questions within a minute of the server's clock; 0 is no limit.

    A question that is refused here does not count, so that one who waits as told gets through.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self.rpm = 0
        self._now = now
        self._lock = threading.Lock()
        self._taken: deque[float] = deque()

    def refusal(self) -> Reply | None:
        """The 429 where there were too many in the last minute."""
        if not self.rpm:
            return None
        with self._lock:
            self._forget()
            if len(self._taken) < self.rpm:
                self._taken.append(self._now())
                return None
            wait = max(1, math.ceil(self._taken[0] + MINUTE - self._now()))
        message = (
            f"Rate limit reached on requests per min (RPM): Limit {self.rpm}, Used {self.rpm}."
        )
        reply = error(429, message, kind="requests", code="rate_limit_exceeded")
        reply.headers["retry-after"] = str(wait)
        return reply

    def headers(self) -> dict[str, str]:
        """What the service tells of the limit with every reply."""
        if not self.rpm:
            return {}
        with self._lock:
            self._forget()
            left = max(0, self.rpm - len(self._taken))
            reset = self._taken[0] + MINUTE - self._now() if self._taken else 0.0
        return {
            "x-ratelimit-limit-requests": str(self.rpm),
            "x-ratelimit-remaining-requests": str(left),
            "x-ratelimit-reset-requests": f"{max(0.0, reset):.3f}s",
        }

    def _forget(self) -> None:
        while self._taken and self._taken[0] <= self._now() - MINUTE:
            self._taken.popleft()
