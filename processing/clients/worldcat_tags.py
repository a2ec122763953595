"""MARC fields made from values of JSON; an empty value makes none."""

from collections.abc import Iterator
from typing import Any

import pymarc

from processing.clients.worldcat_shapes import part, text

BLANKS = "  "
PRIMARY = " 1"  # of a 264: who published


def tagged(tag: str, code: str, value: str, marks: str = BLANKS) -> Iterator[pymarc.Field]:
    """A field with one subfield."""
    if value:
        yield field(tag, [(code, value)], marks)


def both_scripts(
    tag: str, *values: Any, code: str = "a", marks: str = BLANKS, apart: str = ""
) -> Iterator[pymarc.Field]:
    """A field in Latin script and, where there is one, its 880 in the original script.

    The JSON gives the original as `text` and the romanized form beside it. Several values, such
    as first and second name, are one text; `apart` is what parts one text into subfields.
    """
    original = " ".join(filter(None, map(text, values)))
    romanized = " ".join(filter(None, (text(part(one, "romanizedText")) for one in values)))
    if found := romanized or original:
        yield field(tag, _several(found, code, apart), marks)
    if romanized and original not in ("", romanized):
        yield field("880", [("6", f"{tag}-01"), *_several(original, code, apart)], marks)


def _several(found: str, code: str, apart: str) -> list[tuple[str, str]]:
    pieces = found.split(apart) if apart else [found]
    return [(code, piece) for piece in pieces if piece]


def field(tag: str, pairs: list[tuple[str, str]], marks: str = BLANKS) -> pymarc.Field:
    """A field with these subfields; `marks` are both indicators."""
    subfields = [pymarc.Subfield(code, value) for code, value in pairs]
    return pymarc.Field(tag=tag, indicators=pymarc.Indicators(*marks), subfields=subfields)
