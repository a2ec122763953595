"""What a sticker hides, and parts of an item that do not belong together, as doubts."""

import re
from collections.abc import Iterable, Iterator

from processing.catalog import text
from processing.catalog.doubts import doubt
from processing.catalog.evidence import Field
from processing.catalog.reading import Part, PartRead, Value

# Below this two titles on one item are two works. Other spellings and shortened titles are above.
OTHER_WORK = 0.55
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
    """A doubt for each thing that is hidden; about the field that it names, if it names one."""
    for told in obscured:
        words = " ".join(told.split())
        fields = [
            field for field, said in _WORDS.items() if re.search(rf"\b(?:{said})\b", words, re.I)
        ]
        sentence = f"a sticker hides a part of the item ({words})."
        if not fields:
            yield f"A{sentence[1:]}"
        for field in fields[:1]:
            yield doubt(field, sentence)


def wrong_case(parts: Iterable[PartRead]) -> str | None:
    """A doubt where the disc shows another work than its case: it may be the wrong disc."""
    by_part = {part.part: part for part in parts}
    disc, case = by_part.get(Part.DISC), by_part.get(Part.CASE) or by_part.get(Part.BOOKLET)
    if disc is None or case is None or disc.title is None or case.title is None:
        return None
    shared = {one.text for one in disc.numbers} & {one.text for one in case.numbers}
    if shared or not _differ(disc.title, case.title):
        return None
    return doubt(
        Field.TITLE,
        f"the disc reads “{disc.title.text}”, the case “{case.title.text}”: it may be the wrong "
        "disc in the case.",
    )


def _differ(one: Value, other: Value) -> bool:
    """Whether both name different things; one may be a part of the other."""
    left, right = text.fold(one.text), text.fold(other.text)
    if not left or not right or left in right or right in left:
        return False
    return text.similarity(one.text, other.text) < OTHER_WORK
