"""The full record as JSON, from MARC: no 007, no 008, no 028 (facts: worldcat, 4b)."""

from typing import Any

from pymarc import Field, Record

from tests.standins.worldcat import brief, formats, names
from tests.standins.worldcat.brief import present
from tests.standins.worldcat.contents import description, first_of, music, notes, subjects
from tests.standins.worldcat.text import control, first, joined, texts, trimmed

STANDARD = {  # 024, first indicator; only the name of the UPC is known from real answers
    "0": "International Standard Recording Code",
    "1": "Universal Product Code (UPC)",
    "2": "International Standard Music Number (ISMN)",
    "3": "International Article Number (EAN)",
    "8": "Unspecified type of standard number or code",
}
_UNIFORM = "adfgklmnoprst"


def full(record: Record, number: str) -> dict[str, Any]:
    """The record, without what OCLC knows of its other editions."""
    return present(
        {
            "identifier": _identifier(record, number),
            "title": _title(record),
            "contributor": _contributor(record),
            "subjects": subjects(record),
            "classification": _classification(record),
            "publishers": _publishers(record),
            "date": _date(record),
            "language": present(
                {
                    "itemLanguage": brief.language(record),
                    "catalogingLanguage": first(record, "040", "b"),
                }
            ),
            "edition": present({"statement": trimmed(first(record, "250", "a"))}),
            "note": notes(record),
            "format": present(
                {
                    "generalFormat": formats.general(record),
                    "specificFormat": formats.specific(record),
                }
            ),
            "musicInfo": music(record),
            "digitalAccessAndLocations": _links(record),
            "description": description(record),
            "database": {"source": "xwc", "collection": "xwc"},
        }
    )


def _identifier(record: Record, number: str) -> dict[str, Any]:
    others = [
        {"oclcSymbol": first_of(field, "a"), "systemControlNumber": first_of(field, "b")}
        for field in record.get_fields("029")
    ]
    return present(
        {
            "oclcNumber": number,
            "lccn": first(record, "010", "a").strip(),
            "isbns": brief.isbns(record),
            "issns": texts(record, "a", "022"),
            "externalIdentifiers": others,
            "otherStandardIdentifiers": [
                {"type": _standard(field), "id": value}
                for field in record.get_fields("024")
                for value in field.get_subfields("a")
            ],
            "mergedOclcNumbers": brief.merged(record),
            "gpoNumber": texts(record, "a", "074"),
        }
    )


def _standard(field: Field) -> str:
    kind = str(field.indicators.first) if field.indicators else "8"
    return first_of(field, "2") if kind == "7" else STANDARD.get(kind, STANDARD["8"])


def _title(record: Record) -> dict[str, Any]:
    main = record.get("245")
    series = [
        present(
            {
                "seriesTitle": trimmed(joined(field, "a")),
                "volume": trimmed(joined(field, "v")),
            }
        )
        for field in record.get_fields("490", "830")
    ]
    return present(
        {
            "mainTitles": [names.international(record, main, "abcfgknps")] if main else [],
            "seriesTitles": [one for one in series if one],
            "uniformTitles": [
                trimmed(text) for text in texts(record, _UNIFORM, "130", "240", "730")
            ],
        }
    )


def _contributor(record: Record) -> dict[str, Any]:
    statement = first(record, "245", "c").strip()
    return present(
        {
            "creators": names.creators(record),
            "statementOfResponsibility": {"text": statement} if statement else None,
        }
    )


def _classification(record: Record) -> dict[str, Any]:
    return present(
        {
            "dewey": " ".join(texts(record, "ab", "082")[:1]),
            "lc": " ".join(texts(record, "ab", "050")[:1]),
        }
    )


def _publishers(record: Record) -> list[dict[str, Any]]:
    found = []
    for field in brief.issues(record):
        name = {"text": trimmed(joined(field, "b"))} if joined(field, "b") else None
        place = trimmed(joined(field, "a"))
        found.append(present({"publisherName": name, "publicationPlace": place}))
    return [one for one in found if one]


def _date(record: Record) -> dict[str, Any]:
    text, entered = brief.publication_date(record), control(record, "008")[:6]
    century = "19" if entered[:2] > "60" else "20"
    return present(
        {
            "publicationDate": text,
            "machineReadableDate": text,
            "createDate": century + entered if entered.isdecimal() else "",
            "replaceDate": control(record, "005")[:8],
        }
    )


def _links(record: Record) -> list[dict[str, Any]]:
    found = (
        present(
            {
                "uri": first_of(field, "u"),
                "materialSpecified": first_of(field, "3"),
                "publicNote": field.get_subfields("z"),
            }
        )
        for field in record.get_fields("856")
    )
    return [one for one in found if one]
