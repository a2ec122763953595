"""Lengths of tracks: the same titles in other lengths are another performance or another mix."""

from collections import Counter
from collections.abc import Sequence

from processing.catalog.evidence import TrackPair
from processing.catalog.reading import CleanTrack
from processing.catalog.thresholds import DURATION_GRACE, OTHER_LENGTH, OTHER_TOTAL


def other_lengths(
    pairs: Sequence[TrackPair], ours: Sequence[CleanTrack], theirs: Sequence[CleanTrack]
) -> tuple[int, ...]:
    """The indexes of our tracks that are clearly longer or shorter on the record.

    Only tracks that stand one to one are compared, and only where both sides tell. Small
    differences count where they add up to minutes.
    """
    apart = _seconds_apart(pairs, ours, theirs)
    limit = DURATION_GRACE if abs(sum(apart.values())) >= OTHER_TOTAL else OTHER_LENGTH
    return tuple(index for index, seconds in apart.items() if abs(seconds) > limit)


def _seconds_apart(
    pairs: Sequence[TrackPair], ours: Sequence[CleanTrack], theirs: Sequence[CleanTrack]
) -> dict[int, int]:
    left, right = Counter(pair.ours for pair in pairs), Counter(pair.theirs for pair in pairs)
    found = {}
    for pair in pairs:
        own, other = ours[pair.ours].seconds, theirs[pair.theirs].seconds
        if left[pair.ours] == right[pair.theirs] == 1 and own is not None and other is not None:
            found[pair.ours] = other - own
    return found
