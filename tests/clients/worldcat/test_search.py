"""Searches over both interfaces, by real HTTP."""

from collections.abc import Callable

import pytest

from processing.catalog.reading import YearKind
from processing.catalog.record import Carrier, PublisherNumber
from processing.clients.worldcat import Api, Page, WorldCat
from processing.clients.worldcat_errors import Kind, WorldCatError
from tests.clients.worldcat.conftest import KIND_OF_BLUE, UPC
from tests.standins.worldcat import StandIn

Make = Callable[..., WorldCat]


def test_a_number_under_the_bars_finds_its_record(client: WorldCat) -> None:
    page = client.search(f"sn:{UPC}")

    assert page.total == 1
    hit = page.hits[0]
    assert (hit.number, hit.merged) == (KIND_OF_BLUE, ())
    record = hit.record
    assert (record.source, record.number, record.oclc_number) == ("WorldCat", *[KIND_OF_BLUE] * 2)
    assert record.title == "Kind of blue"
    assert record.name == "Miles Davis"
    assert record.labels == ("Columbia/Legacy",)
    assert record.years == {YearKind.RELEASED: (1997,)}
    assert record.carrier is Carrier.CD
    assert record.carrier_reason == "WorldCat gives the format as Music, CD."
    assert (record.record_type, record.language, record.cataloging_language) == ("j", "eng", "eng")
    assert record.held is True
    assert KIND_OF_BLUE in hit.raw


def test_the_search_api_gives_numbers_and_tracks(make_client: Make) -> None:
    hit = make_client("search").search(f"sn:{UPC}").hits[0]

    assert hit.complete
    assert hit.record.gtins == (f"00{UPC}",)
    assert hit.record.publisher_numbers == ()
    assert [(track.title, track.seconds) for track in hit.record.tracks] == [
        ("So what", 562),
        ("Freddie freeloader", 586),
        ("Blue in green", 337),
    ]
    assert hit.record.disc_count == 1


def test_the_metadata_api_gives_brief_records_that_say_so(make_client: Make) -> None:
    hit = make_client("metadata").search(f"mn:{'CK64935'}").hits[0]

    assert not hit.complete
    assert (hit.record.gtins, hit.record.tracks) == ((), ())
    assert hit.record.encoding_level == " "


def test_no_hits_are_an_empty_page(client: WorldCat) -> None:
    assert client.search("sn:036000291452") == Page(total=0, hits=(), skipped=0)


def test_pages_follow_each_other(client: WorldCat, stand_in: StandIn) -> None:
    for place in range(1, 8):
        stand_in.add_stub(1000 + place, f"Blue nights, volume {place}")

    pages = [client.search("ti:blue nights", limit=3, offset=at) for at in (1, 4, 7)]

    assert [page.total for page in pages] == [7, 7, 7]
    assert len({hit.number for page in pages for hit in page.hits}) == 7


def test_more_than_fifty_are_not_asked_for(client: WorldCat, stand_in: StandIn) -> None:
    client.search("ti:blue", limit=500, offset=0)

    assert stand_in.calls()[-1].params["limit"] == "50"
    assert stand_in.calls()[-1].params["offset"] == "1"


def test_the_search_is_for_cds_in_the_library_s_language(
    client: WorldCat, stand_in: StandIn
) -> None:
    stand_in.add_stub(2001, "Kind of blue", "Davis, Miles", carrier="LP")

    assert [hit.number for hit in client.search('ti:"kind of blue"').hits] == [KIND_OF_BLUE]
    assert client.search('ti:"kind of blue"', cataloging_language="fre").hits == ()
    other = client.search('ti:"kind of blue"', sub_type="music-lp").hits
    assert [hit.record.carrier for hit in other] == [Carrier.OTHER]
    assert {"itemSubType", "showHoldingsIndicators"} <= stand_in.calls()[0].params.keys()


def test_all_kinds_and_an_order_can_be_asked_for(client: WorldCat, stand_in: StandIn) -> None:
    stand_in.add_stub(2001, "Kind of blue", "Davis, Miles", carrier="LP", year=1959)

    found = client.search('ti:"kind of blue"', sub_type="", order="publicationDateAsc").hits

    assert [hit.number for hit in found] == ["2001", KIND_OF_BLUE]


def test_holdings_of_all_libraries_are_told_where_the_answer_has_them(
    make_client: Make, stand_in: StandIn
) -> None:
    stand_in.rules.counts_in_brief = True

    assert make_client("metadata").search(f"sn:{UPC}").hits[0].record.holdings == 1200
    assert make_client("search").search(f"sn:{UPC}").hits[0].record.holdings is None


def test_a_query_that_worldcat_does_not_take_is_no_trouble_of_the_service(
    client: WorldCat, stand_in: StandIn
) -> None:
    with pytest.raises(WorldCatError, match="WorldCat does not take this search") as raised:
        client.search("yr:1997")

    assert raised.value.kind is Kind.REQUEST
    assert not raised.value.retryable
    assert not raised.value.of_service
    assert len(stand_in.calls()) == 1


def test_auto_takes_the_interface_that_the_key_has(make_client: Make, stand_in: StandIn) -> None:
    assert make_client("auto").api is Api.METADATA

    stand_in.tokens.grant(stand_in.client_id, stand_in.secret, ["wcapi"])
    client = make_client("auto")
    assert client.api is Api.SEARCH
    assert client.record(KIND_OF_BLUE).record.publisher_numbers == ()


def test_a_brief_record_is_completed_by_its_number(make_client: Make) -> None:
    client = make_client("metadata")
    brief = client.search(f"sn:{UPC}").hits[0]

    hit = client.record(brief.number)

    assert hit.complete
    assert hit.record.publisher_numbers == (PublisherNumber("CK 64935", "Columbia/Legacy"),)
    assert hit.raw.startswith("<?xml")
