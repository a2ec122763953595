"""The contents notes of a JSON record as 505s."""

from collections.abc import Iterator
from typing import Any

import pymarc

from processing.clients.worldcat_shapes import items, part, text, texts
from processing.clients.worldcat_tags import both_scripts, field

# The subfields of a formatted note, each a list of its own in the JSON.
_PARTS = {"titles": "t", "statementsOfResponsibility": "r", "miscellaneousInfo": "g"}

Pairs = list[tuple[str, str]]


def contents(found: Any) -> Iterator[pymarc.Field]:
    """One 505 for each note, a formatted one with its subfields in their order again."""
    notes = items(found) or [{"contentNote": one} for one in texts(found)]
    for note in notes:
        shown = note.get("contentNote")
        told = text(part(shown, "romanizedText")) or text(shown)
        parts = {code: texts(note.get(name)) for name, code in _PARTS.items()}
        titles = [("t", title) for title in parts["t"]]
        if titles and (pairs := _in_order(told, parts) or ([] if told else titles)):
            yield field("505", pairs, "00")
        else:
            yield from both_scripts("505", shown, marks="0 ")


def _in_order(told: str, parts: dict[str, list[str]]) -> Pairs:
    """The parts as they follow each other in the running text; none where that is not clear."""
    waiting = {code: list(reversed(found)) for code, found in parts.items()}
    pairs: Pairs = []
    place = 0
    while place < len(told):
        fitting = [
            (len(found[-1]), code)
            for code, found in waiting.items()
            if found and told.startswith(found[-1], place)
        ]
        if not fitting:
            return []
        length, code = max(fitting)
        pairs.append((code, waiting[code].pop()))
        place += length
        place += len(told[place:]) - len(told[place:].lstrip())
    return pairs
