"""Signing in at OCLC: one token for all threads, and for all processes that share the store."""

import base64
import logging
import threading
import time
from dataclasses import replace
from typing import TypeGuard

import requests
from requests.auth import AuthBase

from processing.clients.worldcat_errors import Kind, WorldCatError, error, without_scope
from processing.clients.worldcat_http import Ask, Http, Rejected
from processing.clients.worldcat_shapes import json_object
from processing.clients.worldcat_tokens import Token, token_of
from processing.clients.worldcat_types import Access, Api, TokenStore

log = logging.getLogger(__name__)

METADATA_SCOPE = "WorldCatMetadataAPI"
SEARCH_SCOPE = "wcapi"
# With "auto" the interface that has the licence to catalog is asked for first. One scope at a
# time: OCLC refuses all of them where one is not on the key.
_WANTED = {
    "metadata": (METADATA_SCOPE,),
    "search": (SEARCH_SCOPE,),
    "auto": (METADATA_SCOPE, SEARCH_SCOPE),
}
NO_SIGN_IN = (
    "Nobody gives tokens at the address in OCLC_TOKEN_URL. Whoever looks after the program must "
    "put the right one there."
)
REFUSED_FOR = 30.0  # seconds in which a wrong key is not tried again by the threads behind


class SignIn:
    """Holds the current token and gets the next one; used by many threads at once."""

    def __init__(self, access: Access, http: Http, store: TokenStore) -> None:
        self._access, self._http, self._store = access, http, store
        self._lock = threading.Lock()
        self._current: Token | None = None
        self._refusal: tuple[WorldCatError, float] | None = None

    def token(self, failed: str = "") -> Token:
        """A token that is good for a while; `failed` is the text of one that was not accepted.

        Raises WorldCatError. Whoever comes while a token is being fetched gets that one.
        """
        if self._is_good(self._current, failed):
            return self._current
        with self._lock:
            if self._is_good(self._current, failed):
                return self._current
            if self._refusal and time.monotonic() < self._refusal[1]:
                known = self._refusal[0]  # a new one: each thread hangs its own traceback on it
                raise WorldCatError(str(known), known.kind, status=known.status)
            with self._store.lock():
                self._current = self._kept(failed) or self._fetched()
            return self._current

    def api_of(self, token: Token) -> Api:
        """What is used with this token."""
        if self._access.api in ("metadata", "search"):
            return Api(self._access.api)
        return Api.METADATA if _grants(token, METADATA_SCOPE) else Api.SEARCH

    def _kept(self, failed: str) -> Token | None:
        """What another process has fetched meanwhile."""
        kept = Token.from_stored(self._store.get())
        return kept if self._is_good(kept, failed) else None

    @staticmethod
    def _is_good(token: Token | None, failed: str) -> TypeGuard[Token]:
        return token is not None and token.fresh and token.text != failed

    def _fetched(self) -> Token:
        try:
            token = self._first_granted(_WANTED[self._access.api])
        except WorldCatError as refused:
            if not refused.retryable:
                self._refusal = (refused, time.monotonic() + REFUSED_FOR)
            raise
        self._store.put(token.stored(), token.seconds_left)
        log.info("signed in at OCLC for %s", self.api_of(token))
        return token

    def _first_granted(self, scopes: tuple[str, ...]) -> Token:
        for scope in scopes:
            token = self._asked(scope)
            if token and _grants(token, scope):
                return token
        raise without_scope(" or ".join(scopes))

    def _asked(self, scope: str) -> Token | None:
        """None where the key does not have this scope."""
        form = {"grant_type": "client_credentials", "scope": scope}
        ask = Ask(self._access.token_url, _Basic(self._access), form=form)
        try:
            token = self._http.call(ask, _token)
        except Rejected as rejected:
            if rejected.status == 403:
                return None
            if rejected.status in (400, 401):
                raise error(Kind.KEY, status=rejected.status) from None
            raise WorldCatError(NO_SIGN_IN, Kind.REFUSED, status=rejected.status) from None
        # A server that names no scopes grants what was asked for.
        return token if token.scopes else replace(token, scopes=frozenset((scope,)))


class _Basic(AuthBase):
    """Client id and secret as HTTP Basic, in UTF-8."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        pair = f"{self._access.client_id}:{self._access.secret}".encode()
        request.headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
        return request


def _token(body: bytes) -> Token:
    token = token_of(json_object(body))
    if token is None:
        raise ValueError("no token")
    return token


def _grants(token: Token, scope: str) -> bool:
    """Whether the token has the scope as a whole or a part of it, such as wcapi:view_bib."""
    return any(one.partition(":")[0] == scope for one in token.scopes)
