"""What the photos of one disc tell together."""

import pytest

from processing.readers.layout import compose
from tests.readers.pages import line, seen


@pytest.mark.parametrize(("labels", "count"), [((1, 2), 2), ((2,), None)])
def test_the_second_disc_of_a_set_alone_does_not_count_two(
    labels: tuple[int, ...], count: int | None
) -> None:
    photos = [seen("disc", line(f"Disc {number}", 100, 100), photo=number) for number in labels]
    assert compose(photos, {}).disc_count == count
