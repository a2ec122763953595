"""The catalog of the sample: right records, other editions, other carriers, and neighbours."""

from collections.abc import Iterator

from pymarc import Record

from processing.sample.entries import Entry
from processing.sample.entries_classical_jazz import CLASSICAL_AND_JAZZ
from processing.sample.entries_fillers import FILLERS
from processing.sample.entries_songs import SONGS
from processing.sample.marc import marc

ENTRIES: tuple[Entry, ...] = tuple(
    sorted(SONGS + CLASSICAL_AND_JAZZ + FILLERS, key=lambda entry: entry.number)
)


def catalogue() -> Iterator[Record]:
    """The MARC records, in the order of their control numbers."""
    return (marc(entry) for entry in ENTRIES)
