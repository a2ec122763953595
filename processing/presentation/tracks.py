"""The track list of the item beside that of the record, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

from processing.catalog.evidence import TrackComparison, TrackPair, Verdict
from processing.catalog.reading import CleanTrack
from processing.presentation import words

SAME, ALIKE = 0.9, 0.6  # title similarity, for the word beside a row only
SECONDS_APART = 5  # durations are rounded and lead-ins counted or not
NOTHING_COMPARED = TrackComparison(score=None)


@dataclass(frozen=True, slots=True)
class Row:
    """One track on either side; None where that side lacks it."""

    ours: CleanTrack | None
    theirs: CleanTrack | None
    verdict: Verdict
    word: str

    @property
    def mark(self) -> str:
        return words.VERDICT_MARKS[self.verdict]

    @property
    def our_time(self) -> str:
        return words.duration(self.ours.seconds) if self.ours else ""

    @property
    def their_time(self) -> str:
        return words.duration(self.theirs.seconds) if self.theirs else ""


def _times_differ(ours: CleanTrack, theirs: CleanTrack) -> bool:
    if ours.seconds is None or theirs.seconds is None:
        return False
    return abs(ours.seconds - theirs.seconds) > SECONDS_APART


def _paired(pair: TrackPair, ours: CleanTrack, theirs: CleanTrack) -> Row:
    verdict = Verdict.AGREE if pair.score >= SAME else Verdict.PARTIAL
    if pair.score < ALIKE:
        verdict = Verdict.CONFLICT
    word = words.VERDICTS[verdict]
    if verdict is Verdict.AGREE and _times_differ(ours, theirs):
        verdict, word = Verdict.PARTIAL, "time differs"
    return Row(ours, theirs, verdict, word)


def track_rows(
    ours: Sequence[CleanTrack], theirs: Sequence[CleanTrack], compared: TrackComparison
) -> list[Row]:
    """In the item's order; what only the record has stands at the end.

    Where one side has no list at all, the other is shown without a verdict against it.
    """
    pairs = {pair.ours: pair for pair in compared.pairs}
    compared_at_all = bool(ours and theirs) and not compared.other_script
    lacking = Verdict.CONFLICT if compared_at_all else Verdict.ABSENT
    word = "not compared" if compared.other_script else "not on the {}"
    rows = []
    for index, track in enumerate(ours):
        pair = pairs.get(index)
        if pair and pair.theirs < len(theirs):
            rows.append(_paired(pair, track, theirs[pair.theirs]))
        else:
            rows.append(Row(track, None, lacking, word.format("record")))
    matched = {pair.theirs for pair in compared.pairs}
    rest = [track for index, track in enumerate(theirs) if index not in matched]
    return rows + [Row(None, track, lacking, word.format("item")) for track in rest]


def summary(rows: Sequence[Row]) -> str:
    """One sentence: how many tracks agree, and what does not."""
    ours = sum(1 for row in rows if row.ours)
    theirs = sum(1 for row in rows if row.theirs)
    if not ours or not theirs:
        sides = {(True, False): "the item", (False, True): "the record"}
        only = sides.get((ours > 0, theirs > 0))
        return f"Only {only} has a track list." if only else "No track list on either side."
    agree = sum(1 for row in rows if row.verdict is Verdict.AGREE)
    return f"{agree} of {words.count(ours, 'track')} agree; the record has {theirs}."
