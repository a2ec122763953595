"""Readings as a reader without a fault would make them from an item that a record describes."""

import re
from dataclasses import replace

from processing.catalog.reading import CleanReading, YearKind
from processing.catalog.record import Record

_MEDIUM = re.compile(r"\s*\[(?:sound recording|enregistrement sonore|electronic resource)\]", re.I)
_ON_ITEM = (YearKind.PHONOGRAM, YearKind.COPYRIGHT, YearKind.RELEASED)


def reading_of(record: Record) -> CleanReading:
    """Title, name, labels, numbers, years and tracks of the record as they may stand on its item."""
    years = {kind: given for kind in _ON_ITEM if (given := (record.years or {}).get(kind))}
    return CleanReading(
        title=_MEDIUM.sub("", record.title).strip(" /:;,.") or None,
        name=_direct(record.name) if record.name else None,
        labels=record.labels[:1],
        gtins=record.gtins[:1],
        publisher_numbers=tuple(one.number for one in record.publisher_numbers[:1]),
        years=years or None,
        tracks=tuple(replace(track, seconds=None) for track in record.tracks),
        disc_count=record.disc_count,
    )


def _direct(name: str) -> str:
    """ "Davis, Miles" as printed: "Miles Davis"."""
    family, comma, given = name.partition(", ")
    return f"{given.split(',')[0]} {family}".strip() if comma else name
