"""Which part of a set an item is, and how sure a share of right answers is."""

import pytest

from processing.catalog.interval import wilson
from processing.catalog.reading import CleanReading, CleanTrack
from processing.catalog.record import Record
from processing.catalog.set_part import UNKNOWN, WHOLE, set_part

FIRST = tuple(
    CleanTrack(title, disc=1, number=number)
    for number, title in enumerate(("Prologue", "Kyrie eleison", "Gloria in excelsis"), start=1)
)
SECOND = tuple(
    CleanTrack(title, disc=2, number=number)
    for number, title in enumerate(("Credo in unum Deum", "Sanctus", "Agnus Dei"), start=1)
)


def bare(tracks: tuple[CleanTrack, ...]) -> tuple[CleanTrack, ...]:
    """As one disc shows them: without the number of the disc."""
    return tuple(CleanTrack(track.title, number=track.number) for track in tracks)


def a_set(*tracks: CleanTrack, discs: int | None = 2) -> Record:
    return Record(source="x", number="1", title="Mass", tracks=tracks, disc_count=discs)


@pytest.mark.parametrize(
    ("reading", "record", "part"),
    [
        (CleanReading(tracks=bare(FIRST)), a_set(*FIRST, discs=1), WHOLE),
        (CleanReading(tracks=SECOND, disc_count=2), a_set(), "2"),
        (CleanReading(tracks=bare(SECOND)), a_set(*FIRST, *SECOND), "2"),
        (CleanReading(tracks=bare(FIRST)), a_set(*FIRST, *SECOND), "1"),
        (CleanReading(tracks=bare(FIRST)), a_set(*bare(FIRST), *bare(SECOND)), UNKNOWN),
        (CleanReading(tracks=FIRST + SECOND, disc_count=2), a_set(*FIRST, *SECOND), WHOLE),
        (CleanReading(tracks=bare(FIRST + SECOND)), a_set(*FIRST, *SECOND), WHOLE),
        (CleanReading(disc_count=1), a_set(), UNKNOWN),
        (CleanReading(), a_set(), UNKNOWN),
        (CleanReading(disc_count=2), a_set(), WHOLE),
        (CleanReading(), a_set(discs=None), WHOLE),
        (CleanReading(tracks=SECOND, disc_count=2), None, "2"),
        (CleanReading(tracks=bare(FIRST)), None, WHOLE),
    ],
)
def test_the_part_is_told_by_print_tracks_and_counts(
    reading: CleanReading, record: Record | None, part: str
) -> None:
    assert set_part(reading, record) == part


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(0, 0, 0.0, 1.0), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278), (297, 300, 0.971, 0.997)],
)
def test_wilson_holds_the_true_share(right: int, total: int, low: float, high: float) -> None:
    assert wilson(right, total) == pytest.approx((low, high), abs=0.0006)
