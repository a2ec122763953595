"""What a sticker hides, as doubts."""

import re
from collections.abc import Iterable, Iterator

from processing.catalog.doubts import doubt
from processing.catalog.evidence import Field

_WORDS = {
    Field.GTIN: r"upc|ean|bar ?codes?|bars",
    Field.PUBLISHER_NUMBER: r"publisher.?s? number|catalog(?:ue)? number|spine number",
    Field.TITLE: r"titles?",
    Field.NAME: r"names?|artists?|performers?|composers?|contributors?",
    Field.LABEL: r"labels?|publishers?",
    Field.TRACKS: r"tracks?|track ?list|songs?",
    Field.YEARS: r"years?|dates?|copyright",
}


def hidden(obscured: Iterable[str]) -> Iterator[str]:
    """A doubt for each thing that is hidden, about each field that it names, if it names one."""
    for told in obscured:
        words = " ".join(told.split())
        fields = [
            field for field, said in _WORDS.items() if re.search(rf"\b(?:{said})\b", words, re.I)
        ]
        sentence = f"a sticker hides a part of the item ({words})."
        if not fields:
            yield f"A{sentence[1:]}"
        for field in fields:
            yield doubt(field, sentence)
