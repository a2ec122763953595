"""Fitting: on some titles, reported on others; and the file that ships."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from processing.catalog import signs
from processing.catalog.calibration import FILE, FOLDS, SHIPPED, fold_of, read
from processing.catalog.calibration_fit import Judged, fit
from processing.evaluation import shipped
from processing.evaluation.fitting import (
    alike,
    fitted,
    high_confidence,
    judged,
    shipped_data,
)
from processing.evaluation.reliability import Told, bins_of, error_of
from processing.evaluation.running import run
from processing.management.commands.calibrate import shipped_file
from tests.evaluation.results import result

FAMILIES = 150  # of the invented ones; all of them take a minute


def some(count: int = 100) -> list[Judged]:
    """Of the High ones all are right, of the others every third."""
    return [
        *(
            Judged(f"title {number}", right=True, signs={signs.HIGH: 1.0})
            for number in range(count)
        ),
        *(Judged(f"title {number}", number % 3 == 0, {}) for number in range(count)),
    ]


def test_each_fold_is_fitted_without_its_titles() -> None:
    found = fitted(some(), "test")
    assert len(found.folds) == FOLDS
    for fold in range(FOLDS):
        others = [one for one in some() if fold_of(one.family) != fold]
        assert found.folds[fold] == fit(others, "test")
    assert len(found.told) == len(some())


def test_what_a_fit_gets_are_the_signs_with_the_truth_beside_them() -> None:
    wrong = replace(result(family="b", right=False), signs={signs.HIGH: 1.0})
    none = replace(wrong, choice=replace(wrong.choice, record_key=None))
    assert judged([wrong, none]) == [Judged("b", right=False, signs={signs.HIGH: 1.0})]


def test_corpora_count_alike_whatever_their_size() -> None:
    few, many = some(10), some(40)
    found = alike(few, many)
    assert sum(one.weight for one in found) == pytest.approx(len(found))
    assert sum(one.weight for one in found[:20]) == pytest.approx(len(found) / 2)


def told(*groups: tuple[int, int, int]) -> list[Told]:
    """Of groups of confidence, right and wrong."""
    return [
        Told(confidence, place < right)
        for confidence, right, wrong in groups
        for place in range(right + wrong)
    ]


def test_high_confidence_is_the_lowest_from_which_on_enough_are_right() -> None:
    assert high_confidence(told((99, 200, 0), (97, 199, 1), (95, 100, 5))) == 97
    assert high_confidence(told((99, 199, 1), (98, 190, 10))) == 99
    assert high_confidence(told((99, 197, 3))) is None
    assert high_confidence(told((99, 99, 0))) is None, "too few to say it of"


def test_a_match_weighs_what_it_stands_for() -> None:
    (one,) = bins_of([Told(95, right=True, weight=3.0), Told(91, right=False)])
    assert (one.count, one.right, one.said) == (2, 0.75, pytest.approx(0.94))
    assert error_of([Told(95, right=True, weight=3.0), Told(91, right=False)]) == pytest.approx(
        0.19
    )


def test_the_file_holds_what_was_fitted(tmp_path: Path) -> None:
    data = shipped_data(fitted(some(), "test"), "2026-11-28", 200)
    file = tmp_path / "calibration.json"
    file.write_text(json.dumps(data))
    found, kept = fitted(some(), "test"), read(file)
    assert (kept.calibration, kept.folds) == (found.calibration, found.folds)
    assert (kept.high_confidence, kept.matches) == (found.high_confidence, 200)


def test_high_confidence_ships_with_the_file_and_stands_in_the_settings() -> None:
    said = (django_settings.BASE_DIR / "docs" / "settings.md").read_text(encoding="utf-8")
    assert f"| `HIGH_CONFIDENCE` | `{SHIPPED.high_confidence}` |" in said
    assert read(FILE) == SHIPPED
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", SHIPPED.made)
    assert SHIPPED.calibration.version == f"shipped-{SHIPPED.made}"


@pytest.mark.django_db
def test_the_command_makes_the_same_weights_from_the_same_corpus() -> None:
    once: dict[str, Any] = shipped_file(10, "2026-11-28")
    assert once == shipped_file(10, "2026-11-28")
    assert set(once) == {"version", "made", "matches", "high_confidence", "all", "folds"}


@pytest.mark.django_db
def test_the_file_is_of_the_rules_as_they_are() -> None:
    """Fitted on a part of the corpus, the weights say much the same of it as those that ship: a
    rule that changes what speaks for a match asks for `manage.py calibrate --shipped`."""
    found = alike(judged(run(shipped.handmade())), judged(run(shipped.generated(FAMILIES))))
    part = fit(found, "part")
    apart = [abs(part.chance(one.signs) - SHIPPED.calibration.chance(one.signs)) for one in found]
    assert sum(apart) / len(apart) < 0.04
