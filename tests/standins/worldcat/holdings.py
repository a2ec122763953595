"""Who holds what: symbols that a test names, and a total of all libraries."""

import html
import zlib
from typing import Any

SYMBOLS_AT_MOST = 5


class Holdings:
    """Holdings by OCLC number; a total that nobody set is made from the number, 1 to 400."""

    def __init__(self, symbol: str) -> None:
        self.symbol = symbol
        self._symbols: dict[str, list[str]] = {}
        self._totals: dict[str, int] = {}

    def hold(self, number: str, symbols: list[str], total: int | None = None) -> None:
        """These libraries hold the record, and so many altogether."""
        known = self._symbols.setdefault(number, [])
        known += [symbol for symbol in symbols if symbol not in known]
        if total is not None:
            self._totals[number] = total

    def move(self, old: str, into: str) -> None:
        """Who held the one record holds the other one from now on."""
        self.hold(into, self._symbols.pop(old, []))

    def symbols(self, number: str) -> list[str]:
        return self._symbols.get(number, [])

    def total(self, number: str) -> int:
        made = self._totals.get(number, zlib.crc32(number.encode()) % 400 + 1)
        return max(made, len(self.symbols(number)))

    def held_by(self, symbol: str) -> set[str]:
        """The numbers of all records that this library holds."""
        wanted = symbol.upper()
        known = list(self._symbols.items())
        return {number for number, found in known if wanted in map(str.upper, found)}

    def indicators(self, number: str) -> list[dict[str, Any]]:
        """Whether the library of the key holds it."""
        return [{"id": registry_id(self.symbol), "holdsItem": self.symbol in self.symbols(number)}]

    def brief(self, number: str, symbols: list[str], offset: int, limit: int) -> dict[str, Any]:
        """institutionHolding: the libraries, or only those asked for; the total of all."""
        shown = [one for one in self.symbols(number) if not symbols or one in symbols]
        found = {
            "totalHoldingCount": len(shown) if symbols else self.total(number),
            "briefHoldings": [_library(one) for one in shown[offset - 1 : offset - 1 + limit]],
        }
        return {name: value for name, value in found.items() if value != []}


def registry_id(symbol: str) -> str:
    return str(zlib.crc32(symbol.encode()) % 900_000 + 1000)


def _library(symbol: str) -> dict[str, Any]:
    place = {"street1": "1 Main Street", "city": "Springfield", "state": "US-IL", "country": "US"}
    return {
        "country": "US",
        "state": "US-IL",
        "oclcSymbol": symbol,
        "registryId": int(registry_id(symbol)),
        "institutionName": html.escape(f"{symbol} Library & Archives"),
        "address": place,
        "institutionType": "PUBLIC",
        "hasOPACLink": False,
        "self": f"https://worldcat.org/registry/institutions/{registry_id(symbol)}",
    }
