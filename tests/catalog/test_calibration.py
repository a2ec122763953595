"""The confidence as a chance: more agreement never lowers it, and nothing but the rules makes High."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog import signs
from processing.catalog.calibration import (
    FOLDS,
    LEAST,
    MOST,
    SHIPPED,
    Calibration,
    fold_of,
    held_out,
    of_data,
    to_data,
)
from processing.catalog.choose import choose
from processing.catalog.compare import compare
from processing.catalog.confidence import match_signs
from processing.catalog.evidence import Evidence, Field, Tier, Verdict
from processing.catalog.policy import DEFAULT, policy_of
from processing.catalog.reading import YearKind
from processing.catalog.verdicts import Verdicts
from processing.catalog.verify import verify
from tests.catalog.kind_of_blue import OTHER_GTIN, READING, RECORD

ALL = (SHIPPED.calibration, *SHIPPED.folds)
# Worse first; what is not given and what partly agrees are not compared with each other.
ORDERS = (
    (Verdict.CONFLICT, Verdict.PARTIAL, Verdict.AGREE),
    (Verdict.CONFLICT, Verdict.ABSENT, Verdict.AGREE),
)
evidence = st.fixed_dictionaries({field: st.sampled_from(Verdict) for field in Field})


def verdicts(by_field: dict[Field, Verdict]) -> Verdicts:
    return Verdicts(
        Evidence(field, verdict, "", "", None, "") for field, verdict in by_field.items()
    )


def percent(by_field: dict[Field, Verdict], **rules: int) -> int:
    counted = {"carriers": 0, "reasons": 1, "doubts": 0, **rules}
    told = {
        **signs.of_evidence(verdicts(by_field), 60),
        **signs.of_rules(Tier.MEDIUM, **counted, other_issue=False, failed=False),
    }
    return SHIPPED.calibration.percent(told)


@given(evidence, st.sampled_from(Field), st.sampled_from(ORDERS), st.integers(0, 1))
def test_more_agreement_never_lowers(
    found: dict[Field, Verdict], field: Field, order: tuple[Verdict, ...], place: int
) -> None:
    worse, better = order[place], order[place + 1]
    assert percent({**found, field: worse}) <= percent({**found, field: better})


@given(evidence, st.sampled_from(Field))
def test_what_is_missing_never_counts_as_much_as_a_contradiction(
    found: dict[Field, Verdict], field: Field
) -> None:
    differs, missing = {**found, field: Verdict.CONFLICT}, {**found, field: Verdict.ABSENT}
    assert percent(differs) <= percent(missing)


@given(evidence, st.integers(0, 5), st.integers(0, 5))
def test_more_reasons_and_doubts_never_raise(
    found: dict[Field, Verdict], fewer: int, more: int
) -> None:
    few, many = sorted((fewer, more))
    for name in ("reasons", "doubts"):
        assert percent(found, **{name: many}) <= percent(found, **{name: few})


@given(st.dictionaries(st.sampled_from(signs.NAMES), st.floats(0, 1)), st.integers(0, 100))
def test_a_model_only_ever_lowers(told: dict[str, float], opinion: int) -> None:
    without = {name: value for name, value in told.items() if name != signs.MODEL_DOUBTS}
    asked = {**without, **signs.of_model(opinion)}
    for one in ALL:
        assert LEAST <= one.percent(asked) <= one.percent(without) <= MOST


@pytest.mark.parametrize("one", ALL)
def test_each_weight_speaks_the_way_its_sign_is_known_to(one: Calibration) -> None:
    assert set(one.weights) == set(signs.NAMES)
    assert all(one.weights[name] > 0 for name in signs.FOR)
    assert all(one.weights[name] < 0 for name in signs.AGAINST)


def test_every_sign_lies_between_none_and_whole() -> None:
    scored = compare(READING, RECORD)
    found = match_signs(READING, RECORD, scored, DEFAULT, tier=Tier.HIGH, reasons=9)
    assert set(found) <= set(signs.NAMES)
    assert all(0 < value <= 1 for value in found.values())
    assert found[signs.CARRIED] == found[signs.HIGH] == found[signs.REASONS] == 1


def test_without_a_match_there_is_no_chance() -> None:
    choice = choose(READING, [])
    assert (choice.confidence, choice.signs) == (0, {})
    assert verify(READING, None, choice).confidence == 0


def test_a_disc_that_agrees_in_all_is_nearly_certain_and_another_issue_is_not() -> None:
    record = replace(RECORD, publisher_numbers=())
    record = replace(record, years={YearKind.RELEASED: (2009,)})
    right = choose(READING, [(RECORD, compare(READING, RECORD))])
    other = choose(READING, [(record, compare(READING, record))])
    assert right.confidence >= SHIPPED.high_confidence
    assert other.confidence < right.confidence
    assert other.tier is Tier.MEDIUM


def test_a_rival_of_another_issue_lowers_the_confidence() -> None:
    rival = replace(RECORD, number="2", oclc_number="2", gtins=(OTHER_GTIN,), disc_count=2)
    alone = choose(READING, [(RECORD, compare(READING, RECORD))])
    beside = choose(READING, [(one, compare(READING, one)) for one in (RECORD, rival)])
    assert alone.signs[signs.MARGIN] == 1
    assert beside.confidence <= alone.confidence


def test_a_high_match_below_what_the_library_asks_says_why_and_keeps_its_tier() -> None:
    choice = choose(READING, [(RECORD, compare(READING, RECORD))])
    asked = verify(READING, RECORD, choice, replace(DEFAULT, high_confidence=100))
    assert asked.tier is Tier.HIGH
    assert any("HIGH_CONFIDENCE" in reason for reason in asked.reasons)
    assert not verify(READING, RECORD, choice).reasons


def test_no_calibration_makes_a_match_high() -> None:
    sure = Calibration("sure", 40.0, {})
    policy = replace(DEFAULT, calibration=sure)
    record = replace(RECORD, gtins=(), publisher_numbers=())
    choice = choose(READING, [(record, compare(READING, record, policy))], policy)
    found = verify(READING, record, choice, policy)
    assert (found.confidence, found.tier) == (99, Tier.MEDIUM)


def test_an_upload_keeps_the_calibration_that_it_started_with() -> None:
    own = Calibration("own-2026-11-28", -1.0, {signs.HIGH: 2.0}, own=True)
    kept = policy_of({"calibration": to_data(own), "high_confidence": 97})
    assert (kept.calibration, kept.high_confidence) == (own, 97)
    assert policy_of({"calibration": None}).calibration == SHIPPED.calibration
    assert of_data(None) == SHIPPED.calibration


def test_a_title_is_measured_by_weights_that_have_not_seen_it() -> None:
    """The same fold on every machine, so this is written down."""
    assert fold_of("Davis, Miles / Kind of blue") == 1
    assert held_out("Davis, Miles / Kind of blue") == SHIPPED.folds[1]
    assert len(SHIPPED.folds) == FOLDS
    assert len({fold_of(f"title {number}") for number in range(50)}) == FOLDS
