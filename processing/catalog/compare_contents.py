"""Evidence of the contents: the track list and the number of discs."""

from processing.catalog.evidence import Evidence, Field, TrackComparison, Verdict
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.catalog.wording import count, is_are, missing

TRACKS_AGREE, TRACKS_PARTLY = 80, 50
# Of very short lists a low score proves nothing.
MIN_TRACKS_TO_DIFFER = 3


def track_evidence(reading: CleanReading, record: Record, found: TrackComparison) -> Evidence:
    """Agreement needs every track of both sides; one disc of a set is partly so."""
    ours, theirs = count(len(reading.tracks), "track"), count(len(record.tracks), "track")
    if found.score is None:
        sentence = missing("track list", reading.tracks, record.tracks)
        return Evidence(Field.TRACKS, Verdict.ABSENT, ours, theirs, None, sentence)
    verdict = track_verdict(found, len(reading.tracks), len(record.tracks))
    sentence = track_sentence(found, len(reading.tracks))
    return Evidence(Field.TRACKS, verdict, ours, theirs, found.score / 100, sentence)


def track_verdict(found: TrackComparison, ours: int, theirs: int) -> Verdict:
    """The verdict of a comparison of `ours` with `theirs` tracks."""
    if found.score is None:
        return Verdict.ABSENT
    whole = not found.missing and not found.extra
    if whole and found.score >= TRACKS_AGREE:
        return Verdict.AGREE
    short = min(ours, theirs) < MIN_TRACKS_TO_DIFFER
    partly = found.part_of_set or found.score >= TRACKS_PARTLY or short
    return Verdict.PARTIAL if partly else Verdict.CONFLICT


def track_sentence(found: TrackComparison, ours: int) -> str:
    """What the comparison says, in words."""
    if found.part_of_set:
        return "The tracks are one part of those on the record: one disc of a set."
    said = []
    if found.missing:
        missed = len(found.missing)
        said.append(f"{missed} of {count(ours, 'track')} {is_are(missed)} not on the record.")
    if found.extra:
        extra = len(found.extra)
        said.append(f"{count(extra, 'track')} of the record {is_are(extra)} not on the item.")
    if not said and (found.score or 0) < TRACKS_AGREE:
        said.append("The track titles are alike but not the same.")
    if not found.in_order:
        said.append("The order of the tracks is another one.")
    return " ".join(said) or "All tracks are the same."


def disc_evidence(reading: CleanReading, record: Record, tracks: TrackComparison) -> Evidence:
    """Numbers of discs; one disc of a set is only partly the record's."""
    ours, theirs = reading.disc_count, record.disc_count
    shown = (count(ours, "disc") if ours else "", count(theirs, "disc") if theirs else "")
    if not ours or not theirs:
        sentence = missing("number of discs", ours, theirs)
        return Evidence(Field.DISCS, Verdict.ABSENT, *shown, None, sentence)
    if ours == theirs:
        sentence = "The number of discs is the same."
        return Evidence(Field.DISCS, Verdict.AGREE, *shown, 1.0, sentence)
    if tracks.part_of_set and ours < theirs:
        sentence = "The item may be one part of the set on the record."
        return Evidence(Field.DISCS, Verdict.PARTIAL, *shown, 0.5, sentence)
    sentence = f"The record has {shown[1]}, the item {shown[0]}."
    return Evidence(Field.DISCS, Verdict.CONFLICT, *shown, 0.0, sentence)
