"""Track lists from contents notes (MARC 505), basic and enhanced (facts 4.3, 5.4).

Nothing is cut off: a note of any length gives all its tracks. Where the note is a list of
works, the movements stay in the title of their work (` ; ` between them), unless each has its
own duration: then each is a track.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from processing.catalog.contents_basic import basic_entries
from processing.catalog.contents_discs import DiscCounter
from processing.catalog.contents_enhanced import EnhancedNote
from processing.catalog.contents_entry import Entry
from processing.catalog.reading import CleanTrack

# So many tracks must carry a printed number before a leading number is one: "7 rings".
NUMBERED_SHARE = 0.5
# Links, field numbers, and addresses are no part of the note.
_SKIPPED_CODES = frozenset("0123456789uvwxyz")


@dataclass(frozen=True, slots=True)
class ContentsField:
    """One 505: (code, text) pairs in order, and both indicators."""

    subfields: tuple[tuple[str, str], ...]
    indicator1: str = "0"
    indicator2: str = " "


def parse_contents(fields: Sequence[ContentsField]) -> tuple[CleanTrack, ...]:
    """The tracks of all contents notes of a record, in their order.

    `disc` is None where the note names no discs; `number` is the printed one. A disc that one
    note opened goes on in the next. 880s are for the caller to pass apart.
    """
    discs = DiscCounter()
    entries: list[Entry] = []
    for field in fields:
        kept = [pair for pair in field.subfields if pair[0] not in _SKIPPED_CODES]
        if any(code == "t" for code, _ in kept):
            found = EnhancedNote(discs).read(kept)
        else:
            found = list(basic_entries(" ".join(text for _, text in kept), discs))
        entries.extend(_with_settled_numbers(found))
    return tuple(track for entry in entries if (track := _track(entry)) is not None)


def _with_settled_numbers(entries: list[Entry]) -> list[Entry]:
    """Leading numbers are track numbers when most tracks have one, else part of the title."""
    numbered = sum(entry.cut is not None for entry in entries)
    if numbered >= NUMBERED_SHARE * len(entries):
        return entries
    return [
        replace(entry, title=entry.cut, number=None, cut=None) if entry.cut else entry
        for entry in entries
    ]


def _track(entry: Entry) -> CleanTrack | None:
    if not any(character.isalnum() for character in entry.title):
        return None
    return CleanTrack(
        title=entry.title,
        disc=entry.disc,
        number=entry.number,
        seconds=entry.seconds,
        responsibility=entry.responsibility,
    )
