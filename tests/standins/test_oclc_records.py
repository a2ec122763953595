"""Records of the stand-in for OCLC: JSON that is made from the MARC beside it."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymarc import Record, parse_xml_to_array

from processing.sample.records import ENTRIES, catalogue
from tests.standins.oclc import XML, Asking, winterreise
from tests.standins.worldcat import StandIn

NUMBER = "52146309"


@pytest.fixture
def asked(oclc: StandIn, ask: Asking) -> Asking:
    assert oclc.add([winterreise()]) == [NUMBER]
    return ask


def marc(ask: Asking, number: str) -> Record:
    answer = ask.metadata(f"manage/bibs/{number}", XML)
    assert answer.headers["Content-Type"] == "application/marcxml+xml"
    return parse_xml_to_array(io.BytesIO(answer.content))[0]


def leaves(value: Any) -> Iterator[Any]:
    """Everything that stands in an answer, containers too."""
    yield value
    for one in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from leaves(one)


def test_a_brief_record(asked: Asking):
    assert asked.search(f"brief-bibs/{NUMBER}").json() == {
        "oclcNumber": NUMBER,
        "title": "冬の旅",
        "creator": "フランツ シューベルト",
        "date": "[2003], ℗1987",
        "machineReadableDate": "[2003], ℗1987",
        "language": "ger",
        "generalFormat": "Music",
        "specificFormat": "CD",
        "publisher": "Deutsche Grammophon",
        "publicationPlace": "Hamburg",
        "mergedOclcNumbers": ["50000001", "50000002"],
        "catalogingInfo": {
            "catalogingAgency": "OCLCQ",
            "transcribingAgency": "DLC",
            "catalogingLanguage": "ger",
            "levelOfCataloging": "I",
        },
    }


def test_a_full_record(asked: Asking):
    body = asked.search(f"bibs/{NUMBER}").json()
    assert body["identifier"]["otherStandardIdentifiers"] == [
        {"type": "Universal Product Code (UPC)", "id": "028947412625"},
        {"type": "gtin-14", "id": "00028947412625"},
    ]
    assert body["title"]["mainTitles"] == [
        {
            "text": "冬の旅 / 歌と詩",
            "romanizedText": "Die Winterreise : D. 911 / Franz Schubert",
        }
    ]
    statement = body["contributor"]["statementOfResponsibility"]
    assert statement == {"text": "Franz Schubert."}
    first, second, third = body["contributor"]["creators"]
    assert (first["firstName"], first["secondName"]) == ({"text": "Franz"}, {"text": "Schubert"})
    assert (first["isPrimary"], first["creatorNotes"]) == (True, ["1797-1828, composer."])
    assert (second["isPrimary"], second["relators"]) == (False, [{"term": "singer"}])
    assert (third["type"], third["nonPersonName"]["text"]) == (
        "corporation",
        "Staatskapelle Dresden",
    )
    assert body["note"]["eventNotes"] == [
        {"eventDate": "1985.", "eventPlace": "Dresden", "eventInfo": "Recorded"}
    ]
    assert body["subjects"][0]["subjectName"]["text"] == "Song cycles Austria. 19th century"
    assert body["date"]["replaceDate"] == "20190426"


def test_a_formatted_contents_note_has_its_titles_with_their_dashes(asked: Asking):
    assert asked.search(f"bibs/{NUMBER}").json()["description"]["contents"] == [
        {
            "contentNote": {"text": "Gute Nacht / Schreier (5:41) -- Der Lindenbaum."},
            "titles": ["Gute Nacht /", "Der Lindenbaum."],
            "statementsOfResponsibility": ["Schreier"],
            "miscellaneousInfo": ["(5:41) --"],
        }
    ]


def test_a_plain_contents_note_is_only_a_text(oclc: StandIn, ask: Asking):
    oclc.add_stub(1, "Blue", tracks=["A", "B"])
    assert ask.search("bibs/1").json()["description"]["contents"] == [
        {"contentNote": {"text": "A -- B."}}
    ]


def test_publisher_numbers_are_in_the_marc_alone(asked: Asking):
    assert "474 126-2" not in asked.search(f"bibs/{NUMBER}").text
    assert marc(asked, NUMBER)["028"]["a"] == "474 126-2"


def test_the_marc_is_as_oclc_keeps_it(asked: Asking):
    record = marc(asked, NUMBER)
    assert (record["001"].data, record["003"].data) == ("ocm52146309", "OCoLC")
    assert record["035"]["a"] == f"(OCoLC){NUMBER}"
    assert record.get_fields("999") == []
    assert str(record.leader) == "00000cjm a2200000Ii 4500"


def test_the_marc_comes_in_iso_2709_too(asked: Asking):
    answer = asked.metadata(f"manage/bibs/{NUMBER}", {"Accept": "application/marc"})
    record = Record(data=answer.content)
    assert record["245"]["a"] == "Die Winterreise"


def test_the_xml_is_a_bare_record(asked: Asking):
    text = asked.metadata(f"manage/bibs/{NUMBER}").content.decode()
    assert text.splitlines()[1].startswith('<record xmlns="http://www.loc.gov/MARC21/slim">')


def test_both_apis_show_the_same_json(asked: Asking):
    for path in (f"bibs/{NUMBER}", f"brief-bibs/{NUMBER}"):
        assert asked.search(path).json() == asked.metadata(f"search/{path}").json()


def test_a_record_without_a_number_gets_one(oclc: StandIn, ask: Asking):
    number = oclc.add_stub("", "Nameless")
    assert int(number) > 9_800_000_000
    assert ask.search(f"brief-bibs/{number}").json()["title"] == "Nameless"
    assert marc(ask, number)["001"].data == f"on{number}"


def test_files_of_both_formats_are_read(oclc: StandIn, asked: Asking, tmp_path: Path):
    iso, xml = tmp_path / "one.mrc", tmp_path / "one.xml"
    iso.write_bytes(winterreise().as_marc())
    xml.write_bytes(asked.metadata(f"manage/bibs/{NUMBER}", XML).content)
    assert oclc.load(iso) == oclc.load(xml) == [NUMBER]
    assert len(oclc.records) == 1
    assert asked.found("ti:winterreise") == [NUMBER]


def test_the_carrier_is_told(oclc: StandIn, ask: Asking):
    kinds = ["CD", "DVD", "LP", "Cassette", "Digital"]
    for number, kind in enumerate(kinds, start=1):
        oclc.add_stub(number, "Blue", carrier=kind)
    shown = [ask.search(f"brief-bibs/{at}").json()["specificFormat"] for at in range(1, 6)]
    assert shown == kinds


def test_the_whole_sample_can_be_asked_for(oclc: StandIn, ask: Asking):
    numbers = oclc.add(catalogue())
    assert len(set(numbers)) == len(oclc.records) == len(ENTRIES)
    for entry, number in zip(ENTRIES, numbers, strict=True):
        assert not entry.oclc_number or number == str(entry.oclc_number)
        assert marc(ask, number).get_fields("028") or not entry.numbers


def test_real_records_have_nothing_null_or_empty(oclc: StandIn, ask: Asking, shared: Path):
    oclc.load(shared / "marc_cd.mrc")
    seen = 0
    for offset in range(1, 250, 50):
        body = ask.search("bibs", q="x1:music*", limit=50, offset=offset).json()
        for record in body.get("bibRecords", []):
            seen += 1
            assert all(leaf not in (None, "", [], {}) for leaf in leaves(record))
            assert isinstance(record["identifier"]["oclcNumber"], str)
    assert seen == len(oclc.records) > 190
