"""Pages, filters and orders of a search in the stand-in for OCLC."""

import pytest

from tests.standins.oclc import Asking
from tests.standins.worldcat import StandIn


@pytest.fixture
def asked(oclc: StandIn, ask: Asking) -> Asking:
    """Sixty records called Blue; the higher the number, the fewer hold it."""
    for number in range(1, 61):
        oclc.add_stub(number, "Blue", f"Band {number}", year=1950 + number)
        oclc.hold(number, total=1000 - number)
    return ask


def test_ten_are_shown_and_the_first_counts_as_one(asked: Asking):
    body = asked.search("brief-bibs", q="blue").json()
    assert body["numberOfRecords"] == 60
    numbers = [record["oclcNumber"] for record in body["briefRecords"]]
    assert numbers == [str(number) for number in range(1, 11)]
    assert asked.found("blue", offset=1) == asked.found("blue", offset=0) == numbers
    assert asked.found("blue", offset=11, limit=2) == ["11", "12"]
    assert asked.found("blue", offset=51) == [str(number) for number in range(51, 61)]


def test_more_than_fifty_are_refused_or_cut(oclc: StandIn, asked: Asking):
    assert len(asked.found("blue", limit=50)) == 50
    assert asked.search("brief-bibs", q="blue", limit=51).status_code == 400
    oclc.rules.refuses_limit_over_50 = False
    assert len(asked.found("blue", limit=51)) == 50


def test_past_the_end_only_the_number_is_left(oclc: StandIn, asked: Asking):
    assert asked.search("bibs", q="blue", offset=61).json() == {"numberOfRecords": 60}
    oclc.rules.empty_list_past_the_end = True
    past = asked.search("bibs", q="blue", offset=61).json()
    assert past == {"numberOfRecords": 60, "bibRecords": []}


def test_no_hit_is_no_list(asked: Asking):
    answer = asked.search("bibs", q="green")
    assert (answer.status_code, answer.json()) == (200, {"numberOfRecords": 0})


@pytest.mark.parametrize(
    "params",
    [
        {"limit": "ten"},
        {"limit": "0"},
        {"offset": "-1"},
        {"orderBy": "beauty"},
        {"datePublished": "recently"},
        {"heldBySymbol": "A,B,C,D,E,F"},
        {"heldBySymbol": "A", "heldByGroup": "B"},
    ],
)
def test_wrong_parameters_are_refused(asked: Asking, params: dict[str, str]):
    answer = asked.search("brief-bibs", q="blue", **params)
    assert answer.status_code == 400
    assert answer.json()["title"] == "Validation Failure"


@pytest.mark.parametrize(
    ("order", "first"),
    [("mostWidelyHeld", "1"), ("publicationDateDesc", "60"), ("publicationDateAsc", "1"), ("recency", "60")],
)  # fmt: skip
def test_orders(asked: Asking, order: str, first: str):
    assert asked.found("blue", orderBy=order)[0] == first


def test_the_best_match_is_the_title_that_was_asked_for(oclc: StandIn, asked: Asking):
    oclc.add_stub(70, "Blue train", "Coltrane, John")
    oclc.hold(70, total=99_999)
    assert asked.found("ti:blue train")[0] == "70"
    assert asked.found("ti:blue")[0] == "1"
    assert asked.found("ti:blue", orderBy="mostWidelyHeld")[0] == "70"


def test_years(asked: Asking):
    assert asked.found("blue", datePublished="1951-1953") == ["1", "2", "3"]
    assert asked.found("blue", datePublished="1951,2010") == ["1", "60"]
    assert asked.found("blue", datePublished="2009-") == ["59", "60"]


def test_item_type_and_sub_type_are_joined_by_or(oclc: StandIn, ask: Asking):
    oclc.add_stub(1, "Red")
    oclc.add_stub(2, "Red", carrier="LP")
    assert ask.found("red", itemSubType="music-cd") == ["1"]
    assert set(ask.found("red", itemSubType="music-cd", itemType="music")) == {"1", "2"}
    assert set(ask.found("red", itemSubType=["music-cd", "music-lp"])) == {"1", "2"}
    assert ask.found("red", itemType="book") == []


def test_languages(oclc: StandIn, ask: Asking):
    oclc.add_stub(1, "Red", language="zxx")
    oclc.add_stub(2, "Red", cataloged_in="fre")
    assert ask.found("red", inCatalogLanguage="eng") == ["1"]
    assert ask.found("red", inLanguage="eng,ger") == ["2"]


def test_editions_of_one_work_are_counted_and_can_be_one_hit(oclc: StandIn, ask: Asking):
    for number in (1, 2, 3):
        oclc.add_stub(number, "Red", "King Crimson" if number < 3 else "Other")
    assert len(ask.found("red")) == 3
    assert len(ask.found("red", groupRelatedEditions="true")) == 2
    assert ask.search("bibs/1").json()["work"]["count"] == 2


def test_the_metadata_api_searches_brief_records_only(asked: Asking):
    answer = asked.metadata("search/brief-bibs", q="blue", limit=3).json()
    assert [record["oclcNumber"] for record in answer["briefRecords"]] == ["1", "2", "3"]
    assert asked.metadata("search/bibs", q="blue").status_code == 403


def test_other_methods_and_media_are_not_served(oclc: StandIn, asked: Asking):
    posted = asked.session.post(f"{oclc.search_url}/bibs", timeout=10)
    assert (posted.status_code, posted.json()["detail"]) == (405, "POST method not allowed")
    wrong = asked.metadata("search/bibs/1", {"Accept": "application/xml"})
    assert (wrong.status_code, wrong.json()["title"]) == (406, "NOT_ACCEPTABLE")
    assert asked.metadata("search/bibs/1", {"Accept-Language": "de"}).status_code == 406
