"""Whatever the JSON is, nothing raises."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from processing.catalog.record import Record
from processing.clients.worldcat_json import brief_hit, full_hit, page_of
from processing.clients.worldcat_shapes import count, oclc_number, text, texts, truth


def test_single_values_of_other_types() -> None:
    assert list(map(text, (5, True, None, {"text": "x"}, [None, "y"]))) == ["5", "", "", "x", "y"]
    assert texts("one") == ["one"]
    assert (count("1,234"), count(-1), count("many"), count(7.5)) == (1234, None, None, None)
    assert (truth("Y"), truth("False"), truth(1), truth(None)) == (True, False, None, None)
    assert oclc_number("(OCoLC)ocm00123") == "123"
    assert oclc_number("12a") == oclc_number(0) == oclc_number(10**30) == ""


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)
WORDS = (
    "text", "romanizedText", "titles", "firstName", "secondName", "nonPersonName", "isPrimary",
    "type", "id", "relatedItem", "statementsOfResponsibility", "miscellaneousInfo", "contentNote",
    "seriesTitle", "volume",
)  # fmt: skip
NESTED = st.dictionaries(st.sampled_from(WORDS), VALUES | st.lists(VALUES, max_size=2), max_size=4)
PARTS = {
    "identifier": ("oclcNumber", "mergedOclcNumbers", "otherStandardIdentifiers"),
    "title": ("mainTitles", "seriesTitles", "uniformTitles", "additionalTitles"),
    "contributor": ("creators", "additionalCreators", "statementOfResponsibility"),
    "description": ("physicalDescription", "contents", "genres", "summaries"),
    "note": ("generalNotes", "performerNotes", "eventNotes", "reproductionNotes"),
    "date": ("publicationDate", "machineReadableDate"),
    "format": ("generalFormat", "specificFormat"),
    "catalogingInfo": ("levelOfCataloging", "catalogingLanguage"),
    "institutionHolding": ("totalHoldingCount",),
}
ODD = VALUES | NESTED | st.lists(NESTED, max_size=2)
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        name: ODD | st.fixed_dictionaries({}, optional=dict.fromkeys(inner, ODD))
        for name, inner in PARTS.items()
    }
    | {"publishers": ODD, "institutionHoldingIndicators": ODD},
)


@settings(max_examples=300, deadline=None)
@given(RECORDS)
def test_no_shape_of_a_record_raises(data: dict[str, Any]) -> None:
    with_number = {**data, "identifier": {**_dict(data.get("identifier")), "oclcNumber": "7"}}
    hit = full_hit(with_number)

    assert hit
    assert hit.number == "7"
    assert isinstance(hit.record, Record)
    full_hit(data)


BRIEF = (
    "title", "creator", "date", "publisher", "language", "edition", "generalFormat",
    "specificFormat", "catalogingInfo", "mergedOclcNumbers", "institutionHolding",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({"oclcNumber": st.just("7")}, optional=dict.fromkeys(BRIEF, ODD)))
def test_no_shape_of_a_brief_record_raises(data: Any) -> None:
    page_of({"briefRecords": [data]}, brief_hit)
    page_of(data, brief_hit)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
