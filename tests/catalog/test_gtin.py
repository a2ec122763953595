"""GTINs: forms of one number, damage, display."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog import gtin

KIND_OF_BLUE = "00074646493526"
BODIES = st.text("0123456789", min_size=11, max_size=11).filter(lambda body: body.strip("0"))


@pytest.mark.parametrize(
    "text",
    [
        "074646493526",
        "0074646493526",
        "00074646493526",
        "0 74646 49352 6",
        "07464-64935-2 6",
        "07464-64935-2",
        "UPC: 0 74646 49352 6",
        "0\u201374646\u201349352\u20136",
    ],
)
def test_a_upc_and_its_ean_form_are_one(text: str) -> None:
    assert gtin.parse(text) == KIND_OF_BLUE


@pytest.mark.parametrize(
    "text",
    ["", "074646493527", "000000000000", "CK 64935", "453 025-2", "74646493526", "19971998", "12a"],
)
def test_what_is_no_gtin_is_refused(text: str) -> None:
    assert gtin.parse(text) is None


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("74646493526", (KIND_OF_BLUE, "00746464935266")),
        ("07464649352", (KIND_OF_BLUE,)),
        ("074646493527", (KIND_OF_BLUE, "00746464935273")),
        ("403740801527", ("00403740801522", "04037408015271")),
        ("074646493526", ()),
        ("CK 64935", ()),
    ],
)
def test_a_damaged_number_gives_what_it_may_have_been(text: str, repaired: tuple[str, ...]) -> None:
    assert gtin.repairs(text) == repaired


def test_ten_digits_may_have_lost_both_outer_ones() -> None:
    assert KIND_OF_BLUE in gtin.repairs("74646 49352")


def test_a_number_is_searched_in_all_its_lengths() -> None:
    assert gtin.forms(KIND_OF_BLUE) == (KIND_OF_BLUE, "0074646493526", "074646493526")
    assert gtin.forms("04037408015271") == ("04037408015271", "4037408015271")
    assert gtin.forms("14037408015278") == ("14037408015278",)


def test_a_number_is_grouped_as_under_the_bars() -> None:
    assert gtin.display(KIND_OF_BLUE) == "0 74646 49352 6"
    assert gtin.display("04037408015271") == "4 037408 015271"


@pytest.mark.parametrize(
    ("code", "book"),
    [("09780306406157", True), ("09790060115615", False), ("09791034304257", True)],
)
def test_an_isbn_is_a_book_and_an_ismn_is_not(code: str, *, book: bool) -> None:
    assert gtin.is_book(code) is book


@given(BODIES)
def test_a_body_with_its_check_digit_is_valid_and_one_wrong_digit_is_not(body: str) -> None:
    code = body + gtin.check_digit(body)
    assert gtin.parse(code) == code.zfill(14)
    other = str((int(code[4]) + 1) % 10)
    assert gtin.parse(code[:4] + other + code[5:]) is None


@given(BODIES)
def test_all_forms_and_the_display_lead_back_to_the_number(body: str) -> None:
    found = gtin.parse(body + gtin.check_digit(body))
    assert found
    assert {gtin.parse(form) for form in (*gtin.forms(found), gtin.display(found))} == {found}


@given(BODIES)
def test_what_lost_its_last_digit_is_repaired(body: str) -> None:
    if gtin.parse(body) is None:
        assert (body + gtin.check_digit(body)).zfill(14) in gtin.repairs(body)


def test_the_upcs_of_a_real_library_are_valid(shared: Path) -> None:
    with (shared / "library_upcs.csv").open(encoding="utf-8") as rows:
        codes = [row["UPC Barcode"] for row in csv.DictReader(rows)]
    full = [code for code in codes if len(code) in (12, 13)]
    assert len(full) > 10_000
    wrong = [code for code in full if gtin.parse(code) is None]
    assert len(wrong) / len(full) < 0.005
