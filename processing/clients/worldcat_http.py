"""One request to OCLC: tried again where that may help, with every error in our words.

Nothing of an answer that is an error, and no header, gets into a message or a log: both may hold
the token.
"""

import itertools
import logging
import math
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TypeVar

import requests
import urllib3
from requests import exceptions
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase

from processing.clients.worldcat_errors import ELSEWHERE, Kind, WorldCatError, error
from processing.clients.worldcat_types import Gate

log = logging.getLogger(__name__)

Read = TypeVar("Read")

LARGEST = 20 * 1024 * 1024  # bytes of one answer, unpacked
CHUNK = 1 << 16
CONNECTIONS = 64
LONGEST_RETRY_AFTER = 86_400.0
_WRONG_ADDRESS = (exceptions.InvalidURL, exceptions.MissingSchema, exceptions.InvalidSchema)
NO_ADDRESS = (
    "The address of WorldCat is none. Whoever looks after the program must look at OCLC_TOKEN_URL, "
    "OCLC_SEARCH_URL and OCLC_METADATA_URL."
)
UNREADABLE = "The answer of WorldCat cannot be read: it was cut off, or something else answered."


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to wait, in seconds: to connect, for the next bytes, for a whole answer, between tries.

    A server that asks for a longer wait than `longest_wait` is not waited for inside a call.
    """

    connect: float = 10.0
    read: float = 30.0
    whole: float = 60.0
    tries: int = 3
    first_wait: float = 0.5
    longest_wait: float = 20.0


@dataclass(frozen=True, slots=True)
class Ask:
    """A request; `auth` puts the credentials into it, which are therefore in no log of ours."""

    url: str
    auth: AuthBase
    accept: str = "application/json"
    params: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None  # makes it a POST


class Rejected(Exception):
    """The server answered, and the answer is no; `status` is a 4xx that no second try changes."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


class Bearer(AuthBase):
    """As `auth` and not as a header, so that a .netrc cannot put something else in its place."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def new_session() -> requests.Session:
    """One for all threads of a process: connections are kept and shared."""
    session = requests.Session()
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(pool_maxsize=CONNECTIONS))
    return session


class Http:
    """Sends requests through the gate."""

    def __init__(self, session: requests.Session, gate: Gate | None, pace: Pace) -> None:
        self._session, self._gate, self._pace = session, gate, pace

    def call(self, ask: Ask, read: Callable[[bytes], Read]) -> Read:
        """What `read` makes of the answer; ValueError from it means that the answer is none.

        Raises Rejected for a 4xx, WorldCatError for everything else.
        """
        for tried in itertools.count(1):
            if self._gate:
                self._gate.take()
            try:
                return self._once(ask, read)
            except WorldCatError as failed:
                wait = self._wait(tried, failed.retry_after)
                final = tried >= self._pace.tries or wait > self._pace.longest_wait
                if final or not failed.retryable:
                    raise
                log.info("%s Trying again in %.1f seconds.", failed, wait)
            time.sleep(wait)
        raise AssertionError  # the count has no end

    def _wait(self, tried: int, told: float | None) -> float:
        """Seconds until the next try; the server's own word counts, with a little jitter."""
        most = self._pace.first_wait * 2 ** (tried - 1)
        drawn = random.uniform(most / 2, most)  # or all that failed together would meet again
        return drawn if told is None else told + drawn / 2

    def _once(self, ask: Ask, read: Callable[[bytes], Read]) -> Read:
        status, retry_after, body = self._exchange(ask)
        if 300 <= status < 400:
            raise WorldCatError(ELSEWHERE, Kind.REFUSED, status=status)
        if status == 429:
            raise error(Kind.BUSY, retry_after=retry_after, status=status)
        if status >= 500 or status in (408, 425):
            raise error(Kind.DOWN, retry_after=retry_after, status=status)
        if status >= 400:
            raise Rejected(status)
        try:
            return read(body)
        except (ValueError, RecursionError):
            raise WorldCatError(UNREADABLE, Kind.UNREADABLE, status=status) from None

    def _exchange(self, ask: Ask) -> tuple[int, float | None, bytes]:
        """Status, Retry-After and body. No redirect is followed: it would carry the token along.

        The errors of the library end here, because they hold the request and so the token.
        """
        try:
            with self._session.request(
                "GET" if ask.form is None else "POST",
                ask.url,
                params=ask.params,
                data=ask.form,
                headers={"Accept": ask.accept},
                auth=ask.auth,
                timeout=(self._pace.connect, self._pace.read),
                allow_redirects=False,
                stream=True,
            ) as response:
                return response.status_code, _retry_after(response), self._body(response)
        except exceptions.Timeout:
            words = f"WorldCat did not answer within {self._pace.read:.0f} seconds."
        except exceptions.ConnectionError:
            words = "WorldCat cannot be reached, or the connection broke off."
        except _WRONG_ADDRESS:
            raise WorldCatError(NO_ADDRESS, Kind.REFUSED) from None
        except (exceptions.RequestException, urllib3.exceptions.HTTPError):
            words = "The connection to WorldCat broke off."
        raise WorldCatError(words, Kind.DOWN)

    def _body(self, response: requests.Response) -> bytes:
        end = time.monotonic() + self._pace.whole
        parts, size = [], 0
        for part in response.iter_content(CHUNK):
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                words = f"An answer of WorldCat is larger than {LARGEST >> 20} MB."
                raise WorldCatError(words, Kind.REQUEST)
            if time.monotonic() > end:
                words = f"WorldCat's answer was not there after {self._pace.whole:.0f} seconds."
                raise WorldCatError(words, Kind.DOWN)
        return b"".join(parts)


def _retry_after(response: requests.Response) -> float | None:
    """Seconds, from a number or a date; None where the server does not say."""
    told = response.headers.get("Retry-After", "")
    try:
        seconds = float(told)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(told).timestamp() - time.time()
        except (ValueError, OverflowError):
            return None
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER) if math.isfinite(seconds) else None
