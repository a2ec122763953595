"""Sets of several discs: one disc of a set is at most a review."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog.choose import choose
from processing.catalog.compare import compare
from processing.catalog.evidence import Choice, Field, Tier, Verdict
from processing.catalog.marc import record_from_marc
from processing.catalog.marc_numbers import publisher_numbers
from processing.catalog.reading import CleanReading, CleanTrack
from processing.catalog.record import PublisherNumber, Record
from processing.catalog.sets import of_one_disc
from processing.catalog.verify import verify
from tests.catalog.kind_of_blue import READING, RECORD, TRACKS
from tests.catalog.marc_builder import marc

SET = PublisherNumber("453 025-2")
ONE, TWO = PublisherNumber("453 026-2", part="disc 1"), PublisherNumber("453 027-2", part="disc 2")
RANGE = PublisherNumber("453 026-2--453 027-2")


@pytest.mark.parametrize(
    ("ours", "theirs", "one_disc"),
    [
        (["453 026-2"], [SET, ONE, TWO], True),
        (["453 026-2"], [RANGE], True),
        (["453 026-2"], [SET, RANGE], True),
        (["453 025-2"], [SET, ONE, TWO], False),
        (["453 025-2", "453 026-2"], [SET, ONE, TWO], False),
        (["453 026-2", "453 027-2"], [ONE, TWO], False),
        (["453 026-2", "453 027-2"], [RANGE], False),
        (["453 026-2--453 027-2"], [RANGE], False),
        (["CK 64935"], [PublisherNumber("CK 64935")], False),
        (["999 999-2"], [SET, ONE, TWO], False),
        ([], [SET, ONE], False),
        (["453 026-2"], [], False),
    ],
)
def test_the_number_of_one_disc_is_told_from_that_of_the_set(
    ours: list[str], theirs: list[PublisherNumber], *, one_disc: bool
) -> None:
    assert of_one_disc(ours, theirs) is one_disc


@given(st.lists(st.sampled_from(["453 025-2", "453 026-2", "453 027-2", "CK 1"]), unique=True))
def test_a_record_of_a_single_disc_is_never_a_set(numbers: list[str]) -> None:
    assert not of_one_disc(numbers, [PublisherNumber(number) for number in numbers])


@pytest.mark.parametrize(
    ("field", "part"),
    [
        ("028 02 $a453 026-2$bPhilips$q(disc 1)", "disc 1"),
        ("028 02 $a453 026-2 (CD 2)$bPhilips", "CD 2"),
        ("028 02 $a453 025-2$bPhilips$q(set)", None),
        ("028 02 $a453 025-2$bPhilips$q(container)", None),
        ("028 02 $a453 025-2$bPhilips$q(discs 1-2)", None),
        ("028 02 $aCD 125$bNaxos", None),
    ],
)
def test_a_qualifier_says_of_which_disc_a_number_is(field: str, part: str | None) -> None:
    assert [number.part for number in publisher_numbers(marc(field))] == [part]


def chosen(reading: CleanReading, record: Record) -> Choice:
    choice = choose(reading, [(record, compare(reading, record))])
    checked = verify(reading, record, choice)
    assert (checked.tier, checked.reasons) == (choice.tier, choice.reasons)
    return choice


SECOND = tuple(CleanTrack(f"Song of {word}", disc=2) for word in ("rain", "snow", "wind", "salt"))
WHOLE = replace(
    RECORD, disc_count=2, tracks=(*(replace(track, disc=1) for track in TRACKS), *SECOND)
)


@pytest.mark.parametrize(
    ("reading", "record", "words"),
    [
        (READING, WHOLE, "one disc of a set"),
        (replace(READING, disc_count=None), WHOLE, "one disc of a set"),
        (READING, replace(WHOLE, tracks=()), "The record has 2 discs, the item 1 disc."),
        (
            replace(READING, disc_count=None),
            replace(WHOLE, tracks=()),
            "how many the item has was not read",
        ),
        (
            replace(READING, disc_count=None),
            replace(RECORD, disc_count=None, publisher_numbers=(PublisherNumber("CK 64935", None, "disc 1"), PublisherNumber("CK 64936", None, "disc 2"))),
            "one disc of the set",
        ),
    ],
)  # fmt: skip
def test_one_disc_of_a_set_goes_to_review_though_the_upc_agrees(
    reading: CleanReading, record: Record, words: str
) -> None:
    found = chosen(reading, record)
    assert found.tier is not Tier.HIGH
    assert any(words in reason for reason in found.reasons), found.reasons


@pytest.mark.parametrize("count", [None, 2])
def test_a_whole_set_is_no_part(count: int | None) -> None:
    reading = replace(READING, tracks=WHOLE.tracks, disc_count=count)
    assert chosen(reading, WHOLE).tier is Tier.HIGH


def test_a_volume_that_only_one_side_names_goes_to_review() -> None:
    for title in ("Kind of blue. Volume 2", "Kind of blue II"):
        found = chosen(READING, replace(RECORD, title=title, titles=(title,)))
        assert found.tier is not Tier.HIGH
        assert any("volume" in reason for reason in found.reasons)


def test_discs_of_300_are_set_against_those_of_the_item() -> None:
    record = record_from_marc(
        marc("245 00 $aSet.", "300 ## $a3 audio discs :$bCD audio ;$c4 3/4 in."),
        source="worldcat",
        number="1",
    )
    scored = compare(replace(READING, disc_count=3), record)
    found = next(one for one in scored.evidence if one.field is Field.DISCS)
    assert found.verdict is Verdict.AGREE
