"""OAuth: keys with what they are allowed, and the tokens that were given out."""

import base64
import binascii
import itertools
import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.standins.worldcat.replies import Reply

SEARCH, METADATA = "wcapi", "WorldCatMetadataAPI"
PARTS = {
    SEARCH: (
        "view_bib",
        "view_brief_bib",
        "view_retained_holdings",
        "view_summary_holdings",
        "view_my_holdings",
        "view_institution_holdings",
        "view_holdings",
    ),
    METADATA: (
        "manage_bibs",
        "view_marc_bib",
        "view_bib",
        "view_brief_bib",
        "view_summary_holdings",
        "manage_institution_holdings",
        "get_holding_codes",
    ),
}


@dataclass(slots=True)
class Key:
    """A WSKey: its secret, and the scopes it has (a family such as "wcapi" is all its parts)."""

    secret: str
    scopes: set[str] = field(default_factory=set)

    def granted(self, asked: str) -> list[str]:
        """What the key gives for this scope, parts of families spelled out; empty: nothing."""
        if asked.startswith("context:"):
            return [asked]
        family, _, part = asked.partition(":")
        parts = PARTS.get(family, ())
        if part:
            has = part in parts and (asked in self.scopes or family in self.scopes)
            return [asked] if has else []
        if family in self.scopes:
            return [f"{family}:{one}" for one in parts]
        return [f"{family}:{one}" for one in parts if f"{family}:{one}" in self.scopes]


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its text, the key it was made for, its scopes, and when it ends."""

    text: str
    client_id: str
    scopes: frozenset[str]
    ends: float


class Tokens:
    """The keys, and the tokens made for them; `made` lists them in order.

    `expires_in` is how many seconds a token lives, by the clock that is passed in.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self.keys: dict[str, Key] = {}
        self.expires_in: float = 1199
        self.made: list[Token] = []
        self._valid: dict[str, Token] = {}

    def grant(self, client_id: str, secret: str, scopes: Iterable[str]) -> None:
        """This key exists from now on, with these scopes."""
        self.keys[client_id] = Key(secret, set(scopes))

    def withdraw(self) -> None:
        """No token that was given out so far is good any more."""
        with self._lock:
            self._valid.clear()

    def of(self, text: str) -> Token | None:
        """The token with this text, if it is still good."""
        token = self._valid.get(text)
        return token if token and token.ends > self._now() else None

    def route(self, method: str, authorization: str, params: dict[str, str]) -> Reply:
        if method != "POST":
            return _error(405, f"{method} method not allowed")
        client_id = self._client(authorization)
        if client_id is None:
            return _error(401, "No valid authentication credentials found in request")
        if params.get("grant_type") != "client_credentials":
            return _error(400, "Invalid grant_type")
        asked = params.get("scope", "").split()
        if not asked:
            return _error(400, "Required parameter 'scope' is missing")
        scopes: list[str] = []
        for scope in asked:
            granted = self.keys[client_id].granted(scope)
            if not granted:
                reason = "Invalid service specified, Not on key"
                return _error(403, f"Invalid scope(s): {scope} ({scope}) [{reason}]")
            scopes += [one for one in granted if one not in scopes]
        return self._give(client_id, scopes)

    def _client(self, authorization: str) -> str | None:
        """The key whose id and secret were sent."""
        scheme, _, encoded = authorization.partition(" ")
        try:
            client_id, _, secret = base64.b64decode(encoded).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        key = self.keys.get(client_id)
        good = scheme.lower() == "basic" and key is not None and key.secret == secret
        return client_id if good else None

    def _give(self, client_id: str, scopes: list[str]) -> Reply:
        text = f"tk_{next(self._numbers):04d}{secrets.token_hex(14)}"
        token = Token(text, client_id, frozenset(scopes), self._now() + self.expires_in)
        with self._lock:
            self.made.append(token)
            self._valid[text] = token
        ends = datetime.fromtimestamp(token.ends, UTC)
        body = {
            "access_token": text,
            "expires_at": f"{ends:%Y-%m-%d %H:%M:%SZ}",
            "authenticating_institution_id": "128807",
            "principalID": "",
            "context_institution_id": "128807",
            "scope": " ".join(scopes),
            "scopes": " ".join(scopes),
            "token_type": "bearer",
            "expires_in": int(self.expires_in),
            "principalIDNS": "",
        }
        return Reply(200, body)


def _error(status: int, message: str) -> Reply:
    return Reply(status, {"code": status, "message": message})
