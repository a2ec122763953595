"""The assignment is the best one there is."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from processing.catalog.assignment import best_pairs

MATRICES = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 100), min_size=columns, max_size=columns), min_size=1, max_size=5
    )
)


def best_sum(scores: list[list[int]]) -> int:
    """By trying every assignment."""
    if len(scores) > len(scores[0]):
        scores = [list(column) for column in zip(*scores, strict=True)]
    columns = range(len(scores[0]))
    return max(
        sum(row[column] for row, column in zip(scores, chosen, strict=True))
        for chosen in permutations(columns, len(scores))
    )


@given(MATRICES)
def test_no_other_assignment_has_a_greater_sum(scores: list[list[int]]) -> None:
    pairs = best_pairs(scores)
    assert sum(scores[row][column] for row, column in pairs) == best_sum(scores)
    assert len(pairs) == min(len(scores), len(scores[0]))
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)


@given(st.permutations(range(6)), st.integers(0, 3))
def test_where_each_row_has_its_own_best_column_that_is_the_assignment(
    order: list[int], lost: int
) -> None:
    scores = [
        [2 + column % 2 if column == own else column % 2 for column in range(6)] for own in order
    ]
    kept = scores[lost:]
    assert best_pairs(kept) == list(enumerate(order[lost:]))


def test_nothing_is_assigned_to_nothing() -> None:
    assert best_pairs([]) == best_pairs([[]]) == []
