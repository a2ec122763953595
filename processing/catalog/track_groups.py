"""Tracks that stand as one on the other side: medleys, and movements under their work."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from processing.catalog.reading import CleanTrack
from processing.catalog.text import fold, numbers, similarity, words
from processing.catalog.thresholds import DURATION_GRACE, GROUP, MOVEMENT, MOVEMENTS
from processing.catalog.title_numbers import conflict

MAX_JOINED = 4
BETWEEN_MOVEMENTS = " ; "
_END_OF_WORK = re.compile(r"[.:] +")
Group = tuple[int, tuple[int, ...], float]


def groups(
    one: Sequence[CleanTrack],
    many: Sequence[CleanTrack],
    partner: Mapping[int, int],
    free: set[int],
) -> Iterator[Group]:
    """For each track of `one` the best run of tracks of `many` that it stands for.

    A run is made of `free` tracks and of the one that is already its `partner`. Yields (index,
    run of indexes, score 0.75 to 1.0) and takes the run out of `free`.
    """
    if not free:  # a run has at least one track that has no partner of its own
        return
    said = [frozenset(words(track.title)) for track in many]
    for index, single in enumerate(one):
        own = frozenset(words(single.title))
        near = free | ({partner[index]} if index in partner else set())
        # A track that is part of this one shares a word with it; this ends most searches.
        open_to_it = {place for place in near if own & said[place]}
        runs = _scored_runs(single, many, open_to_it)
        best = max(runs, key=lambda run: (round(run[1], 2), len(run[0])), default=None)
        if best and best[1] >= GROUP:
            free -= set(best[0])
            yield index, best[0], best[1]


def _scored_runs(
    single: CleanTrack, many: Sequence[CleanTrack], free: set[int]
) -> Iterator[tuple[tuple[int, ...], float]]:
    for start in sorted(free):
        for end in range(start + 2, len(many) + 1):
            if end - 1 not in free:
                break
            run = tuple(range(start, end))
            yield run, _run_score(single, [many[place] for place in run])


def _run_score(single: CleanTrack, run: Sequence[CleanTrack]) -> float:
    if not _same_length(single, run):
        return 0.0
    joined = _as_medley(single, run) if len(run) <= MAX_JOINED else 0.0
    return max(joined, _under_work(single, run), _as_movements(single, run))


def _as_medley(single: CleanTrack, run: Sequence[CleanTrack]) -> float:
    """How well the titles in a row make up the single one; together better than any alone."""
    whole = fold(single.title)
    alone = max(fuzz.ratio(whole, fold(track.title)) for track in run)
    joined = max(fuzz.ratio(whole, fold(join(run))) for join in _JOINS)
    if joined <= alone or conflict(numbers(single.title), numbers(_joined(run))):
        return 0.0
    return joined / 100


def _under_work(single: CleanTrack, run: Sequence[CleanTrack]) -> float:
    """How well one title fits as the work of all the movements ("Work: I. Allegro")."""
    heads = [track.title.partition(":") for track in run]
    if not all(colon for _, colon, _ in heads):
        return 0.0
    return min(similarity(single.title, head) for head, _, _ in heads)


def _as_movements(single: CleanTrack, run: Sequence[CleanTrack]) -> float:
    """How well the tracks are the movements that a contents note lists under one work.

    "Symphony no. 5. Allegro con brio ; Andante con moto" against the two movements alone. That
    is weaker than equal titles: movements of many works have the same names.
    """
    first, *others = single.title.split(BETWEEN_MOVEMENTS)
    if len(others) + 1 != len(run) or not others:
        return 0.0
    heads = (first, *(first[cut.end() :] for cut in _END_OF_WORK.finditer(first)))
    scores = [max(similarity(head, run[0].title) for head in heads)]
    scores += [similarity(part, track.title) for part, track in zip(others, run[1:], strict=True)]
    if min(scores) < MOVEMENT:
        return 0.0
    return min(MOVEMENTS, sum(scores) / len(scores))


def _joined(run: Sequence[CleanTrack]) -> str:
    return " ; ".join(track.title for track in run)


def _joined_once(run: Sequence[CleanTrack]) -> str:
    """The titles in a row, with a head that all share said only once."""
    heads = {track.title.partition(":")[0].strip() for track in run}
    tails = [track.title.partition(":")[2].strip() for track in run]
    if len(heads) != 1 or not all(tails):
        return _joined(run)
    return f"{heads.pop()} : {' ; '.join(tails)}"


_JOINS: tuple[Callable[[Sequence[CleanTrack]], str], ...] = (_joined, _joined_once)


def _same_length(single: CleanTrack, run: Sequence[CleanTrack]) -> bool:
    """False only where all durations are given and the sum is another one."""
    parts = [track.seconds for track in run if track.seconds is not None]
    if single.seconds is None or len(parts) < len(run):
        return True
    return abs(sum(parts) - single.seconds) <= DURATION_GRACE * len(run)
