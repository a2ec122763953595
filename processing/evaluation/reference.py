"""The rule of the program that ours is compared with: its check of tracks and years.

That program accepts what its model is sure of (80 and more) when this check passes. Here the
model is taken to be sure of the best candidate that our search has: the most that can be said
for it. From its published description: most similar title for each of our tracks, one title of
theirs for many of ours; titles of more than eight words are dropped, and theirs after the
twentieth; years have to be equal, and count as equal where one is missing.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from processing.catalog.reading import CleanReading, CleanTrack
from processing.catalog.record import Record

THRESHOLD = 80
COUNTS = 0.8
SHARE_OF_WORDS, CONTAINED = 0.6, 0.85
MAX_WORDS, MAX_TRACKS = 8, 20
FEW, FEW_FACTOR, FEW_IN_ORDER = 0.7, 25, 10
SCATTERED, FOUND, SPREAD, GAP = 0.5, 0.8, 0.3, 2
SCATTERED_IN_ORDER, SCATTERED_MIXED = 30, 40


def accepts(reading: CleanReading, record: Record) -> bool:
    """Whether the check of tracks and years passes."""
    similarity = track_similarity(reading.tracks, record.tracks)
    return (similarity is None or similarity >= THRESHOLD) and _same_year(reading, record)


def track_similarity(ours: Sequence[CleanTrack], theirs: Sequence[CleanTrack]) -> float | None:
    """0 to 100; None where a side has no list, which the rule lets pass."""
    left = [text for track in ours if (text := _usable(track.title))]
    right = [_normal(track.title) for track in theirs[:MAX_TRACKS]]
    if not left or not right:
        return None
    pairs = [max(((_score(a, b), place) for place, b in enumerate(right))) for a in left]
    found = [(score, place) for score, place in pairs if score >= COUNTS]
    similarity = 100 * sum(score for score, _ in found) / len(left)
    return max(0.0, similarity - _penalty(found, len(left), len(right)))


def _usable(title: str) -> str:
    text = title.lower()
    if "note" in text or text.startswith("contains") or len(text.split()) > MAX_WORDS:
        return ""
    return _normal(title)


def _normal(title: str) -> str:
    text = re.sub(r"\([^)]*\)", "", title.lower())
    if text.startswith("the "):
        text = f"{text[4:]} the"
    text = re.sub(r"\b(?:edit|stripped)\b", "", text)
    return " ".join(re.sub(r"[^\w\s]", "", text).split())


def _score(a: str, b: str) -> float:
    left, right = set(a.split()), set(b.split())
    shorter = min(len(left), len(right))
    if shorter and len(left & right) >= max(1, int(SHARE_OF_WORDS * shorter)):
        return max(COUNTS, len(left & right) / shorter)
    pair = SequenceMatcher(None, a, b)
    if a and b and (a in b or b in a):
        return max(CONTAINED, pair.ratio())
    # What is below the threshold does not count, so it need not be known.
    return pair.ratio() if pair.quick_ratio() >= COUNTS else 0.0


def _penalty(found: list[tuple[float, int]], ours: int, theirs: int) -> float:
    """For a list that is much longer or shorter; less where ours is a run of theirs."""
    ratio = min(ours, theirs) / max(ours, theirs)
    places = [place for _, place in found]
    gaps = [b - a for a, b in pairwise(places)]
    in_order = all(gap > 0 for gap in gaps)
    average = sum(map(abs, gaps)) / len(gaps) if gaps else 0.0
    spread = (max(places) - min(places)) / theirs if places else 0.0
    loose = spread > SPREAD and (not in_order or average > GAP)
    if ratio < SCATTERED and len(found) >= FOUND * ours and loose:
        return SCATTERED_IN_ORDER if in_order else SCATTERED_MIXED
    if ratio >= FEW:
        return 0.0
    penalty = (FEW - ratio) * FEW_FACTOR
    return min(penalty, FEW_IN_ORDER) if in_order and average < GAP else penalty


def _same_year(reading: CleanReading, record: Record) -> bool:
    """One year on each side: ours where it is the only one, theirs the latest."""
    ours = {year for years in (reading.years or {}).values() for year in years}
    theirs = {year for years in (record.years or {}).values() for year in years}
    return len(ours) != 1 or not theirs or ours == {max(theirs)}
