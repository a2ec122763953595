"""Which part of a set an item is: parts share UPC and record, and are never each other's copies."""

from processing.catalog.evidence import TrackComparison
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.catalog.tracks import compare_tracks, tracks_beside

WHOLE, UNKNOWN = "", "?"


def set_part(reading: CleanReading, record: Record | None) -> str:
    """The number of the disc in its set, such as "2"; WHOLE for all of what the record describes.

    UNKNOWN where the item is, or may be, a part and nothing tells which. Without a record only
    what is printed on the item counts.
    """
    theirs = record.disc_count if record else None
    if theirs == 1:
        return WHOLE
    printed = {track.disc for track in reading.tracks if track.disc}
    number = next(iter(printed)) if len(printed) == 1 else None
    if number and max(theirs or 0, reading.disc_count or 0) > 1:
        return str(number)
    if record is None:
        return WHOLE
    tracks = compare_tracks(reading.tracks, tracks_beside(reading.tracks, record))
    if tracks.part_of_set:
        return _of_record(tracks, reading, record)
    if theirs is None or _is_whole(reading, theirs, tracks):
        return WHOLE
    return UNKNOWN


def _of_record(tracks: TrackComparison, reading: CleanReading, record: Record) -> str:
    """The disc on which the record has all of our tracks."""
    theirs = tracks_beside(reading.tracks, record)
    found = {theirs[pair.theirs].disc for pair in tracks.pairs}
    number = next(iter(found)) if len(found) == 1 else None
    return str(number) if number else UNKNOWN


def _is_whole(reading: CleanReading, discs: int, tracks: TrackComparison) -> bool:
    """As many discs as the record counts, or nothing said and all of its tracks on the item."""
    if reading.disc_count is not None:
        return reading.disc_count >= discs
    return tracks.score is not None and not tracks.extra
