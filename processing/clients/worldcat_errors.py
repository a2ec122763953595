"""WorldCat's errors as sentences, and what follows from each.

What a server says of an error is never repeated: such a body may hold the token.
"""

from enum import StrEnum

from processing.clients.errors import ServiceError

SERVICE = "worldcat"


class Kind(StrEnum):
    """What is wrong, for those who must act differently on it."""

    KEY = "key"
    SCOPE = "scope"
    REFUSED = "refused"  # a new token is not accepted either, or the address is wrong
    LIMIT = "limit"  # our own count of calls
    BUSY = "busy"
    DOWN = "down"
    UNREADABLE = "unreadable"  # it answered, but with nothing that can be read
    REQUEST = "request"
    MISSING = "missing"


RETRYABLE = {Kind.LIMIT, Kind.BUSY, Kind.DOWN, Kind.UNREADABLE}
_OF_REQUEST = {Kind.REQUEST, Kind.MISSING}
_WHO = "Whoever looks after the program must"
_WORDS = {
    Kind.KEY: f"OCLC does not accept the key. {_WHO} put a valid pair into OCLC_CLIENT_ID and "
    "OCLC_SECRET.",
    Kind.REFUSED: f"WorldCat does not accept the token that OCLC has just given. {_WHO} look at "
    "OCLC_TOKEN_URL, OCLC_SEARCH_URL and OCLC_METADATA_URL, and at the key at OCLC.",
    Kind.BUSY: "WorldCat asks to send less for a while.",
    Kind.DOWN: "WorldCat has trouble of its own.",
    Kind.REQUEST: "WorldCat does not take this search.",
}
ELSEWHERE = (
    "WorldCat sends the program on to another address, which nobody has confirmed. "
    f"{_WHO} put the right addresses into OCLC_TOKEN_URL, OCLC_SEARCH_URL and OCLC_METADATA_URL."
)


class WorldCatError(ServiceError):
    """WorldCat gave no answer that can be used; the message is for people."""

    def __init__(
        self, message: str, kind: Kind, *, retry_after: float | None = None, status: int = 0
    ) -> None:
        super().__init__(
            message,
            service=SERVICE,
            retryable=kind in RETRYABLE,
            retry_after=retry_after,
            of_service=kind not in _OF_REQUEST,
        )
        self.kind = kind
        self.status = status


class NoSuchRecord(WorldCatError):
    """There is no record with this number."""

    def __init__(self, number: str) -> None:
        super().__init__(f"WorldCat has no record with the number {number}.", Kind.MISSING)


def error(kind: Kind, *, retry_after: float | None = None, status: int = 0) -> WorldCatError:
    """The error of a kind that needs no further words."""
    return WorldCatError(_WORDS[kind], kind, retry_after=retry_after, status=status)


def without_scope(scope: str, address: str = "") -> WorldCatError:
    """The key may not do what was asked; `scope` is OCLC's name for the permission.

    `address` is the setting with the address that was asked: OCLC answers an unknown path so too.
    """
    wrong = f", or the address in {address} is wrong" if address else ""
    right = ", put the right address there" if address else ""
    words = (
        f"OCLC does not allow this key to do that: it lacks the scope {scope}{wrong}. {_WHO} ask "
        f"OCLC for the scope{right}, or choose the other interface with OCLC_API."
    )
    return WorldCatError(words, Kind.SCOPE, status=403)
