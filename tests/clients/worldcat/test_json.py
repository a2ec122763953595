"""JSON of any shape: what is there is read, what is odd is left out, and nothing raises."""

import json
from typing import Any

import pytest

from processing.catalog.reading import YearKind
from processing.catalog.record import Carrier, Record
from processing.clients.worldcat_json import brief_hit, full_hit, page_of

NUMBER = {"identifier": {"oclcNumber": "1"}}


def full(**more: Any) -> Record:
    hit = full_hit({**NUMBER, **more})
    assert hit
    return hit.record


def brief(**more: Any) -> Record:
    hit = brief_hit({"oclcNumber": 1, **more})
    assert hit
    return hit.record


def main_title(shown: str, stated: str = "") -> Record:
    return full(
        title={"mainTitles": [{"text": shown}]},
        contributor={"statementOfResponsibility": {"text": stated}} if stated else None,
    )


@pytest.mark.parametrize(
    ("shown", "stated", "title", "responsibility"),
    [
        ("Blue / Joni Mitchell", "Joni Mitchell.", "Blue", "Joni Mitchell"),
        ("Blue / Joni Mitchell.", "Joni Mitchell", "Blue", "Joni Mitchell"),
        ("Blue Joni Mitchell", "Joni Mitchell", "Blue", "Joni Mitchell"),
        ("Blue / Joni Mitchell", "", "Blue", "Joni Mitchell"),
        ("Live / 1999 / Nina", "Nina", "Live / 1999", "Nina"),
        ("AC/DC live / AC/DC", "AC/DC", "AC/DC live", "AC/DC"),
        ("Blue", "Blue", "Blue", None),
        ("Songs : a selection / X ; Y", "X ; Y", "Songs : a selection", "X ; Y"),
        ("Other / by another", "somebody else", "Other", "somebody else"),
    ],
)
def test_the_title_is_without_the_responsibility(
    shown: str, stated: str, title: str, responsibility: str | None
) -> None:
    record = main_title(shown, stated)

    assert record.title == title
    assert (record.responsibility or "").rstrip(".") == (responsibility or "")


def test_names_stand_in_direct_order_the_main_one_first() -> None:
    creators = [
        {"nonPersonName": {"text": "Berliner Philharmoniker."}, "type": "corporation"},
        {
            "firstName": {"text": "Johann Sebastian"},
            "secondName": {"text": "Bach"},
            "isPrimary": True,
            "type": "person",
            "creatorNotes": ["1685-1750", "composer."],
        },
        {"nonPersonName": {"text": "Shihad (Musical group)"}},
        {"firstName": {"text": "Madonna"}},
        {},
        None,
    ]

    record = full(contributor={"creators": creators})

    assert record.name == "Johann Sebastian Bach"
    assert record.names == ("Johann Sebastian Bach", "Berliner Philharmoniker", "Shihad", "Madonna")


def test_the_original_script_stands_beside_the_romanized_form() -> None:
    record = full(
        title={"mainTitles": [{"text": "千の風 / 秋川", "romanizedText": "Sen no kaze / Akikawa"}]},
        contributor={
            "creators": [
                {"nonPersonName": {"text": "秋川", "romanizedText": "Akikawa"}, "isPrimary": True}
            ],
            "statementOfResponsibility": {"text": "秋川", "romanizedText": "Akikawa"},
        },
        description={"contents": [{"contentNote": {"text": "千", "romanizedText": "Sen"}}]},
    )

    assert record.title == "Sen no kaze"
    assert "千の風" in record.titles
    assert (record.name, record.names) == ("Akikawa", ("Akikawa", "秋川"))
    assert [track.title for track in record.tracks] == ["Sen"]


@pytest.mark.parametrize(
    ("date", "years"),
    [
        ("℗2007", {YearKind.PHONOGRAM: (2007,)}),
        ("p2010", {YearKind.PHONOGRAM: (2010,)}),
        ("©2010", {YearKind.COPYRIGHT: (2010,)}),
        ("[2003], ©1990", {YearKind.COPYRIGHT: (1990,), YearKind.RELEASED: (2003,)}),
        ("1997", {YearKind.RELEASED: (1997,)}),
        (1997, {YearKind.RELEASED: (1997,)}),
        ("[between 1990 and 1995]", None),
        ("199-?", None),
        ("", None),
        (None, None),
    ],
)
def test_years_are_told_apart_by_their_signs(
    date: Any, years: dict[YearKind, tuple[int, ...]] | None
) -> None:
    assert full(date={"publicationDate": date}).years == years
    assert brief(date=date).years == years


def test_the_date_for_machines_counts_too() -> None:
    record = full(date={"publicationDate": "℗2007", "machineReadableDate": "2008"})

    assert record.years == {YearKind.PHONOGRAM: (2007,), YearKind.RELEASED: (2008,)}


@pytest.mark.parametrize(
    ("kind", "number", "gtins", "weak"),
    [
        ("Universal Product Code (UPC)", "074646493526", ("00074646493526",), ()),
        ("EAN", "4037408015271", ("04037408015271",), ()),
        ("unheard of", "0 74646 49352 6", ("00074646493526",), ()),
        (None, 74646493526, (), None),
        ("gtin-14", "00074646493526", ("00074646493526",), ()),
        ("upc", "074646493527", (), None),
        ("International Standard Recording Code (ISRC)", "074646493526", (), ()),
        ("upc", "not a number", (), ()),
    ],
)
def test_numbers_under_bars_are_told_by_their_digits(
    kind: str | None, number: Any, gtins: tuple[str, ...], weak: tuple[str, ...] | None
) -> None:
    record = full(
        identifier={
            "oclcNumber": "1",
            "otherStandardIdentifiers": [{"type": kind, "id": number}],
        }
    )

    assert record.gtins == gtins
    assert bool(record.weak_gtins) if weak is None else record.weak_gtins == weak


@pytest.mark.parametrize(
    ("general", "specific", "described", "carrier"),
    [
        ("Music", "CD", "", Carrier.CD),
        ("Snd", "CD", "", Carrier.CD),
        ("", "CD", "", Carrier.CD),
        ("Music", "LP", "", Carrier.OTHER),
        ("Music", "Cassette", "", Carrier.OTHER),
        ("Music", "Digital", "1 online resource", Carrier.OTHER),
        ("Music", "rec", "1 audio disc : digital ; 4 3/4 in.", Carrier.CD),
        ("Music", "", "1 audio disc : analog, 33 1/3 rpm ; 12 in.", Carrier.OTHER),
        ("Music", None, "1 compact disc + 1 booklet", Carrier.CD),
        ("Music", "rec", "", Carrier.UNKNOWN),
        ("Music", "Hologram", "", Carrier.UNKNOWN),
        ("Book", "PrintBook", "", Carrier.OTHER),
        ("Video", "", "", Carrier.OTHER),
        ("CompFile", "CD", "", Carrier.UNKNOWN),
        (None, None, None, Carrier.UNKNOWN),
    ],
)
def test_the_carrier_comes_from_the_format_or_else_the_description(
    general: str | None, specific: str | None, described: str | None, carrier: Carrier
) -> None:
    record = full(
        format={"generalFormat": general, "specificFormat": specific},
        description={"physicalDescription": described},
    )

    assert record.carrier is carrier
    assert record.carrier_reason


@pytest.mark.parametrize(
    ("general", "kind"), [("Music", "j"), ("Snd", "i"), ("AudioBook", "i"), ("odd", ""), (None, "")]
)
def test_the_type_of_the_record(general: str | None, kind: str) -> None:
    assert full(format={"generalFormat": general}).record_type == kind


@pytest.mark.parametrize(
    ("info", "level"),
    [
        ({"levelOfCataloging": " "}, " "),
        ({"levelOfCataloging": ""}, " "),
        ({"levelOfCataloging": "M"}, "M"),
        ({"levelOfCataloging": 4}, "4"),
        ({"levelOfCataloging": None}, ""),
        ({}, ""),
        (None, ""),
        ("M", ""),
    ],
)
def test_a_blank_level_is_full_and_none_is_not_known(info: Any, level: str) -> None:
    assert full(catalogingInfo=info).encoding_level == level
    assert brief(catalogingInfo=info).encoding_level == level


def test_labels_extent_edition_series_and_notes() -> None:
    record = full(
        publishers=[
            {"publisherName": {"text": "Columbia :"}, "publicationPlace": "New York"},
            {"publisherName": {"text": "Sony : Distributed by Sony Music"}},
            {"publisherName": {"text": "[publisher not identified]"}},
            {"publicationPlace": "Paris"},
        ],
        description={
            "physicalDescription": "2 audio discs : digital ; 4 3/4 in. + 1 booklet (12 pages)",
            "summaries": [{"text": "About love."}],
        },
        edition={"statement": "Legacy edition."},
        title={"seriesTitles": [{"seriesTitle": "Jazz masterpieces", "volume": "3"}, {}]},
        note={
            "generalNotes": [{"text": "Compact disc.", "local": "N"}, {"text": None}],
            "performerNotes": ["Miles Davis, trumpet ; Bill Evans, piano."],
            "participantNote": "Wynton Kelly, piano.",
            "eventNotes": [{"compositeNote": "Recorded in 1959."}, {"eventDate": "1961 March 7"}],
            "creditNotes": "Producer, Teo Macero.",
            "languageNotes": ["Sung in French."],
            "systemDetailNote": "Enhanced CD.",
        },
    )

    assert record.labels == ("Columbia", "Sony")
    assert (record.disc_count, record.edition) == (2, "Legacy edition")
    assert record.extent == "2 audio discs : digital ; 4 3/4 in. + 1 booklet (12 pages)"
    assert record.series == ("Jazz masterpieces 3",)
    assert set(record.notes) == {
        "Compact disc.",
        "Producer, Teo Macero.",
        "Recorded in 1959.",
        "1961 March 7",
        "About love.",
        "Enhanced CD.",
        "Sung in French.",
    }
    assert record.names == ("Miles Davis", "Bill Evans", "Wynton Kelly")
    assert record.years == {YearKind.RECORDED: (1959, 1961)}


@pytest.mark.parametrize(
    "contents",
    [
        [{"contentNote": {"text": "So what (9:22)--Blue in green / Evans -- All blues."}}],
        {"contentNote": {"text": "So what (9:22) -- Blue in green / Evans -- All blues."}},
        [{"contentNote": "So what (9:22) -- Blue in green / Evans -- All blues."}],
        ["So what (9:22) -- Blue in green / Evans -- All blues."],
        [
            {
                "contentNote": {"text": "So what (9:22) -- Blue in green / Evans -- All blues."},
                "titles": ["So what --", "Blue in green /", "All blues."],
                "statementsOfResponsibility": ["Evans --"],
                "miscellaneousInfo": ["(9:22)"],
            }
        ],
        [
            {
                "contentNote": {"text": "So what (9:22) -- Blue in green / Evans -- All blues."},
                "titles": ["So what", "Blue in green /", "All blues."],
                "statementsOfResponsibility": ["Evans --"],
                "miscellaneousInfo": ["(9:22) --"],
            }
        ],
    ],
)
def test_tracks_come_from_the_contents_note_in_any_form(contents: Any) -> None:
    tracks = full(description={"contents": contents}).tracks

    assert [(track.title, track.seconds, track.responsibility) for track in tracks] == [
        ("So what", 562, None),
        ("Blue in green", None, "Evans"),
        ("All blues", None, None),
    ]


def test_titles_alone_are_tracks() -> None:
    contents = [{"titles": ["Mrs Dalloway --", "A room of one's own"]}]

    tracks = full(description={"contents": contents}).tracks

    assert [track.title for track in tracks] == ["Mrs Dalloway", "A room of one's own"]


def test_a_brief_record_as_it_comes() -> None:
    record = brief(
        title="Curtains : the demos",
        creator="John Frusciante",
        publisher="Record Collection",
        language="eng",
        edition="Remastered edition",
        generalFormat="Music",
        specificFormat="CD",
        catalogingInfo={"catalogingLanguage": "eng", "levelOfCataloging": "I"},
        institutionHolding={"totalHoldingCount": "1,234"},
        institutionHoldingIndicators=[{"id": "1", "holdsItem": "false"}],
    )

    assert (record.title, record.name) == ("Curtains : the demos", "John Frusciante")
    assert "Curtains" in record.titles
    assert (record.labels, record.edition) == (("Record Collection",), "Remastered edition")
    assert (record.language, record.cataloging_language) == ("eng", "eng")
    assert (record.encoding_level, record.holdings, record.held) == ("I", 1234, False)


@pytest.mark.parametrize(
    ("indicators", "held"),
    [
        ([{"holdsItem": True}], True),
        ([{"holdsItem": False}, {"holdsItem": True}], None),
        ([{"holdsItem": True}, {}], None),
        ([{"holdsItem": True}, {"holdsItem": True}], True),
        ([{"holdsItem": False}, {"holdsItem": False}], False),
        ([{"holdsItem": False}], False),
        ({"holdsItem": "Y"}, True),
        ([{"holdsItem": None}], None),
        ([{}], None),
        ([], None),
        (None, None),
        ("true", None),
    ],
)
def test_whether_it_is_held_is_never_guessed(indicators: Any, *, held: bool | None) -> None:
    assert full(institutionHoldingIndicators=indicators).held is held


def test_older_numbers_are_told() -> None:
    old = ["0000123", 456, None, "1", "ocm00000123"]
    hit = full_hit({"identifier": {"oclcNumber": 1, "mergedOclcNumbers": old}})

    assert hit
    assert (hit.number, hit.merged) == ("1", ("123", "456"))


def test_what_is_kept_is_the_answer_s_own_record() -> None:
    data = {"oclcNumber": "5", "title": "℗ 千", "unheard": [1, None]}
    hit = brief_hit(data)

    assert hit
    assert json.loads(hit.raw) == data
    assert "千" in hit.raw


@pytest.mark.parametrize(
    ("answer", "total", "hits", "skipped"),
    [
        ({"numberOfRecords": 0}, 0, 0, 0),
        ({}, 0, 0, 0),
        ({"numberOfRecords": "2", "briefRecords": [{"oclcNumber": 1}]}, 2, 1, 0),
        ({"briefRecords": [{"oclcNumber": 1}, None, "x", {}, {"oclcNumber": "x"}]}, 5, 1, 4),
        ({"numberOfRecords": None, "briefRecords": None}, 0, 0, 0),
        ({"numberOfRecords": 1, "briefRecords": {"oclcNumber": 1}}, 1, 1, 0),
        ({"numberOfRecords": 3, "briefRecords": "odd"}, 3, 0, 1),
    ],
)
def test_a_page_of_any_shape(answer: Any, total: int, hits: int, skipped: int) -> None:
    page = page_of(answer, brief_hit)

    assert (page.total, len(page.hits), page.skipped) == (total, hits, skipped)
