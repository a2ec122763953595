"""The time that the evidence of one disc takes: ten candidates with twenty tracks each."""

import random
from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from time import perf_counter

from processing.catalog.choose import choose
from processing.catalog.compare import compare
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.catalog.verify import verify
from processing.evaluation.cataloging import described
from processing.evaluation.families import SEED, families
from processing.evaluation.invention import Inventor
from processing.evaluation.issues import Issue, Song, reading_of_issue

DISCS, CANDIDATES, TRACKS = 60, 10, 20
GOAL_MS = 15


def measure() -> Iterator[str]:
    """Each disc is compared for the first time, so nothing of it is remembered."""
    inventor = Inventor(random.Random(SEED))
    invented = families(DISCS * CANDIDATES)
    issues = [_with_tracks(family.base, inventor) for family in invented]
    times = sorted(_timed(issues[place::DISCS]) for place in range(DISCS))
    yield (
        f"evidence for one disc, {CANDIDATES} candidates with {TRACKS} tracks each: median "
        f"{median(times):.1f} ms, 95 % within {times[int(0.95 * DISCS)]:.1f} ms (goal {GOAL_MS})"
    )


def _with_tracks(issue: Issue, inventor: Inventor) -> Issue:
    """The issue with twenty tracks of its language."""
    songs = tuple(Song(inventor.track(issue.language), seconds=200) for _ in range(TRACKS))
    return replace(issue, songs=songs, discs=1)


def _timed(issues: list[Issue]) -> float:
    """Milliseconds for the first issue against the records of all: half of them its own edition."""
    own, half = issues[0], CANDIDATES // 2
    editions = [replace(own, year=own.year + place, upc="") for place in range(half)]
    records = [
        described(issue, source="bench", number=str(place))
        for place, issue in enumerate((*editions, *issues[half:]))
    ]
    return _milliseconds(reading_of_issue(own), records)


def _milliseconds(reading: CleanReading, records: list[Record]) -> float:
    start = perf_counter()
    pairs = [(record, compare(reading, record)) for record in records]
    choice = choose(reading, pairs)
    chosen = next((record for record, one in pairs if one.record_key == choice.record_key), None)
    verify(reading, chosen, choice)
    return 1000 * (perf_counter() - start)
