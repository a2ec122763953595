"""The fit: it finds the shares that are there, keeps what speaks one way so, and strays little."""

import random

import pytest

from processing.catalog import signs
from processing.catalog.calibration import Calibration
from processing.catalog.calibration_fit import (
    LEAST_WEIGHT,
    LEAST_WEIGHTS,
    PRIOR,
    Judged,
    fit,
)
from processing.catalog.evidence import Field

UPC, TITLE = signs.AGREES[Field.GTIN], signs.DIFFERS[Field.TITLE]


def judged(right: int, wrong: int, weight: float = 1.0, **told: float) -> list[Judged]:
    named = {signs.HIGH if name == "high" else name: value for name, value in told.items()}
    return [
        Judged(f"{name} {number}", name == "right", named, weight)
        for name, count in (("right", right), ("wrong", wrong))
        for number in range(count)
    ]


def test_it_says_what_share_of_each_kind_is_right() -> None:
    found = fit([*judged(950, 50, high=1.0), *judged(300, 700)], "test")
    assert found.chance({signs.HIGH: 1.0}) == pytest.approx(0.95, abs=0.01)
    assert found.chance({}) == pytest.approx(0.3, abs=0.01)


def test_a_weight_counts_for_as_many_matches() -> None:
    found = fit([*judged(100, 0, weight=3.0), *judged(0, 100)], "test")
    assert found.chance({}) == pytest.approx(0.75, abs=0.01)


def test_a_sign_keeps_its_way_though_the_matches_say_otherwise() -> None:
    found = fit([*judged(10, 90, high=1.0), *judged(90, 10)], "test")
    assert found.weights[signs.HIGH] == LEAST_WEIGHTS[signs.HIGH]
    assert all(found.weights[name] <= -LEAST_WEIGHT for name in signs.AGAINST)


def test_what_the_matches_do_not_show_stays_as_it_was() -> None:
    found = fit(judged(60, 40, high=1.0), "test")
    assert found.weights[signs.MODEL_DOUBTS] == PRIOR.weights[signs.MODEL_DOUBTS]
    before = Calibration("before", 0.5, {UPC: 3.0, TITLE: -2.0})
    found = fit(judged(60, 40), "test", prior=before)
    assert (found.weights[UPC], found.weights[TITLE]) == (3.0, -2.0)


def test_the_same_matches_in_any_order_make_the_same_weights() -> None:
    matches = [*judged(95, 5, high=1.0), *judged(30, 70)]
    mixed = random.Random(1).sample(matches, len(matches))
    assert fit(matches, "test") == fit(mixed, "test")


def test_matches_that_are_all_right_leave_a_little_doubt() -> None:
    found = fit(judged(500, 0, high=1.0), "test")
    assert 0.9 < found.chance({signs.HIGH: 1.0}) < 1
