"""Publisher numbers: keys, what is none, and how two lists compare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog import publisher_number
from processing.catalog.evidence import Verdict

NUMBERS = st.text("ABCD 0123456789-", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("number", "keys"),
    [
        ("CK 64935", ("CK64935",)),
        ("ck-64935", ("CK64935",)),
        ("453 025-2", ("4530252", "453025")),
        ("453 025 - 2", ("4530252", "453025")),
        ("453 025\u20132", ("4530252", "453025")),
        ("453 025-2--453 027-2", ("4530252", "4530262", "4530272", "453025", "453026", "453027")),
        ("2 CD 125", ("2CD125", "CD125")),
        ("Cat. no. CK 64935", ("CATNOCK64935", "CK64935")),
        ("No. 125", ("NO125", "125")),
        ("ABC 125 CD", ("ABC125CD", "ABC125")),
        ("ABC 125-2CD", ("ABC1252CD",)),
        ("NO 125", ("NO125", "125")),
        ("NOCD 125", ("NOCD125",)),
        ("CD 125--CD 126", ("CD125", "CD126")),
        ("453 025--453 027", ("453025", "453026", "453027")),
        ("SK 46847-SK 46849", ("SK46847", "SK46848", "SK46849")),
        ("SK 46847--49", ("SK46847", "SK46848", "SK46849")),
        ("CK 64935 (disc 1)", ("CK64935",)),
        ("МЕЛ CD 10 01234", ("MELCD1001234",)),
        ("Columbia", ()),
    ],
)
def test_a_number_is_searched_by_its_keys_the_strongest_first(
    number: str, keys: tuple[str, ...]
) -> None:
    assert publisher_number.keys(number) == keys


@pytest.mark.parametrize(
    ("ours", "theirs"), [("9 46010 - 2", "9 46012"), ("CD 1001 - 4", "CD 1004")]
)
def test_the_digit_of_the_carrier_after_a_spaced_hyphen_is_no_end_of_a_range(
    ours: str, theirs: str
) -> None:
    assert publisher_number.members(ours) == ()
    assert publisher_number.compare([ours], [theirs]).verdict is not Verdict.AGREE
    assert publisher_number.compare([ours], [ours.replace(" - ", "-")]).verdict is Verdict.AGREE


def test_a_range_that_cannot_be_counted_keeps_its_two_ends() -> None:
    assert publisher_number.keys("CD 125--XY 9") == ("CD125", "XY9")
    assert len(publisher_number.keys("CD 1--CD 5000")) == 2


@pytest.mark.parametrize(
    "text",
    ["CK 64935", "453 025-2", "BP723-2", "63881-27303-2", "V-2012", "7243 8 31478 2 3", "5779"],
)
def test_a_label_s_number_is_one(text: str) -> None:
    assert publisher_number.is_publisher_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Columbia", "AAD", "LC 0012", "LC12345", "PM 527", "F: PM 527", "USRC19712345",
        "ISRC US-RC1-97-12345", "BIEM/GEMA 1", "1997", "℗ 1997", "(P) 1997 Sony",
        "New York, NY 10019", "(212) 555-1234", "1-800-555-1234", "+49 30 1234567", "3:45",
        "(LC) 0012", "UPC 074646493526", "PRICE CODE CB 811", "DIDC 050 123 1A3", "64935-2 1A 02",
        "1A1", "IFPI L123", "074646493526", "0 74646 49352 6", "Disc 2", "CD 1", "44.1 kHz", "24-bit",
        "www.label5.com", "Recorded 12 June 1963", "550 Madison Avenue", "12",
    ],
)  # fmt: skip
def test_what_else_stands_in_small_type_is_none(text: str) -> None:
    assert not publisher_number.is_publisher_number(text)


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict", "score"),
    [
        (["CK 64935"], ["CK-64935"], Verdict.AGREE, 1.0),
        (["CK 64935", "X 1"], ["Y 2", "CK64935"], Verdict.AGREE, 1.0),
        (["CD 126"], ["CD 125--CD 127"], Verdict.AGREE, 1.0),
        (["Cat. no. CK 64935"], ["CK 64935"], Verdict.AGREE, 1.0),
        (["ABC 125 CD"], ["ABC 125"], Verdict.AGREE, 1.0),
        (["ABC 125 LP"], ["ABC 125 CD"], Verdict.PARTIAL, 0.5),
        (["453 025-2"], ["453 025-2"], Verdict.AGREE, 0.7),
        (["453 025-2"], ["453 025"], Verdict.PARTIAL, 0.5),
        (["F-123"], ["Fazer F-123"], Verdict.PARTIAL, 0.5),
        (["FOOCD-123"], ["FOOLP-123"], Verdict.PARTIAL, 0.5),
        (["453 025-2"], ["453 025-4"], Verdict.CONFLICT, 0.0),
        (["CK 64935"], ["CK 64936"], Verdict.CONFLICT, 0.0),
        (["CK 64935"], [], Verdict.ABSENT, None),
        ([], ["CK 64935"], Verdict.ABSENT, None),
        (["Columbia"], ["CK 64935"], Verdict.ABSENT, None),
    ],
)
def test_any_equal_number_is_agreement_and_letters_make_it_strong(
    ours: list[str], theirs: list[str], verdict: Verdict, score: float | None
) -> None:
    found = publisher_number.compare(ours, theirs)
    assert (found.verdict, found.score) == (verdict, score)


def test_the_sentence_says_which_side_gives_no_number() -> None:
    assert "record gives no" in publisher_number.compare(["CK 1"], []).sentence
    assert "read from the item" in publisher_number.compare([], ["CK 1"]).sentence


@given(NUMBERS, NUMBERS)
def test_comparing_is_the_same_in_both_directions(a: str, b: str) -> None:
    one, other = publisher_number.compare([a], [b]), publisher_number.compare([b], [a])
    assert (one.verdict, one.score) == (other.verdict, other.score)


@given(NUMBERS)
def test_a_number_with_a_digit_agrees_with_itself_and_its_key_is_stable(number: str) -> None:
    key = publisher_number.key(number)
    assert publisher_number.key(key) == key
    if key:
        assert publisher_number.compare([number], [number]).verdict is Verdict.AGREE
