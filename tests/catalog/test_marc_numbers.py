"""Numbers of MARC records: OCLC number, own number, GTIN, publisher number."""

import pytest

from processing.catalog.marc_numbers import gtins, number_of, oclc_number, publisher_numbers
from processing.catalog.record import PublisherNumber
from tests.catalog.marc_builder import marc


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["001 ocm00123456", "003 OCoLC"], "123456"),
        (["001 ocn946807255"], "946807255"),
        (["001 on1234567890"], "1234567890"),
        (["001 37030456", "003 OCoLC"], "37030456"),
        (["001 37030456", "003 NyNyMoMA"], None),
        (["001 37030456"], None),
        (["001 99695", "035 ## $a(Nz)471$z(OCoLC)1", "035 ## $a(OCoLC)946807255"], "946807255"),
        (["035 ## $a(OCoLC)ocm00946807"], "946807"),
        (["035 ## $aocm00946807"], "946807"),
        (["035 ## $a(OCoLC)fst01126150"], None),
        (["035 ## $a(DLC)12345"], None),
        ([], None),
    ],
)
def test_an_oclc_number_is_taken_only_where_the_record_says_so(lines, expected):
    assert oclc_number(marc(*lines)) == expected


def test_the_own_number_is_the_001_or_a_035():
    assert number_of(marc("001  996953 ", "035 ## $a(Nz)471"), 7) == "996953"
    assert number_of(marc("035 ## $a(Nz)471"), 7) == "(Nz)471"


def test_a_record_without_numbers_gets_the_same_number_at_every_import():
    record = marc("245 10 $aKind of blue", "260 ## $bColumbia")

    assert number_of(record, 1) == number_of(record, 99)
    assert number_of(record, 1) != number_of(marc("245 10 $aSketches of Spain"), 1)


def test_an_over_long_number_is_shortened_without_losing_its_difference():
    long = [number_of(marc("001 " + "9" * 100 + end), 1) for end in "ab"]

    assert max(map(len, long)) <= 60
    assert long[0] != long[1]


def test_a_record_without_anything_is_named_by_its_place():
    assert number_of(marc(), 12) == "record 12 of the file"


@pytest.mark.parametrize(
    ("field", "strong"),
    [
        ("024 1# $a074646493526", ("00074646493526",)),
        ("024 3# $a9399601167320", ("09399601167320",)),
        ("024 3# $a0074646493526", ("00074646493526",)),
        ("024 8# $a0 7464-64935-2 6", ("00074646493526",)),
        ("024 1# $a074646493526 (set)", ("00074646493526",)),
        ("024 0# $aUSSM15900113", ()),
        ("024 2# $a9790260000438", ()),
        ("024 1# $z074646493526", ()),
        ("024 1# $a074646493525", ()),
    ],
)
def test_a_gtin_needs_the_right_check_digit(field, strong):
    assert gtins(marc(field))[0] == strong


def test_damaged_and_cancelled_numbers_are_weak():
    assert gtins(marc("024 1# $z074646493526"))[1] == ("00074646493526",)
    assert "00074646493526" in gtins(marc("024 1# $a74646493526"))[1]


def test_a_number_is_not_weak_and_strong_at_once():
    strong, weak = gtins(marc("024 1# $a074646493526", "024 1# $a74646493526"))

    assert strong == ("00074646493526",)
    assert not set(strong) & set(weak)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("028 02 $aCK 64935$bColumbia", [("CK 64935", "Columbia")]),
        ("028 00 $aCD 125--CD 126$bNaxos", [("CD 125--CD 126", "Naxos")]),
        (
            "028 00 $aECD 88228 (ECD 88229--ECD 88230)$bErato",
            [("ECD 88228 (ECD 88229--ECD 88230)", "Erato"), ("ECD 88229--ECD 88230", "Erato")],
        ),
        ("028 02 $aPCCD9036", [("PCCD9036", None)]),
        ("028 02 $aChandos CHAN 8306", [("CHAN 8306", "Chandos")]),
        ("028 02 $aDeutsche Grammophon 415 043-2", [("415 043-2", "Deutsche Grammophon")]),
        ("028 02 $aPropeller D30856$bPropeller", [("D30856", "Propeller")]),
        ("028 02 $a8.556684$bNaxos", [("8.556684", "Naxos")]),
        ("028 02 $atang cds 506$bTangata", [("tang cds 506", "Tangata")]),
        ("028 22 $aB. & H. 9392$bBoosey", []),
        ("028 42 $aVHS 1$bWarner", []),
    ],
)
def test_publisher_numbers_keep_their_transcribed_form(field, expected):
    assert list(publisher_numbers(marc(field))) == [PublisherNumber(*pair) for pair in expected]


def test_the_isbn_of_a_book_is_no_number_of_the_disc():
    assert gtins(marc("024 3# $a9780306406157")) == ((), ())
    assert gtins(marc("024 3# $a9780306406157", "024 1# $a074646493526")) == (
        ("00074646493526",),
        (),
    )
