"""Text made safe for a spreadsheet cell: what Excel shows is what was read, and never a formula."""

import re

# Excel's limit for one cell, in UTF-16 units: an emoji counts as two.
MAX_UNITS = 32_767
CUT_NOTE = "\n[cut here: a cell holds 32,767 characters]"
# Control characters, half surrogates and the two code points that XML does not allow.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text as XML and Excel can hold it: control characters out, lines ended by a line feed.

    What is longer than a cell is cut, and says so at its end.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    safe = _NOT_XML.sub("", lines)
    return safe if _units(safe) <= MAX_UNITS else _cut(safe)


def _units(text: str) -> int:
    return len(text) + sum(1 for sign in text if sign > "\uffff")


def _cut(text: str) -> str:
    room = MAX_UNITS - len(CUT_NOTE)
    # "ignore" drops half of an emoji that the cut went through
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + CUT_NOTE
