"""Faults of the stand-in for OCLC, and what it counts."""

import time
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
import requests

from tests.standins.oclc import XML, Asking, token
from tests.standins.worldcat import StandIn


@pytest.fixture
def asked(oclc: StandIn, ask: Asking) -> Asking:
    oclc.add_stub(1, "Blue", "Mitchell, Joni", year=1971, upc="075992719926")
    return ask


@pytest.mark.parametrize("kind", ["400", "401", "403", "404", "429", "500", "502", "503", "504"])
def test_an_error_comes_once(oclc: StandIn, asked: Asking, kind: str):
    oclc.fault(kind)
    answer = asked.search("bibs/1")
    assert answer.status_code == int(kind)
    assert "Retry-After" not in answer.headers
    assert asked.search("bibs/1").status_code == 200


def test_the_wait_can_be_told_in_seconds_or_as_a_date(oclc: StandIn, asked: Asking):
    oclc.fault("429", seconds=2)
    assert asked.search("bibs/1").headers["Retry-After"] == "2"
    oclc.fault("429_date", seconds=60)
    until = parsedate_to_datetime(asked.search("bibs/1").headers["Retry-After"])
    assert 50 < until.timestamp() - time.time() <= 61


def test_a_403_may_repeat_the_token(oclc: StandIn, asked: Asking):
    oclc.fault("403_token", where="manage/bibs")
    answer = asked.metadata("manage/bibs/1", XML)
    assert answer.status_code == 403
    assert asked.token in answer.text


def test_answers_that_are_no_json(oclc: StandIn, asked: Asking):
    for kind in ("truncated", "html", "empty"):
        oclc.fault(kind)
        answer = asked.search("bibs/1")
        assert answer.status_code == 200
        with pytest.raises(requests.JSONDecodeError):
            answer.json()
    oclc.fault("html_502")
    assert asked.search("bibs/1").headers["Content-Type"] == "text/html"


@pytest.mark.parametrize("kind", ["drop", "drop_after", "cut_off"])
def test_connections_break(oclc: StandIn, asked: Asking, kind: str):
    oclc.fault(kind)
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        asked.search("bibs/1")
    assert asked.search("bibs/1").status_code == 200


def test_206_has_the_same_body(oclc: StandIn, asked: Asking):
    whole = asked.search("bibs", q="blue").json()
    oclc.fault("206")
    answer = asked.search("bibs", q="blue")
    assert (answer.status_code, answer.json()) == (206, whole)


def test_slow_answers_come_late(oclc: StandIn, asked: Asking):
    oclc.fault("slow", seconds=0.3)
    with pytest.raises(requests.Timeout):
        asked.session.get(f"{oclc.search_url}/bibs/1", timeout=0.1)
    oclc.fault("slow", seconds=0.2)
    begun = time.monotonic()
    assert asked.search("bibs/1").status_code == 200
    assert time.monotonic() - begun >= 0.2


def test_fields_can_be_missing(oclc: StandIn, asked: Asking):
    oclc.fault("missing_fields", times=3)
    assert asked.search("brief-bibs", q="blue").json()["briefRecords"] == [{"oclcNumber": "1"}]
    assert asked.search("bibs/1").json() == {"identifier": {"oclcNumber": "1"}}
    listed = asked.search("bibs", q="blue").json()
    assert listed == {"numberOfRecords": 1, "bibRecords": [{"identifier": {"oclcNumber": "1"}}]}
    oclc.fault("bare_records")
    assert asked.search("bibs", q="blue").json()["bibRecords"] == [{}]


def test_types_can_be_wrong(oclc: StandIn, asked: Asking):
    oclc.fault("wrong_types", times=2)
    body = asked.search("brief-bibs", q="blue").json()
    record: dict[str, Any] = body["briefRecords"][0]
    assert body["numberOfRecords"] == "1"
    assert (record["oclcNumber"], record["title"]) == (1, ["Blue"])
    assert record["catalogingInfo"] is None
    full = asked.search("bibs/1").json()
    assert full["identifier"]["otherStandardIdentifiers"] is None


def test_a_record_can_come_under_another_number(oclc: StandIn, asked: Asking):
    oclc.fault("merged", times=2)
    body = asked.search("brief-bibs/1").json()
    assert body["oclcNumber"] != "1"
    assert body["mergedOclcNumbers"] == ["1"]
    text = asked.metadata("manage/bibs/1", XML).text
    assert f"on{body['oclcNumber']}" in text
    assert asked.search("brief-bibs/1").json()["oclcNumber"] == "1"


def test_faults_hit_what_they_are_meant_for(oclc: StandIn, asked: Asking):
    oclc.fault("500", where="/token")
    oclc.fault("503", saying="sn:")
    oclc.fault("404", where="/bibs/1", skip=1)
    assert asked.search("bibs/1").status_code == 200
    assert asked.search("bibs/1").status_code == 404
    assert asked.found("blue") == ["1"]
    assert asked.search("bibs", q="sn:075992719926").status_code == 503
    assert token(oclc).status_code == 500
    with pytest.raises(ValueError, match="no such fault: 418"):
        oclc.fault("418")


def test_a_share_of_the_requests_can_fail(oclc: StandIn, asked: Asking):
    oclc.fault("500", share=0.2)
    statuses = [asked.search("bibs/1").status_code for _ in range(100)]
    assert 8 <= statuses.count(500) <= 35


def test_faults_can_be_switched_from_outside(oclc: StandIn, asked: Asking):
    root = f"{oclc.url}/_test"
    requests.post(f"{root}/faults", json={"kind": "500", "times": -1}, timeout=10)
    assert asked.search("bibs/1").status_code == 500
    requests.post(f"{root}/faults", timeout=10)
    assert asked.search("bibs/1").status_code == 200
    settings = {"expires_in": 3, "counts_in_brief": True, "keyword_has_numbers": True}
    assert requests.post(f"{root}/set", json=settings, timeout=10).ok
    assert token(oclc).json()["expires_in"] == 3
    assert asked.found("075992719926") == ["1"]
    stub = {"oclc": "2", "title": "Red", "creator": "King Crimson", "year": 1974}
    assert requests.post(f"{root}/stub", json=stub, timeout=10).json() == {"oclc": "2"}
    requests.post(f"{root}/hold", json={"oclc": "2", "symbols": ["OURS"]}, timeout=10)
    assert asked.found("red", heldBySymbol="OURS") == ["2"]
    assert requests.post(f"{root}/set", json={"nonsense": 1}, timeout=10).status_code == 400


def test_every_request_is_counted(oclc: StandIn, asked: Asking):
    oclc.fault("drop")
    with pytest.raises(requests.ConnectionError):
        asked.search("bibs", q="blue")
    asked.search("bibs", q="blue", itemSubType=["music-cd", "music-lp"])
    asked.metadata("manage/bibs/9", XML)
    assert [call.status for call in oclc.calls()] == [0, 200, 404]
    call = oclc.calls("search/v2/bibs")[1]
    assert call.params == {"q": "blue", "itemSubType": "music-cd,music-lp"}
    assert call.token == asked.token
    assert oclc.calls()[0].at <= call.at <= time.monotonic()
    assert (oclc.most_in_a_second(), oclc.token_requests) == (3, 1)
    state = requests.get(f"{oclc.url}/_test/state", timeout=10).json()
    assert (state["calls"]["404"], state["token_requests"], state["records"]) == (1, 1, 1)


def test_many_are_answered_at_once(oclc: StandIn, asked: Asking):
    oclc.latency = 0.2
    begun = time.monotonic()
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: asked.search("bibs/1").status_code, range(20)))
    assert answers == [200] * 20
    assert time.monotonic() - begun < 3
    assert 5 <= oclc.traffic.most_at_once <= 10
