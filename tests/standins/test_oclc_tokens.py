"""Tokens of the stand-in for OCLC: who gets which, how long, and what they open."""

import time

import pytest
import requests

from tests.standins.oclc import Asking, token
from tests.standins.worldcat import StandIn


def test_a_token_is_given_for_parameters_in_the_url_or_in_a_form(oclc: StandIn):
    form = {"grant_type": "client_credentials", "scope": "wcapi"}
    auth = (oclc.client_id, oclc.secret)
    for answer in (token(oclc), requests.post(oclc.token_url, data=form, auth=auth, timeout=10)):
        assert answer.headers["Content-Type"] == "application/json;charset=UTF-8"
        body = answer.json()
        assert body["access_token"].startswith("tk_")
        assert (body["token_type"], body["expires_in"]) == ("bearer", 1199)
        assert "wcapi:view_bib " in body["scope"]
        assert time.strptime(body["expires_at"], "%Y-%m-%d %H:%M:%SZ")
    assert oclc.token_requests == len(oclc.tokens.made) == 2
    assert oclc.calls() == []


@pytest.mark.parametrize("auth", [("wskey", "wrong"), ("other", "secret"), None])
def test_a_wrong_key_gets_no_token(oclc: StandIn, auth: tuple[str, str] | None):
    answer = token(oclc, auth=auth)
    assert answer.status_code == 401
    assert "No valid authentication credentials found in request" in answer.text


def test_a_scope_that_is_not_on_the_key_is_refused(oclc: StandIn):
    oclc.tokens.grant("search", "s", ["wcapi"])
    answer = token(oclc, "wcapi WorldCatMetadataAPI", auth=("search", "s"))
    assert answer.status_code == 403
    name = "WorldCatMetadataAPI"
    reason = "[Invalid service specified, Not on key]"
    assert answer.json() == {"code": 403, "message": f"Invalid scope(s): {name} ({name}) {reason}"}


def test_a_family_means_the_parts_that_the_key_has(oclc: StandIn):
    oclc.tokens.grant("small", "s", ["wcapi:view_brief_bib"])
    assert token(oclc, "wcapi", auth=("small", "s")).json()["scope"] == "wcapi:view_brief_bib"
    assert token(oclc, "wcapi:view_bib", auth=("small", "s")).status_code == 403


def test_each_api_wants_its_own_scope(oclc: StandIn):
    oclc.add_stub(7, "Blue")
    search, metadata = Asking(oclc, "wcapi"), Asking(oclc, "WorldCatMetadataAPI")
    assert search.search("brief-bibs/7").status_code == 200
    assert metadata.metadata("manage/bibs/7").status_code == 200
    for answer in (search.metadata("manage/bibs/7"), metadata.search("brief-bibs/7")):
        assert (answer.status_code, answer.json()) == (403, {"message": "Forbidden"})
    search.close()
    metadata.close()


def test_a_token_ends_with_its_time(oclc: StandIn, ask: Asking):
    oclc.add_stub(7, "Blue")
    oclc.advance(1198)
    assert ask.search("bibs/7").status_code == 200
    oclc.advance(2)
    answer = ask.search("bibs/7")
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized"})


def test_tokens_can_be_short_or_withdrawn(oclc: StandIn, ask: Asking):
    oclc.tokens.expires_in = 2
    assert token(oclc).json()["expires_in"] == 2
    oclc.tokens.withdraw()
    assert ask.search("bibs", q="blue").status_code == 401


def test_without_a_token_nothing_is_told(oclc: StandIn):
    for path in ("bibs?q=blue", "brief-bibs/7"):
        answer = requests.get(f"{oclc.search_url}/{path}", timeout=10)
        assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized"})


def test_an_unknown_path_is_answered_with_the_token_in_the_text(ask: Asking):
    answer = ask.search("nothing-here")
    assert answer.status_code == 403
    assert f"'Bearer {ask.token}'" in answer.json()["message"]
