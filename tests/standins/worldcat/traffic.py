"""Every request that came in, for tests that count."""

import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

SECOND = 1.0


@dataclass(frozen=True, slots=True)
class Call:
    """One request: `at` is the monotonic clock when it came in; status 0: no answer was given."""

    method: str
    path: str
    params: dict[str, str]
    token: str
    at: float
    status: int


class Traffic:
    """The calls in the order of their answers, and how many were under way at once at most."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: list[Call] = []
        self._at_once = 0
        self.most_at_once = 0

    def add(self, call: Call) -> None:
        with self._lock:
            self._calls.append(call)

    def calls(self, path_part: str = "") -> list[Call]:
        """Those whose path has this part."""
        with self._lock:
            return [call for call in self._calls if path_part in call.path]

    def most_in_a_second(self, path_part: str) -> int:
        """How many of them came in within one second, at the busiest time."""
        recent: deque[float] = deque()
        most = 0
        for at in sorted(call.at for call in self.calls(path_part)):
            recent.append(at)
            while recent[0] <= at - SECOND:
                recent.popleft()
            most = max(most, len(recent))
        return most

    @contextmanager
    def under_way(self) -> Iterator[None]:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1

    def state(self) -> dict[str, Any]:
        """The numbers that a bench reads at the end."""
        calls = self.calls()
        return {
            "calls": dict(Counter(str(call.status) for call in calls)),
            "paths": dict(Counter(call.path for call in calls).most_common(20)),
            "most_at_once": self.most_at_once,
            "most_in_a_second": self.most_in_a_second("/worldcat"),
            "token_requests": len(self.calls("/token")),
        }
