"""Tracks made ready for comparing: number and duration taken off the title."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from processing.catalog.doubts import doubt
from processing.catalog.evidence import Field
from processing.catalog.reading import CleanTrack, Legibility, TrackRead

SAID_SINGLY = 3  # doubtful tracks; more of them are counted
_NUMBERED = re.compile(r"^\s*(\d{1,3})\s*[.)]\s+(?=\S)")
_DURATION = re.compile(
    r"[\s.\u2026]*[(\[]?\s*(?:(\d{1,2})[:'](?=\d\d[:']))?(\d{1,3})[:'](\d\d)[\"']?\s*[)\]]?\s*$"
)


def clean_tracks(tracks: Sequence[TrackRead]) -> tuple[tuple[CleanTrack, ...], tuple[str, ...]]:
    """The tracks that were read, and the doubts about them; an unsure title is left out."""
    found, doubtful = [], []
    for place, track in enumerate(tracks, start=1):
        if track.title.legibility is not Legibility.CLEAR:
            doubtful.append(f"track {track.number or place}")
        if track.title.legibility is Legibility.UNSURE or not track.title.text.strip():
            continue
        responsibility = track.responsibility.text.strip() if track.responsibility else ""
        found.append(
            _track(track.title.text, track.disc, track.number, track.seconds, responsibility)
        )
    return tuple(found), tuple(_doubts(doubtful))


def _doubts(doubtful: Sequence[str]) -> list[str]:
    """One for each track, or one for all where there are many."""
    if len(doubtful) > SAID_SINGLY:
        doubtful = [f"{len(doubtful)} tracks"]
    return [doubt(Field.TRACKS, f"{which} could not be read with certainty.") for which in doubtful]


def typed_tracks(value: Any) -> tuple[CleanTrack, ...]:
    """Tracks as a cataloger typed them: one a line, or a list of titles or of their parts."""
    rows = value.splitlines() if isinstance(value, str) else value or ()
    return tuple(track for row in rows if (track := _typed(row)))


def _typed(row: Any) -> CleanTrack | None:
    if not isinstance(row, Mapping):
        title = str(row or "").strip()
        return _track(title, None, None, None, "") if title else None
    title = " ".join(str(row.get("title") or "").split())
    if not title:
        return None
    return CleanTrack(  # its parts are told apart already: nothing is taken off the title
        title,
        as_number(row.get("disc")),
        as_number(row.get("number")),
        as_number(row.get("seconds")),
        str(row.get("responsibility") or "").strip() or None,
    )


def as_number(value: Any) -> int | None:
    """A whole number above zero, typed as number or as digits; None for everything else."""
    text = str(value if value is not None else "").strip()
    return int(text) if text.isascii() and text.isdigit() and int(text) > 0 else None


def _track(
    text: str, disc: int | None, number: int | None, seconds: int | None, responsibility: str
) -> CleanTrack:
    title = " ".join(text.split())
    if (hit := _NUMBERED.match(title)) and number in (None, int(hit[1])):
        number, title = int(hit[1]), title[hit.end() :]
    if (hit := _DURATION.search(title)) and hit.start():
        title = title[: hit.start()].rstrip()
        length = int(hit[1] or 0) * 3600 + int(hit[2]) * 60 + int(hit[3])
        seconds = seconds if seconds is not None else length
    return CleanTrack(title, disc, number, seconds, responsibility or None)
