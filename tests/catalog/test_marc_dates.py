"""The years of MARC records, by kind."""

import pytest

from processing.catalog.marc_dates import years_of
from processing.catalog.reading import YearKind
from tests.catalog.marc_builder import fixed, marc

P, C, R, REC, ORIG = (
    YearKind.PHONOGRAM,
    YearKind.COPYRIGHT,
    YearKind.RELEASED,
    YearKind.RECORDED,
    YearKind.ORIGINAL,
)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("s1999    ", {R: (1999,)}),
        ("r19971959", {R: (1997,), ORIG: (1959,)}),
        ("r1997uuuu", {R: (1997,)}),
        ("p19971959", {R: (1997,), REC: (1959,)}),
        ("t20031997", {R: (2003,), C: (1997,)}),
        ("m19791984", {R: (1979, 1984)}),
        ("e19970301", {R: (1997,)}),
        ("q19901995", None),
        ("s199u    ", None),
        ("n        ", None),
        ("|||||||||", None),
        ("s9999    ", None),
    ],
)
def test_the_type_of_date_says_what_date_2_is(dates, expected):
    assert years_of(marc(fixed(dates))) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("260 ## $c1997.", {R: (1997,)}),
        ("260 ## $c[1997?]", {R: (1997,)}),
        ("260 ## $cp1997.", {P: (1997,)}),
        ("260 ## $cc2003.", {C: (2003,)}),
        ("260 ## $ccp1993.", {P: (1993,), C: (1993,)}),
        ("260 ## $c2003, p1997.", {R: (2003,), P: (1997,)}),
        ("260 ## $c[199-?]", None),
        ("260 ## $c[between 1991 and 2002]", None),
        ("264 #1 $c[2017]", {R: (2017,)}),
        ("264 #2 $c2017", None),
        ("264 #4 $c℗1997", {P: (1997,)}),
        ("264 #4 $c©2003", {C: (2003,)}),
        ("264 #4 $c©℗2013", {P: (2013,), C: (2013,)}),
        ("264 #4 $cphonogram 1997", {P: (1997,)}),
        ("033 00 $a19650209$b3804", {REC: (1965,)}),
        ("518 ## $aRecorded at Lydian Sound, May 23, 2000.", {REC: (2000,)}),
        ("518 ## $oRecorded$d2016 February 6$pMunich", {REC: (2016,)}),
        ("500 ## $aOriginally released in 1990 on Xpressway.", {ORIG: (1990,)}),
        ("500 ## $aSelections recorded in 1960 and 1961.", {REC: (1960, 1961)}),
        ("500 ## $aProgram notes (c2003) inserted.", None),
        ("534 ## $pOriginally issued:$cNew York : Verve, 1959.", {ORIG: (1959,)}),
    ],
)
def test_every_statement_of_a_year_has_its_kind(field, expected):
    assert years_of(marc(field)) == expected


def test_the_years_of_all_fields_are_put_together():
    record = marc(fixed("r19981967"), "260 ## $cp1998.", "518 ## $aRecorded 1965 and 1979.")

    assert years_of(record) == {P: (1998,), R: (1998,), REC: (1965, 1979), ORIG: (1967,)}
