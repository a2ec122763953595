"""Contents and notes of a full record as JSON (facts: worldcat, 4b)."""

from typing import Any

from pymarc import Field, Record

from tests.standins.worldcat.brief import present
from tests.standins.worldcat.text import first, joined, texts, trimmed

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def contents(record: Record) -> list[dict[str, Any]]:
    """505: a text; of a formatted note also its titles, which keep the dashes after them."""
    return [_content(field) for field in record.get_fields("505")]


def _content(field: Field) -> dict[str, Any]:
    return present(
        {
            "contentNote": {"text": joined(field, "agrtu")},
            "titles": [value.strip() for value in field.get_subfields("t")],
            "statementsOfResponsibility": [value.strip() for value in field.get_subfields("r")],
            "miscellaneousInfo": [value.strip() for value in field.get_subfields("g")],
        }
    )


def description(record: Record) -> dict[str, Any]:
    return present(
        {
            "physicalDescription": " ".join(texts(record, "3abcefg", "300")),
            "contents": contents(record),
            "summaries": [{"text": text} for text in texts(record, "abc", "520")],
            "genres": [trimmed(text) for text in texts(record, "avxyz", "655")],
            "peerReviewed": "N",
        }
    )


def notes(record: Record) -> dict[str, Any]:
    cast = [field for field in record.get_fields("511") if _first_indicator(field) == "1"]
    performers = [field for field in record.get_fields("511") if field not in cast]
    return present(
        {
            "generalNotes": [{"text": text, "local": "N"} for text in texts(record, "a", "500")],
            "performerNotes": [joined(field, "a") for field in performers],
            "castNotes": [joined(field, "a") for field in cast],
            "eventNotes": [_event(field) for field in record.get_fields("518")],
            "creditNotes": " ".join(texts(record, "a", "508")),
            "languageNotes": texts(record, "ab", "546"),
            "systemDetailNote": " ".join(texts(record, "aiu", "538")),
            "awardNote": " ".join(texts(record, "a", "586")),
        }
    )


def _first_indicator(field: Field) -> str:
    return str(field.indicators.first) if field.indicators else " "


def _event(field: Field) -> dict[str, Any]:
    return present(
        {
            "compositeNote": joined(field, "a"),
            "eventDate": joined(field, "d"),
            "eventPlace": joined(field, "p"),
            "eventInfo": joined(field, "o"),
            "material": joined(field, "3"),
        }
    )


def music(record: Record) -> dict[str, Any]:
    instruments = [
        present(
            {"mediumOfPerformance": field.get_subfields("a"), "soloists": field.get_subfields("b")}
        )
        for field in record.get_fields("382")
    ]
    return present(
        {
            "instrumentations": [one for one in instruments if one],
            "musicalKey": first(record, "384", "a"),
            "numericDesignation": " ".join(texts(record, "abc", "383")),
            "instrumentsCodes": texts(record, "ab", "048"),
        }
    )


SUBJECTS = {
    "600": "person",
    "610": "corporation",
    "611": "event",
    "630": "title",
    "648": "chronologyTerm",
    "650": "topic",
    "651": "geographicalTerm",
    "655": "genreFormTerm",
}
VOCABULARIES = {
    "0": "Library of Congress Subject Headings",
    "6": "Répertoire de vedettes-matière",
}


def subjects(record: Record) -> list[dict[str, Any]]:
    """6xx; subdivisions are joined by blanks."""
    return [_subject(field) for field in record.get_fields(*SUBJECTS)]


def _subject(field: Field) -> dict[str, Any]:
    second = str(field.indicators.second) if field.indicators else " "
    source = first_of(field, "2") if second == "7" else VOCABULARIES.get(second, "")
    return present(
        {
            "subjectName": {"text": trimmed(joined(field, LETTERS.replace("e", "")))},
            "vocabulary": source,
            "subjectType": SUBJECTS[field.tag],
            "uri": first_of(field, "1"),
        }
    )


def first_of(field: Field, code: str) -> str:
    return next(iter(field.get_subfields(code)), "")
