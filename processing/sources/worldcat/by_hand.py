"""A cataloger's own search in WorldCat: a query, a UPC, a publisher number, or an OCLC number."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from processing.catalog import gtin, publisher_number
from processing.clients.worldcat_errors import NoSuchRecord
from processing.sources.worldcat.connecting import for_a_page
from processing.sources.worldcat.desk import Desk
from processing.sources.worldcat.keeping import Kept
from processing.sources.worldcat.ladder import MAX_NUMBERS, MAX_TERMS, Rung, any_of
from processing.sources.worldcat.phrases import first, words

MAX_TYPED = 500
MAX_OCLC_DIGITS = 12
_PREFIXES = ("(ocolc)", "ocm", "ocn", "on")


class By(StrEnum):
    """What was typed."""

    WORDS = "words"
    UPC = "upc"
    PUBLISHER_NUMBER = "number"
    OCLC_NUMBER = "oclc"
    QUERY = "query"


class Mistyped(ValueError):
    """What was typed cannot be searched for; the message says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """The hits that came, of `total`; `query` is what was asked."""

    query: str
    total: int
    hits: tuple[Kept, ...]


def find(by: By, typed: str) -> Found:
    """Asks WorldCat anew, also beside music CDs.

    Raises Mistyped, or processing.clients.errors.ServiceError where WorldCat does not answer.
    """
    typed = typed.strip()[:MAX_TYPED]
    if not typed:
        raise Mistyped("Type what to search for.")
    desk = Desk(for_a_page(), anew_since=timezone.now())
    if by is By.OCLC_NUMBER:
        number = oclc_number(typed)
        return Found(f"no:{number}", 1, (fetch(number),))
    query = _query(by, typed)
    answer = desk.ask(Rung("by hand", query, music_cd=False, by_hand=True))
    return Found(query, answer.total, answer.hits)


def fetch(number: str) -> Kept:
    """The full record of an OCLC number, told whether the library holds it.

    Raises Mistyped where WorldCat has none.
    """
    desk = Desk(for_a_page(), anew_since=timezone.now())
    try:
        return desk.with_holdings([desk.record(number)])[0]
    except NoSuchRecord as error:
        raise Mistyped(str(error)) from error


def oclc_number(typed: str) -> str:
    """Digits only, without the prefixes that stand before OCLC numbers."""
    number = typed.strip().lower()
    for prefix in _PREFIXES:
        number = number.removeprefix(prefix).strip()
    number = number.lstrip("0")
    if not (number.isascii() and number.isdecimal()) or len(number) > MAX_OCLC_DIGITS:
        raise Mistyped(f"“{typed}” is no OCLC number: it has 1 to {MAX_OCLC_DIGITS} digits.")
    return number


def _query(by: By, typed: str) -> str:
    if by is By.QUERY:
        return typed
    if by is By.UPC:
        return _upc(typed)
    if by is By.PUBLISHER_NUMBER:
        keys = publisher_number.keys(typed)
        if not keys:
            raise Mistyped(f"“{typed}” is no publisher number: it has no digit.")
        return any_of("mn", keys[:MAX_NUMBERS])
    found = first(words(typed), MAX_TERMS)
    if not found:
        raise Mistyped(f"“{typed}” has no word to search for.")
    return " AND ".join(f'kw:"{word}"' for word in found)


def _upc(typed: str) -> str:
    code = gtin.parse(typed)
    codes = [code] if code else list(gtin.repairs(typed))
    if not codes:
        raise Mistyped(f"“{typed}” is no UPC or EAN: it has 12 or 13 digits.")
    return any_of("sn", tuple(form for one in codes for form in gtin.forms(one)))
