"""The notes of a JSON record as the MARC fields they come from."""

from collections.abc import Iterator
from typing import Any

import pymarc

from processing.clients.worldcat_shapes import items, part, text, texts
from processing.clients.worldcat_tags import field, tagged

_TAGS = {
    "generalNotes": "500",
    "creditNotes": "508",
    "performerNotes": "511",
    "castNotes": "511",
    "participantNote": "511",
    "systemDetailNote": "538",
    "languageNotes": "546",
}
_EVENT = {"compositeNote": "a", "eventInfo": "o", "eventDate": "d", "eventPlace": "p"}
_REPRODUCTION = ("reproductionType", "agency", "date", "physicalDescription", "note")


def notes(note: Any, description: Any) -> Iterator[pymarc.Field]:
    """500 to 546, in the order of their tags."""
    for name, tag in _TAGS.items():
        for one in texts(part(note, name)):
            yield from tagged(tag, "a", one)
    for event in items(part(note, "eventNotes")):
        if pairs := [
            (code, found) for name, code in _EVENT.items() if (found := text(event.get(name)))
        ]:
            yield field("518", pairs)
    for name in ("summaries", "abstracts"):
        for one in texts(part(description, name)):
            yield from tagged("520", "a", one)
    for copy in items(part(note, "reproductionNotes")):
        told = [found for name in _REPRODUCTION for found in texts(copy.get(name))]
        yield from tagged("533", "a", " ".join(told))
