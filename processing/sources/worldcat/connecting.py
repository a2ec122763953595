"""The connection of this process to WorldCat, as the settings say."""

import threading
from functools import cache as once

from django.conf import settings
from django.core.cache import cache

from processing.clients.worldcat import Access, WorldCat
from processing.clients.worldcat_http import Pace
from processing.clients.worldcat_limits import Limits
from processing.clients.worldcat_tokens import CacheTokens

SERVICE = "worldcat"
_lock = threading.Lock()
PATIENT = Pace()
SHORT = Pace(connect=4.0, read=10.0, whole=15.0, tries=2, longest_wait=2.0)


def connection() -> WorldCat:
    """Made at the first search; its token is shared by all processes that share a cache."""
    return _connected(PATIENT)


def for_a_page() -> WorldCat:
    """The same, with the same token and count, for a person who waits."""
    return _connected(SHORT)


def _connected(pace: Pace) -> WorldCat:
    with _lock:  # threads that come first together would each make one, with limits of its own
        return _made(pace)


@once
def _made(pace: Pace) -> WorldCat:
    access = Access(
        client_id=settings.OCLC_CLIENT_ID,
        secret=settings.OCLC_SECRET,
        token_url=settings.OCLC_TOKEN_URL,
        search_url=settings.OCLC_SEARCH_URL,
        metadata_url=settings.OCLC_METADATA_URL,
        api=settings.OCLC_API,
        symbol=settings.OCLC_SYMBOL,
    )
    tokens = CacheTokens(cache, access.fingerprint)
    return WorldCat(access, tokens=tokens, gate=_limits(access.fingerprint), pace=pace)


@once
def _limits(name: str) -> Limits:
    """One count for all connections of this process."""
    return Limits(
        per_second=settings.OCLC_CALLS_PER_SECOND,
        per_day=settings.OCLC_CALLS_PER_DAY,
        redis_url=settings.REDIS_URL,
        name=name,
    )


def forget() -> None:
    """After a change of settings: the next search makes a new connection."""
    _made.cache_clear()
    _limits.cache_clear()
