"""The check of tracks and years lowers a match, says why, and never raises it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog.choose import choose
from processing.catalog.codec import from_json, to_json
from processing.catalog.compare import compare
from processing.catalog.evidence import Choice, Tier, Verdict
from processing.catalog.policy import DEFAULT
from processing.catalog.reading import CleanTrack, YearKind
from processing.catalog.record import Carrier, Record
from processing.catalog.verify import Verified, verify
from tests.catalog.kind_of_blue import OTHER_GTIN, READING, RECORD, TRACKS

HIGH = Choice(("worldcat", "36889362"), Tier.HIGH, 98, "Agrees.")
OTHER_TRACKS = tuple(CleanTrack(title) for title in ("Naima", "Giant steps", "Spiral", "Countdown"))


def test_a_match_that_stands_keeps_tier_and_confidence() -> None:
    found = verify(READING, RECORD, HIGH)
    assert (found.tier, found.confidence, found.reasons) == (Tier.HIGH, 98, ())
    assert found.tracks.score == 100
    assert found.years.verdict is Verdict.AGREE
    assert found.record_check == ()


@pytest.mark.parametrize(
    ("record", "tier", "words"),
    [
        (replace(RECORD, tracks=TRACKS[:4]), Tier.MEDIUM, "1 of 5 tracks"),
        (replace(RECORD, tracks=OTHER_TRACKS), Tier.LOW, "5 of 5 tracks"),
        (replace(RECORD, years={YearKind.RELEASED: (2009,)}), Tier.MEDIUM, "another issue"),
    ],
)
def test_tracks_or_years_that_differ_lower_a_match(record: Record, tier: Tier, words: str) -> None:
    found = verify(READING, record, HIGH)
    assert found.tier is tier
    stands = verify(READING, RECORD, HIGH)
    assert DEFAULT.calibration.chance(found.signs) < DEFAULT.calibration.chance(stands.signs)
    assert found.confidence < stands.confidence
    assert any(words in reason for reason in found.reasons)


@pytest.mark.parametrize("record", [replace(RECORD, tracks=()), replace(RECORD, years=None)])
def test_what_cannot_be_checked_lowers_nothing(record: Record) -> None:
    assert verify(READING, record, HIGH).tier is Tier.HIGH


@pytest.mark.parametrize("tier", list(Tier))
def test_the_check_never_raises(tier: Tier) -> None:
    choice = Choice(HIGH.record_key, tier, 40, "", ("Look.",))
    found = verify(READING, RECORD, choice)
    assert (found.tier, found.confidence, found.reasons) == (tier, 40, ("Look.",))


def test_without_a_record_there_is_nothing_to_check() -> None:
    choice = choose(READING, [])
    found = verify(READING, None, choice)
    assert (found.tier, found.confidence, found.reasons) == (Tier.NONE, 0, choice.reasons)
    assert found.tracks.score is None
    assert found.record_check == ()


def test_remarks_on_the_record_are_apart_from_the_match() -> None:
    poor = Record(
        "worldcat", "1", title="Kind of blue", cataloging_language="ger", encoding_level="3",
        carrier=Carrier.UNKNOWN, series=("Masters ; v. 2",),
    )  # fmt: skip
    found = " ".join(verify(READING, poor, HIGH).record_check)
    for words in ("ger", "abbreviated", "CD", "490", "505", "024", "028", "100", "264", "300"):
        assert words in found


def test_the_check_goes_to_json_and_back() -> None:
    found = verify(READING, replace(RECORD, tracks=TRACKS[:4]), HIGH)
    assert from_json(Verified, to_json(found)) == found


def test_what_choose_gives_high_the_check_does_not_lower() -> None:
    choice = choose(READING, [(RECORD, compare(READING, RECORD))])
    assert verify(READING, RECORD, choice).tier is Tier.HIGH


@given(
    st.sets(st.sampled_from(["tracks", "gtins", "years", "title", "carrier", "disc_count"])),
    st.sampled_from([Tier.HIGH, Tier.MEDIUM, Tier.LOW]),
    st.integers(0, 100),
)
def test_whatever_is_checked_the_check_only_lowers(
    changed: set[str], tier: Tier, confidence: int
) -> None:
    other = {
        "tracks": OTHER_TRACKS,
        "gtins": (OTHER_GTIN,),
        "years": {YearKind.RELEASED: (2009,)},
        "title": "Sketches of Spain",
        "carrier": Carrier.OTHER,
        "disc_count": 2,
    }
    record = replace(RECORD, titles=(), **{name: other[name] for name in changed})
    choice = Choice(HIGH.record_key, tier, confidence, "")
    found = verify(READING, record, choice)
    order = list(Tier)
    assert order.index(found.tier) >= order.index(tier)
    assert found.confidence <= confidence
    assert found.tier is not Tier.HIGH or not changed
    assert found.reasons or not changed or tier is not Tier.HIGH
