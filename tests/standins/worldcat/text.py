"""Texts of MARC fields: joined, without closing punctuation, and as words for an index."""

import re
import unicodedata
from collections.abc import Iterator

from pymarc import Field, Record

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORDS = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_ASCII = re.compile(r"[a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'’‘\u02bc\u02bb")
_ABBREVIATED = re.compile(r"(?:\b\w|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|etc|St|No|Vol|op)|\.\.)\.$")


def words(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation; each CJK sign is one."""
    text = text.translate(_APOSTROPHES).lower()
    if text.isascii():
        return _ASCII.findall(text)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORDS.findall(unicodedata.normalize("NFC", plain).casefold())


def run(found: list[str]) -> str:
    """Words as one text in which a phrase can be found by its words with blanks around."""
    return f" {' '.join(found)} "


def solid(text: str) -> str:
    """A number as number indexes have it: letters and digits only."""
    return "".join(words(text))


def trimmed(text: str) -> str:
    """Without the punctuation that closes a field, but with the stop of an abbreviation."""
    text = text.strip().rstrip(" /:;,=+").strip()
    if text.endswith(".") and not _ABBREVIATED.search(text):
        return text[:-1].rstrip()
    return text


def title_text(field: Field, codes: str) -> str:
    """A title without its $h, whose closing mark then belongs to what is before it."""
    parts: list[str] = []
    for each in field.subfields:
        if each.code in codes:
            parts.append(each.value.strip())
        elif each.code == "h" and parts and each.value.rstrip().endswith(("/", ":", "=", ";")):
            parts.append(each.value.rstrip()[-1])
    return " ".join(parts)


def joined(field: Field, codes: str) -> str:
    """The subfields with these codes, in their order, a blank between."""
    return " ".join(each.value.strip() for each in field.subfields if each.code in codes)


def first(record: Record, tag: str, code: str) -> str:
    """The first subfield with this code among all fields of the tag, as it stands, or ""."""
    for field in record.get_fields(tag):
        for each in field.subfields:
            if each.code == code:
                return each.value
    return ""


def control(record: Record, tag: str) -> str:
    """The data of a control field, or ""."""
    field = record.get(tag)
    return (field.data or "") if field else ""


def texts(record: Record, codes: str, *tags: str) -> list[str]:
    """The joined texts of all fields of these tags that have something."""
    found = (joined(field, codes) for field in record.get_fields(*tags))
    return [text for text in found if text]


def vernacular(record: Record, field: Field) -> Field | None:
    """The 880 that gives this field in its own script."""
    link = next(iter(field.get_subfields("6")), "")[4:6]
    if not link or link == "00":
        return None
    for other in record.get_fields("880"):
        if next(iter(other.get_subfields("6")), "")[:6] == f"{field.tag}-{link}":
            return other
    return None


def with_tags(record: Record) -> Iterator[tuple[str, Field]]:
    """All data fields with the tag they count as; an 880 counts as what it is linked to."""
    for field in record.fields:
        if field.tag >= "010":
            linked = next(iter(field.get_subfields("6")), "") if field.tag == "880" else ""
            yield linked[:3] or field.tag, field
