"""Years: statements as printed, and the comparison of facts section 6."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog.evidence import Verdict
from processing.catalog.reading import YearKind
from processing.catalog.years import Years, compare_years, statements

P, C, R = YearKind.PHONOGRAM, YearKind.COPYRIGHT, YearKind.RELEASED
REC, ORIG, U = YearKind.RECORDED, YearKind.ORIGINAL, YearKind.UNKNOWN
YEARS = st.dictionaries(
    st.sampled_from(list(YearKind)), st.lists(st.integers(1950, 2025), max_size=3)
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("℗ 1997 © 2003", [(P, 1997), (C, 2003)]),
        ("(P)1997", [(P, 1997)]),
        ("p1997", [(P, 1997)]),
        ("c2003", [(C, 2003)]),
        ("pc2004", [(P, 2004), (C, 2004)]),
        ("℗ & © 1997 Sony", [(P, 1997), (C, 1997)]),
        ("®&©1997 Sony", [(P, 1997), (C, 1997)]),
        ("⑨ & © 1997", [(P, 1997), (C, 1997)]),
        ("® 1997", [(U, 1997)]),
        ("P 1997", [(U, 1997)]),
        ("1997", [(U, 1997)]),
        ("Recorded June 12, 1961 and in March 1962. ℗ 1997", [(REC, 1961), (REC, 1962), (P, 1997)]),
        ("Originally released 1959", [(ORIG, 1959)]),
        ("Originally released ℗ 1959. ℗ 1997", [(ORIG, 1959), (P, 1997)]),
        ("This compilation ℗ 2003", [(P, 2003)]),
        ("© 1997, 2003 BMG", [(C, 1997), (C, 2003)]),
        ("Released in 2001", [(R, 2001)]),
        ("Catalogue no. 219971", []),
        ("", []),
    ],
)
def test_a_printed_statement_gives_years_with_their_kind(
    text: str, found: list[tuple[YearKind, int]]
) -> None:
    assert list(statements(text)) == found


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        ({P: [1997]}, {R: [1997]}, Verdict.AGREE),
        ({P: [1990], C: [2003]}, {R: [2003], P: [1990]}, Verdict.AGREE),
        ({R: [2003], P: [1990]}, {R: [2003]}, Verdict.AGREE),
        ({R: [1986], C: [2003]}, {R: [1986]}, Verdict.CONFLICT),
        ({R: [1986], C: [2003]}, {R: [2003], ORIG: [1986]}, Verdict.AGREE),
        ({R: [1986], C: [1987]}, {R: [1986]}, Verdict.AGREE),
        ({U: [1997]}, {R: [1997]}, Verdict.AGREE),
        ({P: [1997]}, {R: [1998]}, Verdict.PARTIAL),
        ({P: [1998]}, {R: [1997]}, Verdict.PARTIAL),
        ({P: [1990]}, {R: [2003], P: [1990]}, Verdict.PARTIAL),
        ({P: [1990], C: [2003]}, {R: [1990], P: [1990]}, Verdict.CONFLICT),
        ({P: [1990]}, {R: [2003]}, Verdict.CONFLICT),
        ({P: [1990]}, {R: [2003], ORIG: [1990]}, Verdict.CONFLICT),
        ({P: [1959]}, {R: [1997], ORIG: [1959]}, Verdict.PARTIAL),
        ({P: [1959]}, {R: [1997]}, Verdict.ABSENT),
        ({P: [1997]}, {R: [1959]}, Verdict.PARTIAL),
        ({P: [1959], C: [1997]}, {R: [1981]}, Verdict.PARTIAL),
        ({P: [1959]}, {R: [1959]}, Verdict.PARTIAL),
        ({P: [1983]}, {R: [1982]}, Verdict.PARTIAL),
        ({P: [1997]}, {R: [1982]}, Verdict.PARTIAL),  # before or after October?
        ({P: [1982]}, {R: [1982]}, Verdict.PARTIAL),
        ({P: [1997]}, {R: [1983]}, Verdict.CONFLICT),
        ({REC: [1997]}, {R: [1997]}, Verdict.ABSENT),
        ({P: [1997]}, {ORIG: [1997]}, Verdict.ABSENT),
    ],
)
def test_years_are_compared_set_to_set(ours: Years, theirs: Years, verdict: Verdict) -> None:
    assert compare_years(ours, theirs).verdict is verdict


def test_the_sentence_names_the_earlier_date_that_was_met() -> None:
    found = compare_years({P: [1990]}, {R: [2003], ORIG: [1990]})
    assert "earlier date" in found.sentence
    assert "2003" in found.sentence


@pytest.mark.parametrize(
    ("ours", "theirs", "look"),
    [
        ({P: [1997]}, {R: [1959]}, True),  # the date of the LP was copied
        ({P: [1959]}, {R: [1959]}, True),
        ({P: [1959]}, {R: [1997], ORIG: [1959]}, False),  # the record's own date may be right
        ({P: [1990]}, {R: [2003], P: [1990]}, True),  # a later issue of the same recording
        ({P: [1990]}, {R: [2003], ORIG: [1990]}, True),  # only Date 2 agrees
        ({P: [1990]}, {R: [1991], P: [1990]}, False),  # published a year later, or inferred so
        ({P: [1997]}, {R: [1998]}, False),
        ({P: [1997]}, {R: [1997]}, False),
        ({P: [1959]}, {R: [1997]}, False),  # only the recording is dated on the item
        ({P: [1982]}, {R: [1985], ORIG: [1982]}, False),  # of an LP: CDs came in that October
        ({P: [1982]}, {R: [1985]}, True),
        ({P: [1983]}, {R: [1985], ORIG: [1983]}, True),
        ({}, {R: [1997]}, False),
    ],
)
def test_a_cataloger_looks_where_another_issue_may_be_described(
    ours: Years, theirs: Years, *, look: bool
) -> None:
    found = compare_years(ours, theirs)
    assert found.look is look
    assert found.sentence


@given(YEARS, st.dictionaries(st.sampled_from([P, C, R, U]), st.lists(st.integers(1900, 1981))))
def test_a_record_dated_before_there_were_cds_is_never_refused(ours: Years, early: Years) -> None:
    found = compare_years(ours, early)
    assert found.verdict in (Verdict.ABSENT, Verdict.PARTIAL)
    assert found.look is (found.verdict is Verdict.PARTIAL)
    assert found.verdict is Verdict.ABSENT or "before there were CDs" in found.sentence


@given(YEARS)
def test_missing_years_never_count_against(years: Years) -> None:
    assert compare_years(years, None).verdict is Verdict.ABSENT
    assert compare_years({}, years).verdict is Verdict.ABSENT


@given(st.integers(1983, 2025), st.sampled_from([P, C, R, U]))
def test_the_same_year_of_issue_always_agrees(year: int, kind: YearKind) -> None:
    assert compare_years({kind: [year]}, {R: [year]}).verdict is Verdict.AGREE


@given(st.integers(1900, 1981), YEARS)
def test_a_year_before_there_were_cds_is_never_a_conflict(year: int, theirs: Years) -> None:
    assert compare_years({P: [year]}, theirs).verdict in (Verdict.ABSENT, Verdict.PARTIAL)
