"""What a share may claim: the exact bound, checked against values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.evaluation.bounds import at_least, lower_bound, upper_bound


@pytest.mark.parametrize("count", [1, 59, 299, 600, 2_000])
def test_with_nothing_wrong_the_bound_is_the_root_of_one_in_twenty(count: int) -> None:
    assert lower_bound(count, count) == pytest.approx(0.05 ** (1 / count), abs=1e-9)


def test_600_of_600_claim_more_than_99_and_a_half_percent_and_500_do_not() -> None:
    assert lower_bound(600, 600) > 0.995 > lower_bound(500, 500)


def test_half_of_ten_claims_what_tables_of_the_binomial_say() -> None:
    assert lower_bound(5, 10) == pytest.approx(0.2224, abs=1e-4)
    assert upper_bound(5, 10) == pytest.approx(1 - 0.2224, abs=1e-4)


@pytest.mark.parametrize(("right", "total"), [(0, 0), (0, 7)])
def test_nothing_right_claims_nothing(right: int, total: int) -> None:
    assert lower_bound(right, total) == 0.0


@given(st.integers(1, 400), st.integers(0, 400))
def test_the_bound_is_below_the_share_and_one_wrong_more_lowers_it(total: int, wrong: int) -> None:
    right = max(total - wrong, 0)
    assert lower_bound(right, total) <= right / total
    if right:
        assert lower_bound(right - 1, total) < lower_bound(right, total)


@given(st.integers(1, 60), st.floats(0.01, 0.99))
def test_chances_of_any_number_add_up_to_one(total: int, share: float) -> None:
    assert at_least(0, total, share) == pytest.approx(1.0)
