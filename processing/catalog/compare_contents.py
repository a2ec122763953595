"""Evidence of the contents: the track list and the number of discs."""

from collections.abc import Sequence

from processing.catalog.evidence import Evidence, Field, TrackComparison, Verdict
from processing.catalog.reading import CleanReading, CleanTrack
from processing.catalog.record import Record
from processing.catalog.sets import of_one_disc
from processing.catalog.thresholds import (
    MAX_UNSURE,
    MIN_TRACKS_TO_DIFFER,
    TRACKS_AGREE,
    TRACKS_PARTLY,
    UNSURE_PAIR,
)
from processing.catalog.wording import count, is_are, missing


def track_evidence(
    ours: Sequence[CleanTrack], theirs: Sequence[CleanTrack], found: TrackComparison
) -> Evidence:
    """Agreement needs every track of both sides; one disc of a set is partly so."""
    shown = (count(len(ours), "track"), count(len(theirs), "track"))
    verdict = track_verdict(found, len(ours), len(theirs))
    if found.score is None and not found.other_script:
        return Evidence(Field.TRACKS, verdict, *shown, None, missing("track list", ours, theirs))
    score = None if found.score is None else found.score / 100
    return Evidence(Field.TRACKS, verdict, *shown, score, track_sentence(found, ours))


def track_verdict(found: TrackComparison, ours: int, theirs: int) -> Verdict:
    """The verdict of a comparison of `ours` with `theirs` tracks."""
    if found.score is None:
        return Verdict.ABSENT
    whole = not found.missing and not found.extra and found.in_order and not found.other_lengths
    if whole and found.score >= TRACKS_AGREE and not _mostly_unsure(found):
        return Verdict.AGREE
    short = min(ours, theirs) < MIN_TRACKS_TO_DIFFER
    partly = found.part_of_set or found.score >= TRACKS_PARTLY or short
    return Verdict.PARTIAL if partly else Verdict.CONFLICT


def _mostly_unsure(found: TrackComparison) -> bool:
    """Many titles that are only alike: live versions, or another language."""
    unsure = sum(pair.score < UNSURE_PAIR for pair in found.pairs)
    return unsure > MAX_UNSURE * len(found.pairs)


def track_sentence(found: TrackComparison, ours: Sequence[CleanTrack]) -> str:
    """What the comparison says, in words."""
    if found.other_script:
        return "The two track lists are in different scripts and could not be compared."
    if found.part_of_set:
        return "The tracks are one part of those on the record: one disc of a set."
    said = []
    if found.missing:
        missed = len(found.missing)
        said.append(f"{missed} of {count(len(ours), 'track')} {is_are(missed)} not on the record.")
    if found.extra:
        extra = len(found.extra)
        said.append(f"{count(extra, 'track')} of the record {is_are(extra)} not on the item.")
    if not said and ((found.score or 0) < TRACKS_AGREE or _mostly_unsure(found)):
        said.append("The track titles are alike but not the same.")
    if not found.in_order:
        said.append("The order of the tracks is another one.")
    if found.other_lengths:
        said.append(_length_sentence(found.other_lengths, ours))
    return " ".join(said) or "All tracks are the same."


def _length_sentence(indexes: Sequence[int], ours: Sequence[CleanTrack]) -> str:
    if len(indexes) > 1:
        return f"{len(indexes)} tracks are longer or shorter on the record."
    number = ours[indexes[0]].number or indexes[0] + 1
    return f"Track {number} is longer or shorter on the record."


def disc_evidence(reading: CleanReading, record: Record, tracks: TrackComparison) -> Evidence:
    """Numbers of discs; one disc of a set is only partly the record's."""
    ours, theirs = reading.disc_count, record.disc_count
    shown = (count(ours, "disc") if ours else "", count(theirs, "disc") if theirs else "")
    if ours == theirs and ours:
        sentence = "The number of discs is the same."
        return Evidence(Field.DISCS, Verdict.AGREE, *shown, 1.0, sentence)
    if of_one_disc(reading.publisher_numbers, record.publisher_numbers):
        sentence = "The publisher number is that of one disc of the set on the record."
        return Evidence(Field.DISCS, Verdict.PARTIAL, *shown, 0.5, sentence)
    if not ours or not theirs:
        sentence = missing("number of discs", ours, theirs)
        return Evidence(Field.DISCS, Verdict.ABSENT, *shown, None, sentence)
    if tracks.part_of_set and ours < theirs:
        sentence = "The item may be one part of the set on the record."
        return Evidence(Field.DISCS, Verdict.PARTIAL, *shown, 0.5, sentence)
    sentence = f"The record has {shown[1]}, the item {shown[0]}."
    return Evidence(Field.DISCS, Verdict.CONFLICT, *shown, 0.0, sentence)
