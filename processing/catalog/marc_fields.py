"""Reading fields of a MARC record that may be broken: nothing here raises.

pymarc gives what stands in the file. These helpers give clean text: no control characters, no
double spaces, the ISBD punctuation between areas off where it is asked for.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import pymarc

LEADER_LENGTH = 24
FIXED_FIELD_LENGTH = 40
FILL = "|"
# Control characters, joiners, direction marks, the signs around non-sorting articles.
_NOT_TEXT = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_ISBD_SIGNS = " /:;,="
_ELLIPSIS = re.compile(r"(?:\.\s?){2,}$|\u2026$")
# One letter before the stop ("J.", "T.N.T.") or a usual abbreviation: the stop belongs to it.
_ABBREVIATED = re.compile(
    r"(?:^|[\s.(\[\-])(?:[^\W\d_]|jr|sr|inc|ltd|co|bros|dr|st|etc|arr|vol|no|op|pt)\.$", re.I
)


def clean(text: object) -> str:
    """One line of text in composed Unicode; "" for what is no text."""
    if not isinstance(text, str):
        return ""
    return " ".join(unicodedata.normalize("NFC", _NOT_TEXT.sub("", text)).split())


def without_isbd(text: str) -> str:
    """`Beautiful things /` becomes `Beautiful things`; an abbreviation or "..." keeps its stop."""
    bare = text.rstrip(_ISBD_SIGNS)
    if bare.endswith(".") and not _ELLIPSIS.search(bare) and not _ABBREVIATED.search(bare):
        bare = bare[:-1].rstrip(_ISBD_SIGNS)
    # A title may be nothing but signs: "=".
    return bare.strip() or text.strip()


def without_brackets(text: str) -> str:
    """Text without the square brackets that a cataloger put around what is not on the item."""
    return " ".join(text.replace("[", "").replace("]", "").split())


def fields(record: pymarc.Record, *tags: str) -> Iterator[pymarc.Field]:
    """The data fields with these tags, in the order of the record; control fields left out."""
    for field in record.fields:
        if isinstance(field, pymarc.Field) and field.tag in tags and not field.control_field:
            yield field


def indicators(field: pymarc.Field) -> tuple[str, str]:
    """Both indicators; blanks where they are missing."""
    found = field.indicators
    return (found.first or " ", found.second or " ") if found else (" ", " ")


def subfields(field: pymarc.Field, codes: str = "") -> list[tuple[str, str]]:
    """(code, clean text) of the subfields named in `codes` (all if empty) that are not empty."""
    pairs = ((part.code, clean(part.value)) for part in field.subfields)
    return [(code, text) for code, text in pairs if text and (not codes or code in codes)]


def texts(field: pymarc.Field, codes: str) -> list[str]:
    """The clean texts of these subfields."""
    return [text for _, text in subfields(field, codes)]


def joined(field: pymarc.Field, codes: str = "") -> str:
    """These subfields as one text, their ISBD punctuation kept inside and taken off at the end."""
    return without_isbd(" ".join(text for _, text in subfields(field, codes)))


def values(record: pymarc.Record, tags: Iterable[str], codes: str) -> list[str]:
    """The texts of these subfields in all fields with these tags."""
    return [text for field in fields(record, *tags) for text in texts(field, codes)]


def controls(record: pymarc.Record, tag: str) -> list[str]:
    """The contents of the control fields with this tag; blanks inside are kept."""
    found = []
    for field in record.fields:
        data = field.data if isinstance(field, pymarc.Field) and field.tag == tag else None
        if isinstance(data, str):
            found.append(_NOT_TEXT.sub("", data))
    return found


def control(record: pymarc.Record, tag: str) -> str:
    """The first control field with this tag, "" where there is none."""
    return next(iter(controls(record, tag)), "")


def leader(record: pymarc.Record, place: int) -> str:
    """One position of the leader; "" where it is missing or a fill character."""
    text = str(record.leader)
    return text[place].replace(FILL, "") if len(text) == LEADER_LENGTH else ""


def fixed(record: pymarc.Record, start: int, end: int) -> str:
    """Positions of the 008 from `start` up to `end`; "" where the 008 has a wrong length."""
    data = control(record, "008")
    return data[start:end] if len(data) == FIXED_FIELD_LENGTH else ""


def linked(record: pymarc.Record, *tags: str) -> Iterator[pymarc.Field]:
    """The 880 fields that give one of these tags in the original script (facts 5.6)."""
    for field in fields(record, "880"):
        link = next(iter(texts(field, "6")), "")
        if link[:3] in tags:
            yield field


def distinct(found: Iterable[str]) -> tuple[str, ...]:
    """Without empty and repeated texts, the order kept; case does not count."""
    kept: dict[str, str] = {}
    for text in found:
        if text:
            kept.setdefault(text.casefold(), text)
    return tuple(kept.values())
