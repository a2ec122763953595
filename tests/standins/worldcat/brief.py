"""The brief record as JSON, from MARC (facts: worldcat, 4a)."""

from typing import Any

from pymarc import Field, Record

from tests.standins.worldcat import formats, names
from tests.standins.worldcat.text import control, first, texts, title_text, trimmed, vernacular


def present(parts: dict[str, Any]) -> dict[str, Any]:
    """Without what is not there: nothing is null, and nothing is empty."""
    return {name: value for name, value in parts.items() if value not in (None, "", [], {})}


def brief(record: Record, number: str) -> dict[str, Any]:
    general, specific = formats.general(record), formats.specific(record)
    date = publication_date(record)
    parts = {
        "oclcNumber": number,
        "title": title(record),
        "creator": names.creator(record),
        "date": date,
        "machineReadableDate": date,
        "language": language(record),
        "generalFormat": general,
        "specificFormat": specific,
        "edition": trimmed(first(record, "250", "a")),
        "publisher": publication(record, "b"),
        "publicationPlace": publication(record, "a"),
        "isbns": isbns(record),
        "issns": texts(record, "a", "022"),
        "mergedOclcNumbers": merged(record),
        "catalogingInfo": cataloging(record),
    }
    return present(parts)


def title(record: Record) -> str:
    """Title : subtitle, in its own script where that is given."""
    field = record.get("245")
    return trimmed(title_text(vernacular(record, field) or field, "ab")) if field else ""


def issues(record: Record) -> list[Field]:
    """The statements of publication: 260, and 264 with second indicator 1."""
    return [
        field
        for field in record.get_fields("260", "264")
        if field.tag == "260" or (field.indicators and field.indicators.second == "1")
    ]


def publication(record: Record, code: str) -> str:
    """The first publisher ($b) or place ($a)."""
    found = [value for field in issues(record) for value in field.get_subfields(code)]
    return trimmed(found[0]) if found else ""


def publication_date(record: Record) -> str:
    """The dates as they are printed: [2003], ©1990."""
    fields = [
        field
        for field in record.get_fields("260", "264")
        if field.tag == "260" or (field.indicators and field.indicators.second in "14")
    ]
    found = [trimmed(value) for field in fields for value in field.get_subfields("c")]
    return ", ".join(value for value in found if value)


def language(record: Record) -> str:
    code = control(record, "008")[35:38].strip(" |")
    return code or first(record, "041", "a")[:3]


def isbns(record: Record) -> list[str]:
    numbers = (value.split()[0] for value in texts(record, "a", "020") if value.split())
    return [number.replace("-", "") for number in numbers]


def merged(record: Record) -> list[str]:
    """The numbers that this record has taken over (019)."""
    return [value for field in record.get_fields("019") for value in field.get_subfields("a")]


def cataloging(record: Record) -> dict[str, str]:
    return present(
        {
            "catalogingAgency": first(record, "040", "a"),
            "transcribingAgency": first(record, "040", "c"),
            "catalogingLanguage": first(record, "040", "b"),
            "levelOfCataloging": str(record.leader)[17],
        }
    )
