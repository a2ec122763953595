"""The bars of the confidence histogram: counted in one query, drawn in proportion."""

from collections.abc import Callable
from typing import Any

import pytest

from processing.models import Upload
from processing.presentation.histogram import (
    BAR_HEIGHT,
    LEAST_HEIGHT,
    confidence_range,
    histogram,
)


@pytest.fixture
def box(make_upload: Callable[..., Upload], db: None) -> Upload:
    upload = make_upload(60, photos=False)
    upload.discs.filter(position__lte=50).update(confidence=95)
    upload.discs.filter(position=51).update(confidence=9)
    upload.discs.filter(position=52).update(confidence=10)
    upload.discs.filter(position=53).update(confidence=100)
    return upload


def test_discs_are_counted_by_ten_points_and_a_hundred_stands_with_the_nineties(box: Upload):
    counts = {bar.span: bar.discs for bar in histogram(box).bars}
    assert (counts["0-9"], counts["10-19"], counts["90-100"]) == (1, 1, 51)
    assert sum(counts.values()) == histogram(box).discs == 53


def test_one_query_counts_them_all(box: Upload, django_assert_num_queries: Any):
    with django_assert_num_queries(1):
        histogram(box)


def test_the_highest_bar_fills_the_drawing_and_one_disc_still_shows(box: Upload):
    bars = histogram(box).bars
    assert bars[-1].height == BAR_HEIGHT
    assert bars[0].height >= LEAST_HEIGHT
    assert bars[5].height == 0
    assert all(bar.y + bar.height == BAR_HEIGHT for bar in bars)


def test_an_upload_without_confidence_has_no_discs_in_it(
    make_upload: Callable[..., Upload], db: None
):
    assert histogram(make_upload(2, photos=False)).discs == 0


@pytest.mark.parametrize(
    ("asked", "ends"), [("80-89", (80, 89)), ("", None), ("80", None), ("a-b", None)]
)
def test_a_range_of_an_address_is_understood_or_left_alone(
    asked: str, ends: tuple[int, int] | None
):
    assert confidence_range(asked) == ends
