"""Confidence on pages: in tens and with its words, until own decisions say what it is worth."""

import pytest

from processing.presentation.chance import MEASURED, chance, words

OWN = {"calibration": {"version": "own", "bias": 0.0, "weights": {}, "own": True}}


@pytest.mark.parametrize(
    ("confidence", "shown"),
    [
        (None, "–"),
        (0, "0"),
        (1, "0–9"),
        (9, "0–9"),
        (10, "10–19"),
        (89, "80–89"),
        (90, "90–100"),
        (99, "90–100"),
        (100, "90–100"),
    ],
)
def test_a_test_set_gives_tens(confidence: int | None, shown: str) -> None:
    assert chance(confidence, {}) == shown
    assert chance(confidence, {"calibration": None}) == shown


def test_own_decisions_give_a_number() -> None:
    assert chance(93, OWN) == "93"
    assert MEASURED not in words(93, OWN)
    assert "about 93" in words(93, OWN)


def test_the_words_say_on_what_it_was_measured() -> None:
    assert words(93, {}) == (
        "Of a hundred such matches 90–100 are right, measured on a test set, not on your discs."
    )
