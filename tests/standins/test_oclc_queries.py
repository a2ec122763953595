"""The query language of the stand-in for OCLC."""

from collections.abc import Iterator

import pytest

from tests.standins.oclc import Asking, winterreise
from tests.standins.worldcat import StandIn


@pytest.fixture(scope="module")
def library() -> Iterator[StandIn]:
    """A few records to look for; tests that change something have a stand-in of their own."""
    with StandIn() as running:
        fill(running)
        yield running


@pytest.fixture(scope="module")
def asked(library: StandIn) -> Iterator[Asking]:
    made = Asking(library)
    yield made
    made.close()


def fill(oclc: StandIn) -> None:
    oclc.add([winterreise()])
    oclc.add_stub(
        1,
        "With the Beatles",
        "Beatles",
        upc="077774643627",
        year=1987,
        label="Parlophone",
        publisher_numbers=["CDP 7 46436 2"],
        tracks=["It won't be long", "All I've got to do"],
    )
    oclc.add_stub(2, "Blue", "Mitchell, Joni", upc="075992719926", year=1971, label="Reprise")
    oclc.add_stub(3, "Kind of blue", "Davis, Miles", year=1997, label="Columbia")
    oclc.add_stub(4, "Rock-n-roll", "Simon & Garfunkel", year=2001, language="ger")
    oclc.add_stub(5, "東京音頭", "Björk", year=2010, carrier="LP")


@pytest.mark.parametrize(
    ("q", "numbers"),
    [
        ("ti:blue", {"2", "3"}),
        ("TI:BLUE", {"2", "3"}),
        ("ti: kind blue", {"3"}),
        ('ti:"of blue"', {"3"}),
        ('ti:"blue kind"', set()),
        ("ti=blue", {"2"}),
        ("ti=kind of blue", {"3"}),
        ('ti="of blue"', set()),
        ("ti=kind*", {"3"}),
        ("blue", {"2", "3"}),
        ("blue AND joni", {"2"}),
        ("blue NOT joni", {"3"}),
        ("au:davis OR au:mitchell AND ti:kind", {"3"}),
        ("au:mitchell OR (au:davis AND ti:kind)", {"2", "3"}),
        ("ti:(kind blue) AND au:(miles OR joni)", {"3"}),
        ('au:"Mitchell, Joni"', {"2"}),
        ("au:bjork", {"5"}),
        ("au:simon garfunkel", {"4"}),
        ("Simon & Garfunkel", {"4"}),
        ("ti:rock-n-roll", {"4"}),
        ("ti:東京", {"5"}),
        ("ti:京東", set()),
        ("ti:冬の旅", {"52146309"}),
        ("ti:winterreise AND pn:schreier", {"52146309"}),
        ("ti=winterreise", {"52146309"}),
        ("cn:staatskapelle", {"52146309"}),
        ("au:richter", {"52146309"}),
        ('nt:"all ive got to do"', {"1"}),
        ("kw:lindenbaum", {"52146309"}),
        ("pb:reprise", {"2"}),
        ("su:austria", {"52146309"}),
        ("sn:077774643627", {"1"}),
        ("sn:77774643627", set()),
        ("sn:00028947412625", {"52146309"}),
        ("077774643627", set()),
        ("mn:cdp7464362", {"1"}),
        ('mn:"CDP 7-46436-2"', {"1"}),
        ("mn:CDP 7 46436 2", set()),
        ("mn:4741262", {"52146309"}),
        ("mn:cdp74*", {"1"}),
        ("no:ocm52146309", {"52146309"}),
        ("no:50000002", {"52146309"}),
        ("ti:bl#e", {"2", "3"}),
        ("ti:b?e", {"2", "3"}),
        ("ti:b?1e", set()),
        ("ti:bea* AND yr:1987", {"1"}),
        ("ti:blue AND yr:1995-2000", {"3"}),
        ("schreier AND yr:2003 AND ln:ger", {"52146309"}),
        ("ti:rock* AND ln: ger", {"4"}),
        ("ll:ger AND ti:winterreise", {"52146309"}),
        ("blue AND x1:music-lp", set()),
        ('au:bjork AND mt="cd audio"', set()),
        ("ti:kind of+ blue", {"3"}),
    ],
)
def test_a_query_finds(asked: Asking, q: str, numbers: set[str]):
    assert set(asked.found(q)) == numbers


@pytest.mark.parametrize(
    "q",
    [
        "",
        "  ",
        '""',
        "With the Beatles",
        "and justice for all",
        "not a pretty girl",
        "one OR",
        "ti:(blue",
        "blue)",
        'ti:"blue',
        "ti:",
        "zz:blue",
        "Live: blue",
        "ti==blue",
        "blue gt 3",
        "ac/dc",
        "*",
        "mt:cda",
        "yr:1999 AND ln:eng",
        "yr:1999 OR (li:OURS NOT mt:lps)",
    ],
)
def test_a_query_is_refused(asked: Asking, q: str):
    answer = asked.search("brief-bibs", q=q)
    body = answer.json()
    assert answer.status_code == 400
    assert body["type"] == "INVALID_QUERY_PARAMETER_VALUE"
    assert body["title"] == "Validation Failure"
    assert body["detail"]


def test_the_refusal_of_a_lone_limiter_names_what_is_not_allowed(asked: Asking):
    detail = asked.search("bibs", q="mt:doc").json()["detail"]
    start = "Search term 'mt:doc' is invalid. Following indexes are not allowed: [dd, yr, "
    assert detail.startswith(start)


def test_an_operator_word_in_a_title_counts_as_an_operator(oclc: StandIn, ask: Asking):
    oclc.add_stub(8, "Dancing with wolves")
    oclc.add_stub(9, "Dancing wolves")
    assert ask.found("ti:dancing with wolves") == ["9"]
    assert ask.found('ti:"dancing with wolves"') == ["8"]


def test_no_query_is_another_error(asked: Asking):
    answer = asked.search("bibs")
    assert answer.status_code == 400
    assert answer.json()["type"] == "MISSING_QUERY_PARAMETER"


def test_keywords_may_cover_numbers(oclc: StandIn, ask: Asking):
    fill(oclc)
    oclc.records.index.keyword_has_numbers = True
    assert ask.found("077774643627") == ["1"]


def test_long_queries_may_be_refused(oclc: StandIn, ask: Asking):
    fill(oclc)
    long = " OR ".join(["blue"] * 31)
    assert len(ask.found(long)) == 2
    oclc.rules.most_terms = 30
    assert ask.search("bibs", q=long).status_code == 400


def test_a_symbol_finds_what_that_library_holds(oclc: StandIn, ask: Asking):
    fill(oclc)
    oclc.hold(3, ["OURS"])
    assert ask.found("ti:blue AND li:ours") == ["3"]
    assert ask.found("ti:blue NOT li:OURS") == ["2"]
