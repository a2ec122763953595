"""What the client for WorldCat takes and gives."""

import hashlib
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from processing.catalog.record import Record

SOURCE = "WorldCat"


class Api(StrEnum):
    """Which of OCLC's interfaces answers.

    METADATA gives whole MARC records by number and brief ones for a search, and comes with the
    licence to catalog. SEARCH gives nearly whole records for a search, but never a 028.
    """

    METADATA = "metadata"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach WorldCat. `api` is auto, metadata or search; `symbol` the library's at OCLC."""

    client_id: str
    secret: str = field(repr=False)
    token_url: str
    search_url: str
    metadata_url: str
    api: str = "auto"
    symbol: str = ""

    @property
    def fingerprint(self) -> str:
        """Tells this key's tokens from another's, without telling the key."""
        told = "\n".join((self.client_id, self.secret, self.token_url, self.api))
        return hashlib.sha256(told.encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Hit:
    """One record of an answer.

    `number` is the current OCLC number, digits only, and `merged` older numbers that now mean
    the same record. `record` tells as much as this answer does; `complete` is False for a brief
    record, whose full one can be had by number. `raw` is the JSON or MARCXML it was read from.
    """

    number: str
    record: Record
    raw: str
    complete: bool
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some hits of a search; `total` is how many there are in all.

    `skipped` counts the records of this page that could not be read.
    """

    total: int
    hits: tuple[Hit, ...]
    skipped: int = 0


class TokenStore(Protocol):
    """Where all that use the same key keep its token. Nothing here raises."""

    def get(self) -> str | None:
        """What was put last, None where there is nothing or its time is over."""

    def put(self, value: str, seconds: float) -> None:
        """Keeps a text for so long."""

    def lock(self) -> AbstractContextManager[None]:
        """Only one at a time is inside; nobody waits for ever for one that was killed inside."""


class Gate(Protocol):
    """Asked before every single call."""

    def take(self) -> None:
        """Waits until the call may go out; raises WorldCatError where it may not for long."""
