"""A search: the parameters, the hits, their order, and the page of them that is shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.standins.worldcat import formats
from tests.standins.worldcat.holdings import SYMBOLS_AT_MOST, Holdings
from tests.standins.worldcat.query import BadQuery, Node, Pair, Term, parse, terms
from tests.standins.worldcat.replies import invalid
from tests.standins.worldcat.store import Held, Store
from tests.standins.worldcat.text import words

Params = dict[str, str]
ORDERS = {
    "bestMatch", "library", "recency", "creator", "publicationDateAsc", "publicationDateDesc",
    "mostWidelyHeld", "title",
}  # fmt: skip
LIMIT, MOST = 10, 50
_YEARS = re.compile(r"(\d{4})?(-)?(\d{4})?")
_HELD_BY = ("heldBySymbol", "heldByGroup", "heldByInstitutionID")


@dataclass(slots=True)
class Rules:
    """What the service may do either way, as nobody wrote down which.

    `refuses_limit_over_50`: 400, else 50 are shown. `most_terms` in a query (0: any number).
    `empty_list_past_the_end`: an empty list, else none. `counts_in_brief`: brief records tell how
    many libraries hold them.
    """

    refuses_limit_over_50: bool = True
    most_terms: int = 0
    empty_list_past_the_end: bool = False
    counts_in_brief: bool = False


@dataclass(slots=True)
class Page:
    """The hits of one page, and how many there are altogether."""

    total: int
    hits: list[Held]
    past_the_end: bool


class Searching:
    """Searches over the records."""

    def __init__(self, store: Store, holdings: Holdings, rules: Rules) -> None:
        self._store, self._holdings, self._rules = store, holdings, rules

    def page(self, params: Params) -> Page:
        """The page that the parameters ask for; raises Refused where they are wrong."""
        node = self._query(params)
        offset, limit = self.window(params)
        order = params.get("orderBy", "bestMatch")
        if order not in ORDERS:
            raise invalid(f"Invalid value '{order}' for parameter orderBy.")
        with self._store.lock:
            found = self._store.at(self._places(node))
        kept = [held for held in found if all(fits(held) for fits in self._filters(params))]
        self._sort(kept, order, node)
        if params.get("groupRelatedEditions") == "true":
            kept = list({held.work: held for held in reversed(kept)}.values())[::-1]
        hits = kept[offset - 1 : offset - 1 + limit]
        return Page(len(kept), hits, past_the_end=bool(kept) and not hits)

    def _query(self, params: Params) -> Node:
        if "q" not in params:
            detail = "Required String parameter 'q' is not present"
            raise invalid(detail, "MISSING_QUERY_PARAMETER")
        try:
            return parse(params["q"], self._rules.most_terms)
        except BadQuery as mistake:
            raise invalid(str(mistake)) from mistake

    def window(self, params: Params) -> tuple[int, int]:
        """The first hit, counted from 1, and how many."""
        limit, offset = _number(params, "limit", LIMIT), _number(params, "offset", 1)
        if limit < 1 or (limit > MOST and self._rules.refuses_limit_over_50):
            raise invalid(f"limit must be between 1 and {MOST}")
        return max(1, offset), min(limit, MOST)

    # Who is meant

    def _places(self, node: Node) -> set[int]:
        if isinstance(node, Term):
            return self._of_term(node)
        left = self._places(node.left)
        if node.operator in ("NEXT", "NEAR"):
            return left & self._beside(node)
        right = self._places(node.right)
        if node.operator == "OR":
            return left | right
        return left - right if node.operator == "NOT" else left & right

    def _of_term(self, term: Term) -> set[int]:
        if term.index == "li":
            numbers = self._holdings.held_by(term.text)
            return {held.place for one in numbers if (held := self._store.get(one))}
        return self._store.index.find(term.index, term.text, exact=term.exact)

    def _beside(self, pair: Pair) -> set[int]:
        """Records with the words around the operator side by side."""
        left, right = list(terms(pair.left))[-1], next(terms(pair.right))
        find = self._store.index.find
        found = find(left.index, f"{left.text} {right.text}")
        if pair.operator == "NEAR":
            found |= find(left.index, f"{right.text} {left.text}")
        return found

    # Filters

    def _filters(self, params: Params) -> list[Callable[[Held], bool]]:
        wanted = {name: _list(params[name]) for name in params if params[name]}
        found: list[Callable[[Held], bool]] = []
        kinds, subs = wanted.get("itemType", []), wanted.get("itemSubType", [])
        if kinds or subs:
            found.append(lambda held: _is_of(held, kinds, subs))
        if codes := wanted.get("inLanguage"):
            found.append(lambda held: bool(set(codes) & set(held.languages)))
        if names := wanted.get("inCatalogLanguage"):
            found.append(lambda held: held.cataloged_in in names)
        if dates := wanted.get("datePublished"):
            spans = [_span(date) for date in dates]
            found.append(lambda h: any(a <= y <= b for y in h.years[:1] for a, b in spans))
        if sum(name in wanted for name in _HELD_BY) > 1:
            raise invalid("Only one of the heldBy parameters is allowed.")
        if symbols := wanted.get("heldBySymbol"):
            found.append(self._held_by(symbols))
        return found

    def _held_by(self, symbols: list[str]) -> Callable[[Held], bool]:
        if len(symbols) > SYMBOLS_AT_MOST:
            raise invalid(f"heldBySymbol may have {SYMBOLS_AT_MOST} values at most.")
        numbers = set().union(*(self._holdings.held_by(symbol) for symbol in symbols))
        return lambda held: held.number in numbers

    # Order

    def _sort(self, hits: list[Held], order: str, node: Node) -> None:
        """Among equals, the more widely held first; then the older number."""
        hits.sort(key=lambda held: (-self._holdings.total(held.number), int(held.number)))
        if order == "bestMatch":
            wanted = {word for term in terms(node, wanted=True) for word in words(term.text)}
            hits.sort(key=lambda held: -self._likeness(held, wanted))
        elif order == "title":
            hits.sort(key=lambda held: held.title)
        elif order == "creator":
            hits.sort(key=lambda held: self._store.brief(held).get("creator", "~"))
        elif order == "library":
            own = self._holdings.held_by(self._holdings.symbol)
            hits.sort(key=lambda held: held.number not in own)
        elif order == "recency":
            hits.sort(key=lambda held: -int(held.number))
        elif order.startswith("publicationDate"):
            sign = -1 if order.endswith("Desc") else 1
            hits.sort(key=lambda held: sign * (held.years or [0])[0])

    @staticmethod
    def _likeness(held: Held, wanted: set[str]) -> float:
        """How much of the title was asked for."""
        title = held.title.split()
        return sum(word in wanted for word in title) / (len(title) or 1)


def _number(params: Params, name: str, default: int) -> int:
    text = params.get(name, str(default))
    if not text.isdecimal():
        raise invalid(f"{name} must be a positive whole number")
    return int(text)


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _is_of(held: Held, kinds: list[str], subs: list[str]) -> bool:
    """itemType and itemSubType are OR-ed."""
    if held.general.lower() in kinds:
        return True
    sub = formats.sub_type(held.general, held.specific)
    return any(sub == one or (one.endswith("-") and sub.startswith(one)) for one in subs)


def _span(date: str) -> tuple[int, int]:
    match = _YEARS.fullmatch(date)
    if match is None or not (match[1] or match[3]):
        raise invalid(f"Invalid value '{date}' for parameter datePublished.")
    first, last = int(match[1] or 0), int(match[3] or 9999)
    return first, last if match[2] else first


def records_page(page: Page, name: str, records: list[dict[str, Any]], rules: Rules) -> Any:
    """The answer of a search; without hits there is no list."""
    body: dict[str, Any] = {"numberOfRecords": page.total}
    if records or (page.past_the_end and rules.empty_list_past_the_end):
        body[name] = records
    return body
