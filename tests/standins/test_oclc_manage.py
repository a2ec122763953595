"""Numbers that were merged, and who holds what, in the stand-in for OCLC."""

import pytest

from tests.standins.oclc import XML, Asking
from tests.standins.worldcat import StandIn


@pytest.fixture
def asked(oclc: StandIn, ask: Asking) -> Asking:
    oclc.add_stub(11, "Blue", upc="075992719926")
    oclc.add_stub(22, "Blue", upc="075992719926")
    oclc.hold(22, ["OURS", "AB@C"], total=5)
    return ask


def test_a_merged_number_leads_to_what_took_it_over(oclc: StandIn, asked: Asking):
    oclc.merge(22, into=11)
    assert asked.found("sn:075992719926") == asked.found("no:22") == ["11"]
    for path in ("brief-bibs/22", "brief-bibs/11"):
        body = asked.search(path).json()
        assert (body["oclcNumber"], body["mergedOclcNumbers"]) == ("11", ["22"])
    assert b"ocm00000011" in asked.metadata("manage/bibs/22", XML).content
    current = asked.metadata("manage/bibs/current", oclcNumbers="22,11,33").json()
    assert current["controlNumbers"] == [
        {"requested": "22", "current": "11"},
        {"requested": "11", "current": "11"},
        {"requested": "33"},
    ]


def test_who_holds_a_merged_record_holds_the_other(oclc: StandIn, asked: Asking):
    oclc.merge(22, into=11)
    found = asked.metadata("manage/institution/holdings/current", oclcNumbers="22").json()
    assert found["holdings"] == [
        {
            "requestedControlNumber": "22",
            "currentControlNumber": "11",
            "institutionSymbol": "OURS",
            "holdingSet": True,
        }
    ]


def test_holdings_of_ten_can_be_asked_for_at_once(asked: Asking):
    path = "manage/institution/holdings/current"
    found = asked.metadata(path, oclcNumbers="11,22").json()["holdings"]
    assert [one["holdingSet"] for one in found] == [False, True]
    many = ",".join(str(number) for number in range(1, 12))
    assert asked.metadata(path, oclcNumbers=many).status_code == 400
    assert asked.metadata(path, oclcNumbers="eleven").status_code == 400


def test_searches_can_ask_for_holders(asked: Asking):
    assert asked.found("blue", heldBySymbol="OURS") == ["22"]
    assert asked.found("blue", heldBySymbol="AB@C,XYZ") == ["22"]
    assert asked.found("blue", heldBySymbol="XYZ") == []


def test_indicators_come_when_asked_for(asked: Asking):
    plain = asked.search("brief-bibs", q="no:22").json()["briefRecords"][0]
    assert "institutionHoldingIndicators" not in plain
    shown = asked.search("brief-bibs", q="blue", showHoldingsIndicators="true").json()
    held = {
        record["oclcNumber"]: record["institutionHoldingIndicators"][0]["holdsItem"]
        for record in shown["briefRecords"]
    }
    assert held == {"11": False, "22": True}


def test_brief_records_may_tell_the_count(oclc: StandIn, asked: Asking):
    assert "institutionHolding" not in asked.search("brief-bibs/22").json()
    oclc.rules.counts_in_brief = True
    held = asked.search("brief-bibs/22").json()["institutionHolding"]
    assert held == {"totalHoldingCount": 5}


def test_holdings_of_one_record(asked: Asking):
    def holding(**params: str) -> dict:
        body = asked.search("bibs-holdings", **params).json()
        return body["briefRecords"][0]["institutionHolding"]

    all_of_it = holding(oclcNumber="22")
    assert all_of_it["totalHoldingCount"] == 5
    symbols = [one["oclcSymbol"] for one in all_of_it["briefHoldings"]]
    assert symbols == ["OURS", "AB@C"]
    assert all_of_it["briefHoldings"][0]["institutionName"] == "OURS Library &amp; Archives"
    ours = holding(oclcNumber="22", heldBySymbol="AB@C")["briefHoldings"]
    assert [one["oclcSymbol"] for one in ours] == ["AB@C"]
    assert list(holding(oclcNumber="11")) == ["totalHoldingCount"]
    nobody = asked.search("bibs-holdings", oclcNumber="11", heldBySymbol="OURS").json()
    assert nobody == {"numberOfRecords": 0}
    summary = asked.metadata("search/summary-holdings", oclcNumber="22").json()
    assert summary["briefRecords"][0]["institutionHolding"]["totalHoldingCount"] == 5


def test_totals_that_nobody_set_are_always_the_same():
    with StandIn() as one, StandIn() as other:
        assert one.holdings.total("11") == other.holdings.total("11") > 0


def test_unknown_numbers(asked: Asking):
    missing = asked.search("bibs/999")
    assert (missing.status_code, missing.json()["type"]) == (404, "NOT_FOUND")
    wrong = asked.search("bibs/abc")
    assert wrong.json()["detail"] == "oclcNumber must be a positive whole number"
    marc = asked.metadata("manage/bibs/999", XML)
    assert (marc.status_code, set(marc.json()["detail"])) == (404, {"summary", "description"})
    assert asked.metadata("manage/bibs/abc", XML).json()["detail"] == "Invalid identifier."
