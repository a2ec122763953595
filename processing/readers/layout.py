"""From lines of text on the photos of a disc to its `Reading`."""

from collections.abc import Iterable, Sequence

from processing.catalog import publisher_number
from processing.catalog.folding import fold
from processing.catalog.reading import (
    BarcodeRead,
    ContributorRead,
    Reading,
    TrackRead,
    Value,
    YearKind,
    YearRead,
)
from processing.readers import front, imprint, printed, tracklist
from processing.readers.base import Barcode, Line, Seen

# Where a list is looked for first; the same list from a label is only used where none is better.
LIST_ROLES = ("back", "booklet", "other", "sticker", "disc", "spine", "front")
MAX_DISCS = 30


def compose(photos: Sequence[Seen], barcodes: dict[int, tuple[Barcode, ...]]) -> Reading:
    """The reading of one disc; `barcodes` are the decoded codes by photo id."""
    tracks = _tracks(photos)
    labels = _labels(photos, tracks)
    numbers = _numbers(photos, barcodes, tracks)
    imprints = [fold(value.text) for value in (*labels, *numbers)]
    heading = front.heading(photos, tracks, imprints)
    return Reading(
        title=heading.title,
        name=heading.name,
        contributors=tuple(ContributorRead(value) for value in heading.others),
        labels=labels,
        barcodes=_barcodes(photos, barcodes),
        publisher_numbers=numbers,
        years=_years(photos),
        tracks=tracks,
        disc_count=_disc_count(photos, tracks),
        carrier_words=_once(value for seen in photos for value in imprint.carrier_words(seen)),
    )


def _tracks(photos: Sequence[Seen]) -> tuple[TrackRead, ...]:
    """The longest list; among equals the one with more durations, then the back's."""
    ordered = sorted(photos, key=lambda seen: _place(seen.role))
    lists = [tracklist.tracks(seen) for seen in ordered if seen.role != "front"]
    return max(lists, key=_worth, default=())


def _place(role: str) -> int:
    return LIST_ROLES.index(role) if role in LIST_ROLES else len(LIST_ROLES)


def _worth(tracks: Sequence[TrackRead]) -> tuple[int, int]:
    return len(tracks), sum(track.seconds is not None for track in tracks)


def _labels(photos: Sequence[Seen], tracks: Sequence[TrackRead]) -> tuple[Value, ...]:
    titles = {fold(track.title.text) for track in tracks}
    found = [value for seen in photos for value in imprint.named_before_number(seen)]
    found += [value for seen in photos for value in imprint.labels(seen)]
    found = found or [value for seen in photos for value in imprint.owners(seen)]
    return _once(value for value in found if fold(value.text) not in titles)


def _numbers(
    photos: Sequence[Seen], barcodes: dict[int, tuple[Barcode, ...]], tracks: Sequence[TrackRead]
) -> tuple[Value, ...]:
    """Publisher numbers, each once; a number that is part of a track's title is none."""
    codes = [code for found in barcodes.values() for code in found]
    titles = {track.title.text for track in tracks}
    found: dict[str, Value] = {}
    for seen in photos:
        ignore: list[Line] = printed.lines_of(seen, codes)
        for value in imprint.numbers(seen, ignore):
            if value.text not in titles:
                found.setdefault(publisher_number.key(value.text), value)
    return tuple(found.values())


def _years(photos: Sequence[Seen]) -> tuple[YearRead, ...]:
    """The years told, each kind once. A year of unknown kind adds nothing to one that is known."""
    found: dict[tuple[YearKind, int], YearRead] = {}
    for seen in photos:
        for read in imprint.years(seen):
            found.setdefault((read.kind, read.year), read)
    known = {year for kind, year in found if kind in (YearKind.PHONOGRAM, YearKind.COPYRIGHT)}
    return tuple(
        read
        for (kind, year), read in found.items()
        if kind is not YearKind.UNKNOWN or year not in known
    )


def _barcodes(
    photos: Sequence[Seen], barcodes: dict[int, tuple[Barcode, ...]]
) -> tuple[BarcodeRead, ...]:
    """The UPCs and EANs, each once, sure ones first; from digits alone only where no bars were read."""
    found = [
        printed.checked(seen, code)
        for seen in photos
        for code in barcodes.get(seen.photo, ())
        if code.is_product
    ]
    if not found:
        found = [read for seen in photos for read in printed.alone(seen)]
    found.sort(key=lambda read: (read.doubtful, read.printed is None))
    once = {read.decoded or read.printed: read for read in reversed(found)}
    return tuple(reversed(once.values()))


def _disc_count(photos: Sequence[Seen], tracks: Sequence[TrackRead]) -> int | None:
    """How many discs are told by headings in the list or on the labels; None where nothing tells.

    "Disc 2" alone tells which part of a set it is, and not that all of it is here.
    """
    told = [track.disc for track in tracks if track.disc]
    for seen in photos:
        if seen.role in ("disc", "back", "other"):
            told += [
                number
                for line in seen.page.lines
                if (number := tracklist.disc_number(line.text)) and number <= MAX_DISCS
            ]
    return max(told) if 1 in told else None


def _once(values: Iterable[Value]) -> tuple[Value, ...]:
    found: dict[str, Value] = {}
    for value in values:
        found.setdefault(fold(value.text), value)
    return tuple(found.values())
