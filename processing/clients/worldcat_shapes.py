"""Reading JSON whose fields may be absent, null, or of another type than yesterday: nothing raises.

What is not what it should be is empty, and empty is neutral when records are compared.
"""

import json
import re
from typing import Any

from processing.catalog.marc_fields import clean
from processing.clients.storable import storable

MAX_DIGITS = 20
_NUMBER = re.compile(r"(?:\(OCoLC\))?\s*(?:ocm|ocn|on)?\s*0*([1-9]\d{0,19})", re.IGNORECASE)
_TRUE, _FALSE = {"true", "y", "yes"}, {"false", "n", "no"}


def json_object(body: bytes) -> dict[str, Any]:
    """The object that an answer is; raises ValueError where it is none."""
    data = storable(json.loads(body))
    if not isinstance(data, dict):
        raise ValueError("no object")
    return data


def part(data: Any, *names: str) -> Any:
    """What lies under these names, one inside the other; None where there is nothing.

    Where a list stands instead of an object, its first object is meant.
    """
    for name in names:
        if isinstance(data, list):
            data = next((one for one in data if isinstance(one, dict)), None)
        data = data.get(name) if isinstance(data, dict) else None
    return data


def text(value: Any) -> str:
    """One line of text: a string, a whole number, or an object with a `text`; of a list the first."""
    if isinstance(value, list):
        return next((found for one in value if (found := text(one))), "")
    if isinstance(value, dict):
        return clean(value.get("text"))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**MAX_DIGITS else ""
    return clean(value)


def texts(value: Any) -> list[str]:
    """All texts of a list; one text is a list of itself."""
    found = value if isinstance(value, list) else [value]
    return [one for one in map(text, found) if one]


def items(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; one object is a list of itself."""
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, dict)]


def count(value: Any) -> int | None:
    """A number that is not negative, written as a number or as text."""
    digits = text(value).replace(",", "")
    right = digits.isascii() and digits.isdecimal() and len(digits) <= MAX_DIGITS
    return int(digits) if right else None


def truth(value: Any) -> bool | None:
    """None where it is neither said to be true nor to be false."""
    if isinstance(value, bool):
        return value
    word = text(value).lower()
    return True if word in _TRUE else False if word in _FALSE else None


def oclc_number(value: Any) -> str:
    """The digits of an OCLC number, such as of 123, "00123", "ocm00123" or "(OCoLC)123"; else ""."""
    found = _NUMBER.fullmatch(text(value))
    return found[1] if found else ""


def oclc_numbers(value: Any, *, without: str = "") -> tuple[str, ...]:
    """Each number of a list once."""
    found = (oclc_number(one) for one in (value if isinstance(value, list) else [value]))
    return tuple(dict.fromkeys(one for one in found if one and one != without))
