"""Asks OCLC WorldCat: searches, records by number, and whether the library has them.

No HTTP leaks out: what comes back is typed, what goes wrong is a WorldCatError. One object serves
all threads of a process.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import requests

from processing.clients.worldcat_errors import (
    Kind,
    NoSuchRecord,
    WorldCatError,
    error,
    without_scope,
)
from processing.clients.worldcat_http import Ask, Bearer, Http, Pace, Rejected, new_session
from processing.clients.worldcat_json import brief_hit, full_hit, page_of
from processing.clients.worldcat_marcxml import ACCEPT as MARCXML
from processing.clients.worldcat_marcxml import marc_hit
from processing.clients.worldcat_shapes import items, json_object, oclc_number, part, text, truth
from processing.clients.worldcat_sign_in import METADATA_SCOPE, SEARCH_SCOPE, SignIn
from processing.clients.worldcat_tokens import MemoryTokens
from processing.clients.worldcat_types import Access, Api, Gate, Hit, Page, TokenStore

__all__ = ["Access", "Api", "Gate", "Hit", "Page", "TokenStore", "WorldCat"]

log = logging.getLogger(__name__)

Read = TypeVar("Read")

MOST = 50  # records of one answer
AT_ONCE = 10  # numbers of one question for holdings
_EACH = {  # what is asked for → path and the scope that it needs
    ("search", Api.SEARCH): ("bibs", f"{SEARCH_SCOPE}:view_bib"),
    ("search", Api.METADATA): ("search/brief-bibs", f"{METADATA_SCOPE}:view_brief_bib"),
    ("record", Api.SEARCH): ("bibs/{}", f"{SEARCH_SCOPE}:view_bib"),
    ("record", Api.METADATA): ("manage/bibs/{}", f"{METADATA_SCOPE}:view_marc_bib"),
    ("held", Api.SEARCH): ("brief-bibs", f"{SEARCH_SCOPE}:view_brief_bib"),
    ("held", Api.METADATA): (
        "manage/institution/holdings/current",
        f"{METADATA_SCOPE}:manage_institution_holdings",
    ),
}


class WorldCat:
    """The client; every method but `held` raises WorldCatError.

    `tokens` keeps the token for all that share the key, `gate` is asked before every call. Without
    them each object counts and signs in for itself.
    """

    def __init__(
        self,
        access: Access,
        *,
        tokens: TokenStore | None = None,
        gate: Gate | None = None,
        session: requests.Session | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.gate = gate
        self._access = access
        self._http = Http(session or new_session(), gate, pace or Pace())
        self._sign_in = SignIn(access, self._http, tokens or MemoryTokens())

    @property
    def api(self) -> Api:
        """Which interface answers; may have to sign in to know, and then raises WorldCatError."""
        return self._sign_in.api_of(self._sign_in.token())

    def search(
        self,
        query: str,
        *,
        limit: int = MOST,
        offset: int = 1,
        sub_type: str = "music-cd",
        cataloging_language: str = "",
        order: str = "",
    ) -> Page:
        """The records for a query in OCLC's language of queries, `offset` counted from 1.

        The Metadata API answers with brief records; those of the Search API have all but the 028.
        """
        wanted = {
            "q": query,
            "limit": str(min(max(limit, 1), MOST)),
            "offset": str(max(offset, 1)),
            "itemSubType": sub_type,
            "inCatalogLanguage": cataloging_language,
            "orderBy": order,
            "showHoldingsIndicators": "true",
        }
        params = {name: value for name, value in wanted.items() if value}
        read = brief_hit if self.api is Api.METADATA else full_hit
        page = page_of(self._json("search", params), read)
        if page.skipped:
            log.warning("%d records of an answer of WorldCat cannot be read", page.skipped)
        return page

    def record(self, number: str) -> Hit:
        """The full record with this OCLC number, or with the one that it was merged into."""
        asked = oclc_number(number)
        if not asked:
            raise NoSuchRecord(number)
        try:
            if self.api is Api.METADATA:
                return self._call("record", partial(marc_hit, asked=asked), MARCXML, number=asked)
            return self._call("record", partial(_full_record, asked=asked), number=asked)
        except WorldCatError as failed:
            if failed.status in (400, 404):
                raise NoSuchRecord(asked) from None
            raise

    def held(self, numbers: Sequence[str]) -> dict[str, bool | None]:
        """Whether the library has the records with these numbers; None where that is not known.

        One call for each ten numbers. A call that fails is None for its ten, and never False.
        """
        digits = {given: oclc_number(given) for given in numbers}
        asked = list(dict.fromkeys(filter(None, digits.values())))
        told: dict[str, bool | None] = {}
        for start in range(0, len(asked), AT_ONCE):
            some = asked[start : start + AT_ONCE]
            try:
                told |= self._holdings(some)
            except WorldCatError as failed:
                log.warning("It is not known what the library has: %s", failed)
        return {given: told.get(number) for given, number in digits.items()}

    def _holdings(self, numbers: list[str]) -> dict[str, bool | None]:
        if self.api is Api.METADATA:
            answer = self._json("held", {"oclcNumbers": ",".join(numbers)})
            return dict(self._set_holdings(answer))
        ours = self._access.symbol
        params = {"q": f"no:({' OR '.join(numbers)})", "limit": str(MOST)}
        params |= {"heldBySymbol": ours} if ours else {"showHoldingsIndicators": "true"}
        page = page_of(self._json("held", params), brief_hit)
        found = {one: hit for hit in page.hits for one in (hit.number, *hit.merged)}
        if not ours:
            return {one: hit.record.held for one, hit in found.items()}
        is_all = not page.skipped and page.total <= len(page.hits)
        return {one: True if one in found else False if is_all else None for one in numbers}

    def _set_holdings(self, answer: Any) -> Iterable[tuple[str, bool | None]]:
        """The answer of the Metadata API; what it says of another library is not ours."""
        ours = self._access.symbol
        for one in items(part(answer, "holdings")):
            symbol = text(one.get("institutionSymbol"))
            told = truth(one.get("holdingSet"))
            is_ours = not ours or not symbol or symbol == ours
            for name in ("requestedControlNumber", "currentControlNumber"):
                yield oclc_number(one.get(name)), told if is_ours else None

    def _json(self, what: str, params: dict[str, str]) -> Any:
        return self._call(what, json_object, params=params)

    def _call(
        self,
        what: str,
        read: Callable[[bytes], Read],
        accept: str = "application/json",
        *,
        params: dict[str, str] | None = None,
        number: str = "",
    ) -> Read:
        """One question; where the token has run out meanwhile, once more with a new one."""
        failed = ""
        for _ in range(2):
            token = self._sign_in.token(failed)
            api = self._sign_in.api_of(token)
            path, scope = _EACH[what, api]
            base, setting = self._address(api)
            url = f"{base.rstrip('/')}/{path.format(number)}"
            try:
                return self._http.call(Ask(url, Bearer(token.text), accept, params or {}), read)
            except Rejected as rejected:
                if rejected.status == 403:
                    raise without_scope(scope, setting) from None
                if rejected.status != 401:
                    raise error(Kind.REQUEST, status=rejected.status) from None
                failed = token.text
        raise error(Kind.REFUSED, status=401)

    def _address(self, api: Api) -> tuple[str, str]:
        """Where an interface is, and the setting that says so."""
        if api is Api.METADATA:
            return self._access.metadata_url, "OCLC_METADATA_URL"
        return self._access.search_url, "OCLC_SEARCH_URL"


def _full_record(body: bytes, asked: str) -> Hit:
    data = json_object(body)
    found = full_hit(data)
    if found is None:
        raise ValueError("no record")
    merged = tuple(dict.fromkeys((*found.merged, asked)))
    return replace(found, merged=tuple(one for one in merged if one != found.number))
