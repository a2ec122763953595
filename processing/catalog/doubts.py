"""Doubts about what was read: sentences that begin with the field they are about.

A doubt about what carried a match keeps it from High confidence, so the rules have to know
the field of a sentence that a cataloger reads.
"""

from collections.abc import Iterable

from processing.catalog.evidence import Field

FIELD_NAMES = {
    Field.GTIN: "UPC",
    Field.PUBLISHER_NUMBER: "Publisher number",
    Field.TITLE: "Title",
    Field.NAME: "Name",
    Field.LABEL: "Label",
    Field.TRACKS: "Tracks",
    Field.DISCS: "Discs",
    Field.YEARS: "Years",
}


def doubt(field: Field, sentence: str) -> str:
    """The sentence of a doubt, e.g. "UPC: two different codes were read."."""
    return f"{FIELD_NAMES[field]}: {sentence}"


def about(field: Field, doubts: Iterable[str]) -> tuple[str, ...]:
    """Those of the doubts that concern a field."""
    return tuple(found for found in doubts if found.startswith(f"{FIELD_NAMES[field]}: "))
