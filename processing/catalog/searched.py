"""What a search asked, what came of it, and what could not be asked: kept and shown on the disc."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """One query. `said` is what it looked for, in words; `query` as it was sent, "" for a local one.

    `total` is the number of hits that the source has, `found` those that came, and `added` those
    that no query before had found. `kept`: the answer was kept from an earlier disc or upload.
    """

    source: str
    said: str
    query: str
    total: int
    found: int
    added: int
    kept: bool = False


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A source that did not answer, and why, as a sentence."""

    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Searched:
    """All of one search. `calls` counts the requests that went to an outside service.

    `shows_numbers` is False where the connection gives no publisher numbers (028).
    """

    asked: tuple[Asked, ...] = ()
    not_asked: tuple[NotAsked, ...] = ()
    calls: int = 0
    shows_numbers: bool = True
