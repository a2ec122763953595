"""Other editions of one album, and records that are too near to tell apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog.choose import choose
from processing.catalog.compare import compare
from processing.catalog.editions import edition_words
from processing.catalog.evidence import Choice, Tier
from processing.catalog.reading import CleanReading, YearKind
from processing.catalog.record import Record
from tests.catalog.kind_of_blue import READING, RECORD, TRACKS

NO_TRACKS = replace(READING, tracks=())


def chosen(reading: CleanReading, *records: Record) -> Choice:
    return choose(reading, [(record, compare(reading, record)) for record in records])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Deluxe edition", "deluxe"),
        ("Édition de luxe", "deluxe"),
        ("40th Anniversary Edition", "anniversary"),
        ("Jubiläumsausgabe", "anniversary"),
        ("Collector's ed.", "collector's"),
        ("Legacy edition", "legacy"),
        ("Includes bonus tracks", "bonus"),
    ],
)
def test_an_edition_is_named_in_many_ways(text: str, word: str) -> None:
    assert edition_words([None, text]) == {word}


def test_the_label_legacy_and_a_remastering_are_no_edition() -> None:
    assert edition_words(["Columbia/Legacy", "Digitally remastered", "Kind of blue"]) == frozenset()


@pytest.mark.parametrize(
    ("reading", "record", "words"),
    [
        (NO_TRACKS, replace(RECORD, edition="Deluxe edition"), "The record is of another edition"),
        (replace(NO_TRACKS, notes=("Expanded Edition",)), RECORD, "The item is of another edition"),
        (replace(READING, subtitle="Deluxe"), replace(RECORD, tracks=()), "(deluxe)"),
    ],
)
def test_an_edition_that_only_one_side_names_goes_to_review(
    reading: CleanReading, record: Record, words: str
) -> None:
    found = chosen(reading, record)
    assert found.tier is Tier.MEDIUM
    assert any(words in reason for reason in found.reasons)


def test_an_edition_is_settled_by_its_tracks_or_by_both_sides() -> None:
    deluxe = replace(RECORD, edition="Deluxe edition")
    assert chosen(READING, deluxe).tier is Tier.HIGH
    assert chosen(replace(NO_TRACKS, notes=("De luxe",)), deluxe).tier is Tier.HIGH


BARE = replace(RECORD, number="2", oclc_number="2", gtins=(), publisher_numbers=())


def test_a_record_without_any_identifier_does_not_make_the_right_one_doubtful() -> None:
    found = chosen(READING, RECORD, BARE)
    assert (found.tier, found.record_key) == (Tier.HIGH, ("worldcat", RECORD.number))


@pytest.mark.parametrize(
    "right",
    [
        replace(RECORD, tracks=()),
        replace(RECORD, labels=(), publisher_numbers=()),
        replace(RECORD, years={YearKind.RELEASED: (1998,)}),
    ],
)
def test_unless_more_of_it_agrees(right: Record) -> None:
    found = chosen(READING, right, BARE)
    assert found.tier is Tier.MEDIUM
    assert any("Record 2 fits nearly as well" in reason for reason in found.reasons)


def test_without_an_identifier_two_alike_stay_two() -> None:
    other = replace(BARE, number="3", oclc_number="3")
    assert chosen(READING, BARE, other).tier is not Tier.HIGH


CHANGES = {
    "gtins": (),
    "publisher_numbers": (),
    "tracks": TRACKS[:3],
    "years": {YearKind.RELEASED: (2009,)},
    "labels": ("Decca",),
    "disc_count": 2,
    "edition": "Deluxe edition",
    "cataloging_language": "ger",
    "record_type": "c",
    "title": "Kind of blue. Volume 2",
}


# The label stands with the publisher number too, and tracks settle an edition.
MAY_BE_MISSING = {"gtins", "publisher_numbers", "edition", "labels"}


@given(st.sets(st.sampled_from(sorted(CHANGES)), min_size=1))
def test_no_further_difference_ever_makes_a_match_surer(changed: set[str]) -> None:
    order = list(Tier)
    worse = replace(RECORD, **{name: CHANGES[name] for name in changed})  # type: ignore[arg-type]
    fewer = replace(RECORD, **{name: CHANGES[name] for name in sorted(changed)[:-1]})  # type: ignore[arg-type]
    one, other = chosen(READING, worse), chosen(READING, fewer)
    assert order.index(one.tier) >= order.index(other.tier)
    assert one.tier is not Tier.HIGH or changed <= MAY_BE_MISSING
