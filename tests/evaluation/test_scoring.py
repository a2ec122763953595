"""Figures: accepts right and wrong, titles, coverage, reliability, the curve."""

from dataclasses import replace

import pytest

from processing.catalog.evidence import Tier
from processing.evaluation import scoring
from processing.evaluation.reliability import bins, expected_error
from processing.evaluation.scoring import figures
from tests.evaluation.results import result

ACCEPTED = result(family="a")
AGAIN = result(family="a", identified=False)
WRONG = result(family="b", right=False, reference=True)
ABSENT = result(family="c", present=False, identified=False)
REVIEW = result(family="d", tier=Tier.MEDIUM, confidence=60, asked=True)
MISSED = result(family="e", tier=Tier.LOW, confidence=15, right=False, found=False)
ALL = [ACCEPTED, AGAIN, WRONG, ABSENT, REVIEW, MISSED]


def test_accepts_are_counted_by_disc_and_claimed_by_title() -> None:
    found = figures(ALL)
    assert (found.accepted, found.right, found.wrong, found.review) == (4, 2, 2, 2)
    assert (found.titles, found.wrong_titles) == (3, 2)
    assert found.precision == 0.5
    assert found.lower == pytest.approx(1 - (1 - 0.05) ** (1 / 3), abs=1e-6)


def test_an_accept_where_the_record_is_absent_is_wrong_and_counted_apart() -> None:
    assert figures([ABSENT]).wrong_absent == figures([ABSENT]).wrong == 1
    assert figures([WRONG]).wrong_absent == 0


def test_coverage_is_of_what_can_be_found() -> None:
    found = figures(ALL)
    assert found.coverage == pytest.approx(2 / 5)
    assert found.coverage_identified == pytest.approx(1 / 4)
    assert found.recall_at_10 == pytest.approx(4 / 5)


def test_the_reference_is_wrong_where_our_first_candidate_is() -> None:
    found = figures(ALL)
    assert (found.reference_accepted, found.reference_wrong) == (1, 1)
    assert figures(ALL).asked_share == pytest.approx(1 / 6)


def test_a_threshold_takes_accepts_away() -> None:
    assert figures([replace(ACCEPTED, threshold=96)]).accepted == 0
    assert figures([replace(ACCEPTED, threshold=95)]).accepted == 1


def test_nothing_has_no_shares() -> None:
    found = figures([])
    assert (found.precision, found.coverage, found.recall_at_10) == (None, None, None)
    assert expected_error([]) is None


def test_groups_say_whether_the_record_is_there() -> None:
    groups = scoring.by([ACCEPTED, ABSENT], scoring.kind_of)
    assert {name: one.cases for name, one in groups.items()} == {
        "volumes, record absent": 1,
        "volumes, record there": 1,
    }


def test_the_calibration_error_is_the_mean_distance_between_word_and_truth() -> None:
    nine_of_ten = [result(confidence=90)] * 9 + [result(confidence=90, right=False)]
    assert expected_error(nine_of_ten) == pytest.approx(0.0)
    boasts = [result(confidence=100, right=False)]
    assert expected_error(nine_of_ten + boasts) == pytest.approx(1 / 11, abs=0.01)
    assert [(one.low, one.high, one.count) for one in bins(nine_of_ten)] == [(90, 100, 10)]


def test_the_curve_falls_in_confidence_and_grows_in_coverage() -> None:
    points = scoring.curve(ALL)
    assert [one.threshold for one in points] == [95, 60, 15]
    assert [one.accepted for one in points] == [4, 5, 6]
    assert points[0].precision == 0.5
    assert points[-1].coverage == pytest.approx(3 / 5)
