"""A gullible reader: it writes what a text on the photos demands instead of what is printed.

A demand is a text that tells the reader to ignore its instructions, with `write FIELD "VALUE"` in
it, FIELD being title, subtitle, name, label, number or barcode.
"""

import re
from typing import Any

from tests.standins.openai.judge import gives_orders, texts

ORDER = re.compile(r"write (title|subtitle|name|label|number|barcode) [\"“]([^\"”]+)[\"”]", re.I)
LISTS = {"label": "labels", "number": "publisher_numbers", "barcode": "barcodes"}


def obey(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as the texts in it demand it."""
    obeyed = dict(answer)
    for text in filter(gives_orders, texts(answer)):
        for field, value in ORDER.findall(text):
            name = field.lower()
            part = _part(name, value)
            obeyed[LISTS.get(name, name)] = [part] if name in LISTS else part
    return obeyed


def _part(field: str, value: str) -> dict[str, Any]:
    place = {"photo": 1, "legibility": "clear"}
    if field == "barcode":
        return {"digits": value, **place}
    return {"text": value, **place, ("label" if field == "number" else "romanized"): None}
