"""Names: in direct order as brief records have them, in parts as full records have them."""

from collections.abc import Iterator
from typing import Any

from pymarc import Field, Record

from tests.standins.worldcat.text import joined, title_text, trimmed, vernacular

MAIN, ADDED = ("100", "110", "111"), ("700", "710", "711")


def is_person(field: Field) -> bool:
    return field.tag[1:] == "00"


def direct(field: Field) -> str:
    """The name as one says it: John Frusciante; a body with its qualifier."""
    name = trimmed(joined(field, "ab" if is_person(field) else "abn"))
    last, comma, rest = name.partition(", ")
    inverted = is_person(field) and field.indicators and field.indicators.first == "1" and comma
    return f"{rest} {last}" if inverted else name


def creator(record: Record) -> str:
    """The one name of a brief record: the main entry, else the first added one."""
    field = next(iter([*record.get_fields(*MAIN), *record.get_fields(*ADDED)]), None)
    if field is None:
        return ""
    return direct(_of_its_kind(field, vernacular(record, field)))


def _of_its_kind(field: Field, other: Field | None) -> Field:
    return Field(field.tag, other.indicators, other.subfields) if other else field


def international(record: Record, field: Field, codes: str) -> dict[str, Any]:
    """A text, and where an 880 gives it in its own script that one, with ours as romanized."""
    text, other = trimmed(title_text(field, codes)), vernacular(record, field)
    if other is None:
        return {"text": text}
    return {"text": trimmed(title_text(other, codes)), "romanizedText": text}


def creators(record: Record) -> list[dict[str, Any]]:
    """All names of 1xx and 7xx, each once."""
    found, seen = [], set()
    for field in record.get_fields(*MAIN, *ADDED):
        name = joined(field, "ab")
        if name and name not in seen:
            seen.add(name)
            found.append(_creator(record, field))
    return found


def _creator(record: Record, field: Field) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    if is_person(field):
        name = trimmed(joined(field, "ab"))
        last, comma, rest = name.partition(", ")
        if comma and field.indicators and field.indicators.first == "1":
            parts = {"firstName": {"text": rest}, "secondName": {"text": last}}
        else:
            parts = {"firstName": {"text": name}}
    else:
        parts = {"nonPersonName": international(record, field, "abn")}
    parts["isPrimary"] = field.tag in MAIN
    parts["type"] = "person" if is_person(field) else "corporation"
    if notes := list(_notes(field)):
        parts["creatorNotes"] = notes
    if terms := [{"term": trimmed(one)} for one in field.get_subfields("e")]:
        parts["relators"] = terms
    return parts


def _notes(field: Field) -> Iterator[str]:
    """Dates and relators in one text, as OCLC has them: 1882-1941, author."""
    text = joined(field, "cde")
    if text:
        yield text
