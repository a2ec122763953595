"""The managing part of the Metadata API: MARC by number, current numbers, own holdings."""

from typing import Any
from xml.etree import ElementTree

from pymarc import Record
from pymarc.marcxml import record_to_xml_node

from tests.standins.worldcat.asked import Asked, merged_away
from tests.standins.worldcat.holdings import Holdings
from tests.standins.worldcat.replies import Refused, Reply, problem
from tests.standins.worldcat.store import Store

XML, ISO = "application/marcxml+xml", "application/marc"
MARC_KINDS = (XML, ISO)
MOST_NUMBERS = 10
NAMESPACE = "http://www.loc.gov/MARC21/slim"


class Manage:
    """Answers from the records and who holds them."""

    def __init__(self, store: Store, holdings: Holdings) -> None:
        self._store, self._holdings = store, holdings

    def marc(self, asked: Asked) -> Reply:
        """The bare record, in XML unless ISO 2709 was asked for."""
        if not asked.number.isdecimal():
            raise Refused(problem(400, "BAD_REQUEST", "Validation Failure", "Invalid identifier."))
        held = self._store.get(asked.number)
        if held is None:
            detail = {"summary": "NOT_FOUND", "description": "Not able to find the requested Bib"}
            title = "Unable to perform the read bib operation."
            raise Refused(problem(404, "NOT_FOUND", title, detail))
        record = (merged_away(held) if asked.merged else held).record
        if ISO in [kind.split(";")[0].strip() for kind in asked.accept.split(",")]:
            return Reply(200, record.as_marc(), ISO)
        return Reply(200, as_xml(record), XML)

    def bibs_current(self, asked: Asked) -> Reply:
        """For each number the one that is current; none where the number is unknown."""
        return Reply(200, {"controlNumbers": [self._current(one) for one in _numbers(asked)]})

    def _current(self, number: str) -> dict[str, str]:
        held = self._store.get(number)
        return {"requested": number, **({"current": held.number} if held else {})}

    def holdings_current(self, asked: Asked) -> Reply:
        """For each number whether the library of the key holds the record."""
        numbers = _numbers(asked)
        if len(numbers) > MOST_NUMBERS:
            detail = f"Too many OCLC numbers: {MOST_NUMBERS} at most."
            raise Refused(problem(400, "BAD_REQUEST", "Validation Failure", detail))
        return Reply(200, {"holdings": [self._holding(one) for one in numbers]})

    def _holding(self, number: str) -> dict[str, Any]:
        held, symbol = self._store.get(number), self._holdings.symbol
        current = {"currentControlNumber": held.number} if held else {}
        return {
            "requestedControlNumber": number,
            **current,
            "institutionSymbol": symbol,
            "holdingSet": held is not None and symbol in self._holdings.symbols(held.number),
        }


def _numbers(asked: Asked) -> list[str]:
    found = [one.strip() for one in asked.params.get("oclcNumbers", "").split(",") if one.strip()]
    if not found or not all(one.isdecimal() for one in found):
        detail = "oclcNumbers must be positive whole numbers"
        raise Refused(problem(400, "BAD_REQUEST", "Validation Failure", detail))
    return found


def as_xml(record: Record) -> bytes:
    """The record alone, without a collection or an Atom entry around it."""
    node = record_to_xml_node(record)
    node.set("xmlns", NAMESPACE)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(node, "utf-8")
