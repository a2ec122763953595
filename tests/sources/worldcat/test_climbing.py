"""Up the ladder: where it stops, what it asks for, what it refuses, and with how many calls."""

from dataclasses import replace

import pytest

from processing.catalog.choose import choose, rank
from processing.catalog.compare import compare
from processing.catalog.evidence import Field, Tier, Verdict
from processing.catalog.reading import CleanReading, CleanTrack
from processing.catalog.record import Record
from processing.catalog.verdicts import Verdicts
from processing.clients.worldcat_errors import WorldCatError
from processing.models import BibRecord
from processing.sources import worldcat
from processing.sources.worldcat.climbing import MAX_CALLS, MAX_WHOLE
from processing.sources.worldcat.desk import PAGE
from processing.sources.worldcat.gathering import KEPT
from tests.conftest import point_at
from tests.sources.worldcat.readings import (
    GTIN,
    NO_CODES,
    NUMBER,
    READING,
    TRACKS,
    UPC,
    add,
    add_many,
    add_spoken,
    numbers,
    queries,
)
from tests.standins.worldcat import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=["metadata", "search"])
def either(request: pytest.FixtureRequest, oclc: StandIn, settings: object) -> StandIn:
    """The stand-in, asked by each of both interfaces."""
    point_at(oclc, settings, OCLC_API=request.param)
    return oclc


def said(climbed: worldcat.Climbed) -> list[str]:
    return [one.said for one in climbed.asked]


def verdict(reading: CleanReading, record: Record, field: Field) -> Verdict:
    return Verdicts(compare(reading, record).evidence).of(field)


def tier(reading: CleanReading, climbed: worldcat.Climbed) -> Tier:
    found = [(hit.record, compare(reading, hit.record)) for hit in climbed.hits]
    return choose(reading, found).tier


def test_a_upc_that_finds_the_record_is_all_that_is_asked(either: StandIn) -> None:
    add(either)
    add(either, "111", upc="", publisher_numbers=(), title="Kind of blue again")
    climbed = worldcat.search(READING)
    assert numbers(climbed.hits) == [NUMBER]
    assert said(climbed) == ["UPC/EAN 0 74646 49352 6"]
    assert climbed.hits[0].found_by == "UPC/EAN 0 74646 49352 6"
    assert climbed.calls == len(either.calls()) == (2 if climbed.shows_numbers else 1)
    assert tier(READING, climbed) is Tier.HIGH


def test_a_upc_of_another_recording_is_not_believed(either: StandIn) -> None:
    """The UPC is on the record of another album; ours has none."""
    add(either, "111", title="Sketches of Spain", tracks=["Saeta", "Solea"], publisher_numbers=())
    add(either, upc="", publisher_numbers=())
    climbed = worldcat.search(replace(READING, publisher_numbers=()))
    assert numbers(climbed.hits)[0] == NUMBER
    assert said(climbed) == ["UPC/EAN 0 74646 49352 6", "title and name"]


def test_the_second_rung_is_the_publisher_number(either: StandIn) -> None:
    add(either, upc="")
    climbed = worldcat.search(READING)
    assert said(climbed)[-1] == "publisher number CK 64935"
    assert numbers(climbed.hits) == [NUMBER]


def test_without_numbers_in_the_answer_a_hit_speaks_partly(oclc: StandIn, settings: object) -> None:
    add(oclc, upc="")
    reading = replace(READING, gtins=())
    worldcat_shows = worldcat.search(reading)
    assert worldcat_shows.shows_numbers
    shown = worldcat_shows.hits[0].record
    assert [one.number for one in shown.publisher_numbers] == ["CK 64935"]
    assert verdict(reading, shown, Field.PUBLISHER_NUMBER) is Verdict.AGREE

    add(oclc, "222", upc="", publisher_numbers=["CK 99999"], title="Porgy and Bess")
    point_at(oclc, settings, OCLC_API="search")
    other = replace(reading, publisher_numbers=("CK 99999",), title="Porgy and Bess")
    hidden = worldcat.search(other)
    assert not hidden.shows_numbers
    assert hidden.hits[0].record.publisher_numbers == ()
    assert verdict(other, hidden.hits[0].record, Field.PUBLISHER_NUMBER) is Verdict.PARTIAL


def test_a_hit_of_one_of_two_numbers_is_none_of_a_disc_with_the_other(
    oclc: StandIn, settings: object
) -> None:
    point_at(oclc, settings, OCLC_API="search")
    add(oclc, upc="", publisher_numbers=["AA 1111"])
    both = replace(READING, gtins=(), publisher_numbers=("AA 1111", "BB 2222"))
    record = worldcat.search(both).hits[0].record
    assert verdict(both, record, Field.PUBLISHER_NUMBER) is Verdict.PARTIAL
    other = replace(both, publisher_numbers=("BB 2222",))
    again = next(hit for hit in worldcat.search(other).hits if hit.record.number == NUMBER)
    assert verdict(other, again.record, Field.PUBLISHER_NUMBER) is Verdict.ABSENT


@pytest.mark.parametrize(
    ("reading", "last"),
    [
        (NO_CODES, "title and name"),
        (replace(NO_CODES, title="Xind qf bxue", name=None), "two tracks"),
        (replace(NO_CODES, title="Kind xf blue", name=None, tracks=()), "title or name, and label"),
        (
            replace(NO_CODES, title="Kind xf blue", name=None, tracks=(), labels=()),
            "title or name, and year",
        ),
    ],
)
def test_text_finds_what_codes_do_not(either: StandIn, reading: CleanReading, last: str) -> None:
    add(either, upc="", publisher_numbers=(), title="Kind of blue")
    add_many(
        either, 3, title="Blue train", creator="Coltrane, John", tracks=["Locomotion"], year=1957
    )
    climbed = worldcat.search(reading)
    assert numbers(climbed.hits)[0] == NUMBER
    assert last in said(climbed)


def test_what_finds_too_much_is_narrowed_and_nothing_is_dropped(either: StandIn) -> None:
    add_many(either, 120, upc="", publisher_numbers=(), label="Supraphon", tracks=(), year=1960)
    add(either, upc="", publisher_numbers=(), label="Columbia", tracks=())
    climbed = worldcat.search(replace(NO_CODES, tracks=()))
    first, second = climbed.asked
    assert (first.total, first.found, first.added) == (121, PAGE, PAGE)
    assert second.query.endswith(" AND pb:columbia")
    assert (second.total, second.found) == (1, 1)
    assert numbers(climbed.hits)[0] == NUMBER
    assert len(climbed.hits) == KEPT


def test_a_upc_that_too_many_records_have_is_narrowed(either: StandIn) -> None:
    """A publisher has put one UPC on a whole series."""
    add_many(either, 60, title="Bags groove", creator="Nobody, A.", publisher_numbers=())
    add(either)
    climbed = worldcat.search(READING)
    assert [one.total for one in climbed.asked] == [61, 1]
    assert numbers(climbed.hits)[0] == NUMBER


def test_a_number_that_too_many_have_beside_music_cds_is_narrowed(either: StandIn) -> None:
    other = {"title": "Bags groove", "creator": "Nobody, A.", "tracks": ()}
    for number in range(101, 161):
        add_spoken(either, str(number), upc="", **other)
    add_spoken(either, upc="")
    climbed = worldcat.search(replace(READING, gtins=()))
    assert [one.total for one in climbed.asked[-2:]] == [61, 1]
    assert numbers(climbed.hits)[0] == NUMBER


def test_a_clause_that_leaves_nothing_does_not_end_the_narrowing(either: StandIn) -> None:
    add_many(either, 60, upc="", publisher_numbers=(), label="Supraphon", tracks=(), year=1960)
    add(either, upc="", publisher_numbers=(), tracks=())
    climbed = worldcat.search(replace(NO_CODES, tracks=(), labels=("Cqlxmbia",)))
    assert [one.total for one in climbed.asked] == [61, 0, 1]
    assert numbers(climbed.hits)[0] == NUMBER


def test_beside_music_cds_only_where_nothing_was_found_and_never_high(either: StandIn) -> None:
    add_spoken(either)
    climbed = worldcat.search(READING)
    assert numbers(climbed.hits) == [NUMBER]
    assert climbed.hits[0].record.listed is False
    assert said(climbed)[-1].endswith("also beside music CDs")
    assert [call.params.get("itemSubType") for call in either.calls() if "q" in call.params] == [
        *["music-cd"] * (len(climbed.asked) - 1),
        None,
    ]
    assert tier(READING, climbed) in (Tier.MEDIUM, Tier.LOW)


def test_a_stranger_on_the_label_does_not_end_the_search_beside_music_cds(either: StandIn) -> None:
    add_spoken(either)
    other = {"title": "Sketches of Spain", "tracks": ["Saeta", "Solea"]}
    add(either, "111", upc="", publisher_numbers=(), **other)
    climbed = worldcat.search(READING)
    assert numbers(climbed.hits) == [NUMBER, "111"]
    assert "title or name, and label" in said(climbed)
    assert said(climbed)[-1].endswith("also beside music CDs")


def test_what_is_listed_is_not_looked_for_beside_music_cds(either: StandIn) -> None:
    add_spoken(either, "111")
    add(either, upc="", publisher_numbers=())
    climbed = worldcat.search(READING)
    assert numbers(climbed.hits) == [NUMBER]
    assert climbed.hits[0].record.listed is True
    assert all("music CDs" not in one for one in said(climbed))


@pytest.mark.parametrize("carrier", ["LP", "Cassette", "Digital", "DVD"])
def test_twins_on_other_carriers_are_refused(either: StandIn, carrier: str) -> None:
    add(either, "111", carrier=carrier)
    climbed = worldcat.search(READING)
    assert said(climbed)[-1].endswith("also beside music CDs")
    assert climbed.hits == ()
    add(either)
    fresh = worldcat.search(replace(READING, gtins=()))
    assert numbers(fresh.hits) == [NUMBER]


def test_duplicates_are_ranked_by_language_then_fullness_then_holdings(oclc: StandIn) -> None:
    """The other interface tells neither level nor holdings."""
    add(oclc, "101", cataloged_in="ger")
    add(oclc, "102", level="3")
    add(oclc, "103")
    add(oclc, "104")
    for number, total in (("101", 900), ("102", 800), ("103", 5), ("104", 300)):
        oclc.hold(number, total=total)
    oclc.rules.counts_in_brief = True
    assert numbers(worldcat.search(READING).hits) == ["104", "103", "102", "101"]


def test_a_foreign_duplicate_comes_last(either: StandIn) -> None:
    add(either, "101", cataloged_in="ger")
    add(either, "102")
    assert numbers(worldcat.search(READING).hits) == ["102", "101"]


def test_a_record_without_a_language_of_cataloging_is_not_foreign() -> None:
    def place(number: str, language: str | None) -> tuple[object, ...]:
        record = Record("worldcat", number, title="Kind of blue", cataloging_language=language)
        return rank((record, compare(READING, record)))

    assert place("1", None)[:3] == place("2", "eng")[:3] < place("3", "ger")[:3]


def test_merged_numbers_are_one_record(oclc: StandIn) -> None:
    """Between the answer that was kept and the look at the full record, two were merged."""
    add(oclc, "111")
    add(oclc)
    assert set(numbers(worldcat.search(replace(READING, title="Else", name=None)).hits)) == {
        "111",
        NUMBER,
    }
    oclc.merge("111", NUMBER)
    for row in ("111", NUMBER):
        forget_whole(row)
    hits = worldcat.search(replace(READING, title="Else", name=None)).hits
    assert numbers(hits) == [NUMBER]
    assert hits[0].record.merged_numbers == ("111",)


def forget_whole(number: str) -> None:
    BibRecord.objects.filter(number=number).update(complete=False)


def crowd(stand_in: StandIn) -> None:
    """More than a page for every rung, and nothing that ends the search."""
    shared = {"tracks": ["So what", "Freddie freeloader", "Else", "Quite else", "Other still"]}
    add_many(stand_in, 60, title="Kind of sorrow", creator="Nobody, A.", tracks=["Else"], year=1996)
    add_many(
        stand_in,
        60,
        first=710_000_001,
        upc="",
        title="Bags groove",
        creator="Nobody, B.",
        tracks=["Else", "More"],
    )
    add_many(
        stand_in,
        60,
        first=720_000_001,
        upc="",
        creator="Davis, Miles",
        title="Porgy and Bess",
        **shared,
    )


@pytest.mark.parametrize("symbol", ["OURS", ""])
def test_never_more_than_eight_calls_and_all_of_them_counted(
    either: StandIn, settings: object, symbol: str
) -> None:
    settings.OCLC_SYMBOL = symbol  # type: ignore[attr-defined]
    either.holdings.indicators = lambda number: []  # type: ignore[method-assign]
    crowd(either)
    climbed = worldcat.search(replace(READING, title="Kind of blues"))
    assert 6 <= climbed.calls <= MAX_CALLS
    assert climbed.calls == len(either.calls())
    assert sum(one.total > PAGE for one in climbed.asked) >= 2
    assert len(climbed.hits) == KEPT


def test_full_records_are_fetched_only_for_those_near_the_top(oclc: StandIn) -> None:
    add(oclc, upc="", publisher_numbers=())
    add_many(oclc, 20, upc="", title="Kind of blue (live)", creator="Sextet", tracks=())
    climbed = worldcat.search(NO_CODES)
    fetched = [call.path.rpartition("/")[2] for call in oclc.calls("/manage/bibs/")]
    assert NUMBER in fetched
    assert len(fetched) <= MAX_WHOLE
    assert len(climbed.hits[0].record.tracks) == len(TRACKS)


def test_a_record_that_cannot_be_had_is_asked_for_once(oclc: StandIn) -> None:
    add(oclc)
    oclc.fault("404", where="/manage/bibs/", times=-1)
    climbed = worldcat.search(READING)
    assert numbers(climbed.hits) == [NUMBER]
    assert len(oclc.calls("/manage/bibs/")) == 1


@pytest.mark.parametrize("kind", ["html", "truncated", "empty"])
def test_a_full_record_that_cannot_be_read_stops_nothing(oclc: StandIn, kind: str) -> None:
    add(oclc)
    oclc.fault(kind, where="/manage/bibs/", times=-1)
    climbed = worldcat.search(READING)
    assert numbers(climbed.hits) == [NUMBER]
    assert tier(READING, climbed) is not Tier.HIGH


@pytest.mark.parametrize("kind", ["400", "500"])
def test_a_query_that_is_not_taken_stops_nothing(either: StandIn, kind: str) -> None:
    add(either, upc="", publisher_numbers=())
    either.fault(kind, saying="mn:(", times=-1)
    climbed = worldcat.search(READING)
    assert numbers(climbed.hits) == [NUMBER]
    assert said(climbed)[1] == "publisher number CK 64935 (WorldCat did not take this one)"


def test_where_no_query_is_taken_the_search_says_so(either: StandIn) -> None:
    add(either)
    either.fault("400", times=-1)
    with pytest.raises(WorldCatError, match="does not take this search"):
        worldcat.search(READING)


@pytest.mark.parametrize("holder", ["OURS", "XYZ"])
def test_what_we_hold_comes_with_the_answer(either: StandIn, holder: str) -> None:
    add(either)
    either.hold(NUMBER, [holder])
    assert worldcat.search(READING).hits[0].record.held is (holder == "OURS")
    assert not either.calls("holdings/current")


def test_what_we_hold_is_one_call_for_the_shortlist(either: StandIn) -> None:
    either.holdings.indicators = lambda number: []  # type: ignore[method-assign]
    for number in range(101, 109):
        add(either, str(number))
    either.hold("103", ["OURS"])
    climbed = worldcat.search(READING)
    held = {hit.record.number: hit.record.held for hit in climbed.hits}
    assert held == {str(number): number == 103 for number in range(101, 109)}
    asked = either.calls("holdings/current") or either.calls("/brief-bibs")
    assert len(asked) == 1


@pytest.mark.parametrize("holder", ["OURS", "XYZ"])
def test_what_a_sister_library_of_the_key_holds_is_not_ours(either: StandIn, holder: str) -> None:
    """Indicators do not tell which of the key's institutions is the library; its symbol does."""
    both = [{"id": "1", "holdsItem": True}, {"id": "2", "holdsItem": False}]
    either.holdings.indicators = lambda number: both  # type: ignore[method-assign]
    add(either)
    either.hold(NUMBER, [holder])
    assert worldcat.search(READING).hits[0].record.held is (holder == "OURS")


@pytest.mark.parametrize("kind", ["403", "500", "429", "truncated", "drop"])
def test_what_we_hold_is_unknown_after_an_error_and_never_no(either: StandIn, kind: str) -> None:
    either.holdings.indicators = lambda number: []  # type: ignore[method-assign]
    add(either)
    either.hold(NUMBER, ["OURS"])
    for where in ("holdings/current", "search/v2/brief-bibs"):
        either.fault(kind, where=where, times=-1)
    climbed = worldcat.search(READING)
    assert numbers(climbed.hits) == [NUMBER]
    assert climbed.hits[0].record.held is None


def test_a_reading_with_nothing_in_it_asks_nothing(either: StandIn) -> None:
    climbed = worldcat.search(CleanReading(tracks=(CleanTrack("Intro"),)))
    assert (climbed.hits, climbed.asked, climbed.calls) == ((), (), 0)
    assert queries(either) == []


def test_a_upc_under_the_bars_that_stands_as_a_publisher_number_is_found(either: StandIn) -> None:
    add(either, upc="", publisher_numbers=[UPC])
    climbed = worldcat.search(replace(READING, publisher_numbers=()))
    assert numbers(climbed.hits) == [NUMBER]
    assert len(climbed.asked) == 1
    assert GTIN in climbed.asked[0].query
