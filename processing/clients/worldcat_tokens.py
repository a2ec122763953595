"""Tokens of OCLC, and where all threads and processes that use one key keep the one they share."""

import json
import logging
import math
import re
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.cache.backends.base import BaseCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

EARLY = 60.0  # seconds before its end a token is renewed
EARLY_SHARE = 0.2  # of a short life
LOCK_SECONDS = 60  # after so long, whoever holds the lock is taken for killed
LOCK_WAIT = 45.0
LOCK_LOOK = 0.05
USUAL_LIFE = 1199.0
LONGEST_LIFE = 86_400.0
# What may stand in a header: a token with other signs would be repeated in an error's message.
_TOKEN = re.compile(r"[!-~]{1,4096}")


@dataclass(frozen=True, slots=True)
class Token:
    """One access token. `renew_at` is on the clock of `time.time`; `scopes` are those it has."""

    text: str = field(repr=False)
    renew_at: float
    scopes: frozenset[str]

    @property
    def fresh(self) -> bool:
        return time.time() < self.renew_at

    @property
    def seconds_left(self) -> float:
        return self.renew_at - time.time()

    def stored(self) -> str:
        return json.dumps([self.text, self.renew_at, sorted(self.scopes)])

    @staticmethod
    def from_stored(text: str | None) -> "Token | None":
        """None for what is no token, such as one that an older version has kept."""
        try:
            token, renew_at, scopes = json.loads(text or "null")
            return Token(str(token), float(renew_at), frozenset(map(str, scopes)))
        except (ValueError, TypeError):
            return None


def token_of(answer: Any) -> Token | None:
    """The token in OCLC's answer, None where there is none that can be used."""
    if not isinstance(answer, dict):
        return None
    text = answer.get("access_token")
    if not isinstance(text, str) or not _TOKEN.fullmatch(text):
        return None
    life = _seconds(answer.get("expires_in"))
    told = answer.get("scope") or answer.get("scopes") or ""
    scopes = (
        told.split() if isinstance(told, str) else map(str, told if isinstance(told, list) else ())
    )
    return Token(text, time.time() + life - min(EARLY, life * EARLY_SHARE), frozenset(scopes))


def _seconds(value: Any) -> float:
    """OCLC has sent a number and, in older answers, a text."""
    try:
        life = float(value)
    except (ValueError, TypeError):
        return USUAL_LIFE
    return min(max(life, 0.0), LONGEST_LIFE) if math.isfinite(life) else USUAL_LIFE


class MemoryTokens:
    """For one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._value: tuple[str, float] | None = None

    def get(self) -> str | None:
        kept = self._value
        return kept[0] if kept and time.time() < kept[1] else None

    def put(self, value: str, seconds: float) -> None:
        self._value = (value, time.time() + seconds)

    def lock(self) -> AbstractContextManager[None]:
        return _held(self._lock)


@contextmanager
def _held(lock: threading.Lock) -> Iterator[None]:
    with lock:
        yield


class CacheTokens:
    """For all processes that share a Django cache; `name` tells one key's tokens from another's.

    Where the cache does not answer, each process asks for a token of its own.
    """

    def __init__(self, cache: BaseCache, name: str) -> None:
        self._cache = cache
        self._key = f"worldcat-token-{name}"
        self._lock_key = f"{self._key}-lock"

    def get(self) -> str | None:
        try:
            value = self._cache.get(self._key)
        except RedisError as error:
            log.warning("the cache does not answer: %s", type(error).__name__)
            return None
        return value if isinstance(value, str) else None

    def put(self, value: str, seconds: float) -> None:
        try:
            # Django counts in whole seconds, and 0 would be "never kept".
            self._cache.set(self._key, value, max(1, math.floor(seconds)))
        except RedisError as error:
            log.warning("the cache does not answer: %s", type(error).__name__)

    @contextmanager
    def lock(self) -> Iterator[None]:
        mine = uuid.uuid4().hex
        end = time.monotonic() + LOCK_WAIT
        while not self._taken(mine) and time.monotonic() < end:
            time.sleep(LOCK_LOOK)
        try:
            yield
        finally:
            self._leave(mine)

    def _taken(self, mine: str) -> bool:
        try:
            return self._cache.add(self._lock_key, mine, LOCK_SECONDS)
        except RedisError:
            return True  # nobody can share anything just now

    def _leave(self, mine: str) -> None:
        try:
            if self._cache.get(self._lock_key) == mine:
                self._cache.delete(self._lock_key)
        except RedisError as error:
            log.warning("the cache does not answer: %s", type(error).__name__)
