"""The paths of both APIs: which scope each wants, and what it answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.standins.worldcat import manage
from tests.standins.worldcat.asked import Asked, by_number
from tests.standins.worldcat.holdings import Holdings
from tests.standins.worldcat.replies import Refused, Reply, invalid, problem
from tests.standins.worldcat.searching import Page, Params, Rules, Searching, records_page
from tests.standins.worldcat.store import Held, Store

SEARCH, METADATA = "/worldcat/search/v2", "/worldcat"


@dataclass(frozen=True, slots=True)
class Route:
    """A path, the scope it wants, and who answers; `marc` says that it does not answer in JSON."""

    pattern: re.Pattern[str]
    scope: str
    answer: Callable[[Asked], Reply]
    marc: bool = False


class Api:
    """Both APIs over the same records."""

    def __init__(self, store: Store, holdings: Holdings, rules: Rules) -> None:
        self._store, self._holdings, self._rules = store, holdings, rules
        self.searching = Searching(store, holdings, rules)
        self._manage = manage.Manage(store, holdings)
        self._routes = [*self._search_routes(), *self._metadata_routes()]

    def route(self, path: str) -> tuple[Route, str] | None:
        """Who answers this path, and the number in it; None where the path is unknown."""
        for route in self._routes:
            if match := route.pattern.fullmatch(path):
                return route, next(iter(match.groups()), "")
        return None

    def _search_routes(self) -> list[Route]:
        def at(path: str, scope: str, answer: Callable[[Asked], Reply]) -> Route:
            return Route(re.compile(SEARCH + path), f"wcapi:{scope}", answer)

        return [
            at("/bibs", "view_bib", self._full_search),
            at("/bibs/([^/]+)", "view_bib", self._full_record),
            at("/brief-bibs", "view_brief_bib", self._brief_search),
            at("/brief-bibs/([^/]+)", "view_brief_bib", self._brief_record),
            at("/bibs-holdings", "view_institution_holdings", self._bibs_holdings),
            at("/bibs-summary-holdings", "view_summary_holdings", self._summary_holdings),
        ]

    def _metadata_routes(self) -> list[Route]:
        def at(
            path: str, scope: str, answer: Callable[[Asked], Reply], *, marc: bool = False
        ) -> Route:
            return Route(re.compile(METADATA + path), f"WorldCatMetadataAPI:{scope}", answer, marc)

        held = self._manage.holdings_current
        return [
            at("/search/brief-bibs", "view_brief_bib", self._brief_search),
            at("/search/brief-bibs/([^/]+)", "view_brief_bib", self._brief_record),
            at("/search/bibs/([^/]+)", "view_bib", self._full_record),
            at("/search/summary-holdings", "view_summary_holdings", self._summary_holdings),
            at("/manage/bibs/current", "manage_bibs", self._manage.bibs_current),
            at("/manage/bibs/([^/]+)", "view_marc_bib", self._manage.marc, marc=True),
            at("/manage/institution/holdings/current", "manage_institution_holdings", held),
        ]

    # Searches

    def _full_search(self, asked: Asked) -> Reply:
        page = self.searching.page(asked.params)
        return self._listed(asked, page, "bibRecords", self._store.full)

    def _brief_search(self, asked: Asked) -> Reply:
        page = self.searching.page(asked.params)
        return self._listed(asked, page, "briefRecords", self._brief)

    def _listed(
        self, asked: Asked, page: Page, name: str, shape: Callable[[Held], dict[str, Any]]
    ) -> Reply:
        records = [self._with_indicators(asked, held, shape(held)) for held in page.hits]
        return Reply(200, records_page(page, name, records, self._rules))

    def _brief(self, held: Held) -> dict[str, Any]:
        body = self._store.brief(held)
        if self._rules.counts_in_brief:
            body["institutionHolding"] = {"totalHoldingCount": self._holdings.total(held.number)}
        return body

    def _with_indicators(self, asked: Asked, held: Held, body: dict[str, Any]) -> dict[str, Any]:
        if asked.params.get("showHoldingsIndicators") == "true":
            body["institutionHoldingIndicators"] = self._holdings.indicators(held.number)
        return body

    # By number

    def _full_record(self, asked: Asked) -> Reply:
        return Reply(200, self._store.full(by_number(self._store, asked)))

    def _brief_record(self, asked: Asked) -> Reply:
        held = by_number(self._store, asked)
        return Reply(200, self._with_indicators(asked, held, self._brief(held)))

    # Holdings

    def _bibs_holdings(self, asked: Asked) -> Reply:
        held = self._named(asked.params)
        offset, limit = self.searching.window(asked.params)
        symbols = [one for one in asked.params.get("heldBySymbol", "").split(",") if one]
        found = self._holdings.brief(held.number, symbols, offset, limit)
        if symbols and "briefHoldings" not in found:
            return Reply(200, {"numberOfRecords": 0})
        record = {**self._store.brief(held), "institutionHolding": found}
        return Reply(200, {"numberOfRecords": 1, "briefRecords": [record]})

    def _summary_holdings(self, asked: Asked) -> Reply:
        held = self._named(asked.params)
        total = {"totalHoldingCount": self._holdings.total(held.number), "totalSharedPrintCount": 0}
        record = {**self._store.brief(held), "institutionHolding": total}
        return Reply(200, {"numberOfRecords": 1, "briefRecords": [record]})

    def _named(self, params: Params) -> Held:
        """The record that oclcNumber, isbn or issn names."""
        number = params.get("oclcNumber", "")
        if number and not number.isdecimal():
            raise invalid("oclcNumber must be a positive whole number")
        if number:
            held = self._store.get(number)
        else:
            index, value = (
                ("bn", params.get("isbn")) if "isbn" in params else ("in", params.get("issn"))
            )
            if not value:
                raise invalid(
                    "One of oclcNumber, isbn, issn is required", "MISSING_QUERY_PARAMETER"
                )
            held = next(iter(self._store.at(sorted(self._store.index.find(index, value)))), None)
        if held is None:
            raise Refused(Reply(200, {"numberOfRecords": 0}))
        return held


def refusal(route: Route, method: str, accept: str, languages: str) -> Reply | None:
    """The 405 or 406 where method, media type or language is not served."""
    if method != "GET":
        return problem(405, "NOT_ALLOWED", "NOT_ALLOWED", f"{method} method not allowed")
    kinds = manage.MARC_KINDS if route.marc else ("application/json",)
    wanted = [one.split(";")[0].strip() for one in accept.split(",") if one.strip()]
    if wanted and not {*wanted} & {*kinds, "*/*", "application/*"}:
        detail = f"Media type {wanted[0]} not supported. Supported media types: {', '.join(kinds)}"
        return problem(406, "NOT_ACCEPTABLE", "NOT_ACCEPTABLE", detail)
    if languages and languages[:2].lower() not in ("en", "es", "fr", "*"):
        detail = f"Language {languages} not supported. Supported languages: en, es, fr"
        return problem(406, "NOT_ACCEPTABLE", "NOT_ACCEPTABLE", detail)
    return None
