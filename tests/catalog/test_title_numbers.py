"""The numbers in titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog.text import numbers
from processing.catalog.title_numbers import conflict

TITLES = st.text("noNOvpart IVX.,:/&-0123456789bwvk", max_size=25)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Symphony No. 5 in C♯ minor, op. 27, no. 2",
         {("no", "5"), ("key", "c#minor"), ("op", "27"), ("no", "2")}),
        ("Op.27/2", {("op", "27"), ("no", "2")}),
        ("op. 149,26", {("op", "149"), ("no", "26")}),
        ("Piano sonatas, vol. II", {("vol", "2")}),
        ("Volume One", {("vol", "1")}),
        ("Nos. 21 & 23", {("no", "21"), ("no", "23")}),
        ("Nos. 1-3", {("no", "1"), ("no", "2"), ("no", "3")}),
        ("Symphonie n° 5", {("no", "5")}),
        ("Symphonie № 5", {("no", "5")}),
        ("K. 331", {("k", "331")}),
        ("KV331", {("k", "331")}),
        ("BWV 1004", {("bwv", "1004")}),
        ("Hob. XVI:52", {("hob", "16:52")}),
        ("cis-Moll", {("key", "c#minor")}),
        ("Sonate en do dièse mineur", {("key", "c#minor")}),
        ("B-Dur", {("key", "bbmajor")}),
        ("I. Allegro", {("movement", "1")}),
        ("5th Symphony", {("", "5")}),
        ("Led Zeppelin IV", {("", "4")}),
        ("Led Zeppelin iv", {("", "4")}),
        ("ii. Largo", {("movement", "2")}),
        ("v. 1", {("", "1")}),
        ("25 or 6 to 4", {("", "25"), ("", "6"), ("", "4")}),
        ("Disc two", {("disc", "2")}),
        ("You and I", set()),
        ("No one", set()),
        ("Back to black", set()),
        ("Album (2009 remaster)", set()),
    ],
)  # fmt: skip
def test_numbers_are_read_with_their_kind(title: str, found: set[tuple[str, str]]) -> None:
    assert numbers(title) == found


@pytest.mark.parametrize(
    ("a", "b", "against"),
    [
        ("Op. 27", "Op. 28", True),
        ("No. 5", "5th", False),
        ("Vol. 1", "Vol. I", False),
        ("Vol. 1", "Disc 2", False),
        ("Vol. 1", "", False),
        ("Nos. 1 & 2", "No. 2", False),
    ],
)
def test_only_two_numbers_of_one_kind_can_contradict(a: str, b: str, *, against: bool) -> None:
    assert conflict(numbers(a), numbers(b)) is against


@given(TITLES, TITLES)
def test_a_conflict_has_no_direction_and_no_title_contradicts_itself(a: str, b: str) -> None:
    assert conflict(numbers(a), numbers(b)) is conflict(numbers(b), numbers(a))
    assert not conflict(numbers(a), numbers(a))
    assert not conflict(numbers(a), frozenset())
