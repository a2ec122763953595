"""From what was read to what is compared: checked, folded out of its printed dress, doubts said.

A cataloger's corrections lie over the machine's reading and are sure; an empty correction says
that the item does not have the thing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from processing.catalog.clean_codes import read_gtins, read_publisher_numbers, typed_gtins
from processing.catalog.clean_credits import composers, performers
from processing.catalog.clean_tracks import as_number, clean_tracks, typed_tracks
from processing.catalog.doubts import doubt
from processing.catalog.evidence import Field
from processing.catalog.hidden import hidden
from processing.catalog.reading import (
    CleanReading,
    CleanTrack,
    Legibility,
    Reading,
    Value,
    YearKind,
)
from processing.catalog.wrong_case import wrong_case
from processing.catalog.year_statements import statements

EARLIEST_YEAR = 1877  # the phonograph
LATEST_YEAR = 2100
Years = dict[YearKind, tuple[int, ...]]
Corrections = Mapping[str, Any]
_EDGES = " \t\n/:;,="
_CORRECTED = {
    "title": Field.TITLE,
    "name": Field.NAME,
    "labels": Field.LABEL,
    "upc": Field.GTIN,
    "publisher_numbers": Field.PUBLISHER_NUMBER,
    "years": Field.YEARS,
    "tracks": Field.TRACKS,
}


@dataclass(slots=True)
class _Doubts:
    """Collects doubts while the fields are cleaned."""

    found: list[str] = field(default_factory=list)

    def add(self, about: Field, sentence: str) -> None:
        self.found.append(doubt(about, sentence))


def clean(
    reading: Reading, corrections: Corrections, *, item_barcode: str | None = None
) -> CleanReading:
    """Make a reading comparable.

    `corrections` maps "title", "name", "labels", "upc", "publisher_numbers", "years", "tracks",
    or "disc_count" to plain JSON values. `item_barcode` is the library's own and never a UPC.
    """
    doubts = _Doubts()
    gtins, weak, numbers = _codes(reading, corrections, item_barcode, doubts)
    tracks = _tracks(reading, corrections, doubts)
    doubts.found += _hidden(reading, corrections)
    subtitle = None if "title" in corrections else _text(reading.subtitle, Field.TITLE, doubts)
    return CleanReading(
        title=_title(reading, corrections, doubts),
        subtitle=subtitle,
        other_titles=_texts(reading.parallel_titles),
        name=_name(reading, corrections, doubts),
        other_names=_other_names(reading),
        labels=_labels(reading, corrections, doubts),
        gtins=gtins,
        weak_gtins=weak,
        publisher_numbers=numbers,
        years=_years(reading, corrections, doubts) or None,
        tracks=tracks,
        disc_count=_disc_count(reading, corrections, tracks, doubts),
        romanized_titles=_romanized([reading.title, reading.subtitle, *reading.parallel_titles]),
        romanized_names=_romanized([reading.name]),
        composers=composers(reading),
        performers=performers(reading),
        notes=_texts((*reading.notes, *reading.carrier_words)),
        doubts=tuple(dict.fromkeys(doubts.found)),
    )


def _text(value: Value | None, about: Field, doubts: _Doubts) -> str | None:
    """The text in one line; None, and a doubt, where it is only a guess."""
    text = _line(value.text) if value else ""
    if not value or not text:
        return None
    if value.legibility is not Legibility.CLEAR:
        doubts.add(about, f"“{text}” could not be read with certainty.")
    return None if value.legibility is Legibility.UNSURE else text


def _hidden(reading: Reading, corrections: Corrections) -> Iterator[str]:
    """What is hidden or does not belong together, unless a cataloger has put that field right."""
    put_right = {field for name, field in _CORRECTED.items() if name in corrections}
    prefixes = tuple(doubt(field, "") for field in put_right)
    for sentence in hidden(reading.obscured):
        if not sentence.startswith(prefixes):
            yield sentence
    for differing, sentence in wrong_case(reading):
        if differing not in put_right:
            yield doubt(Field.DISCS, sentence)  # whatever agrees, it is never High confidence


def _romanized(values: Iterable[Value | None]) -> tuple[str, ...]:
    """What a model made of other scripts, for searching only."""
    found = (_line(value.romanized) for value in values if value and value.romanized)
    return tuple(dict.fromkeys(filter(None, found)))


def _line(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES)


def _texts(values: Iterable[Value]) -> tuple[str, ...]:
    sure = (value.text for value in values if value.legibility is not Legibility.UNSURE)
    return tuple(dict.fromkeys(text for text in map(_line, sure) if text))


def _typed_list(value: Any) -> list[str]:
    items = value.split(";") if isinstance(value, str) else value or ()
    return [text for item in items if (text := _line(str(item)))]


def _title(reading: Reading, corrections: Corrections, doubts: _Doubts) -> str | None:
    if "title" in corrections:
        return _line(str(corrections["title"] or "")) or None
    title = _text(reading.title, Field.TITLE, doubts)
    part = _text(reading.part_title, Field.TITLE, doubts)
    return f"{title}. {part}" if title and part else title or part


def _name(reading: Reading, corrections: Corrections, doubts: _Doubts) -> str | None:
    if "name" in corrections:
        return _line(str(corrections["name"] or "")) or None
    return _text(reading.name, Field.NAME, doubts)


def _other_names(reading: Reading) -> tuple[str, ...]:
    values = [contributor.name for contributor in reading.contributors]
    return _texts([reading.responsibility, *values] if reading.responsibility else values)


def _labels(reading: Reading, corrections: Corrections, doubts: _Doubts) -> tuple[str, ...]:
    if "labels" in corrections:
        return tuple(dict.fromkeys(_typed_list(corrections["labels"])))
    found = (_text(value, Field.LABEL, doubts) for value in reading.labels)
    return tuple(dict.fromkeys(text for text in found if text))


def _codes(
    reading: Reading, corrections: Corrections, item_barcode: str | None, doubts: _Doubts
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Sure GTINs, weak GTINs, and publisher numbers."""
    if "upc" in corrections:
        codes = typed_gtins(_typed_list(corrections["upc"]), item_barcode)
    else:
        codes = read_gtins(reading.barcodes, item_barcode)
    doubts.found += codes.doubts
    if "publisher_numbers" in corrections:
        return codes.sure, codes.weak, tuple(_typed_list(corrections["publisher_numbers"]))
    numbers = read_publisher_numbers(reading.publisher_numbers, item_barcode)
    doubts.found += numbers.doubts
    weak = [code for code in (*codes.weak, *numbers.weak) if code not in codes.sure]
    return codes.sure, tuple(dict.fromkeys(weak)), numbers.sure


def _years(reading: Reading, corrections: Corrections, doubts: _Doubts) -> Years:
    if "years" in corrections:
        return _by_kind(_typed_years(corrections["years"]))
    found: list[tuple[YearKind, int]] = []
    for read in reading.years:
        if read.value.legibility is Legibility.UNSURE:
            doubts.add(Field.YEARS, f"{read.year} could not be read with certainty.")
            continue
        stated = [kind for kind, year in statements(read.value.text) if year == read.year]
        unknown = read.kind is YearKind.UNKNOWN
        found += [(kind, read.year) for kind in (stated if unknown and stated else [read.kind])]
    return _by_kind(found)


def _typed_years(value: Any) -> list[tuple[YearKind, int]]:
    """Years typed as statements ("℗ 1997"), or as a map from kind to years."""
    if isinstance(value, Mapping):
        rows = ((YearKind(kind), years) for kind, years in value.items())
        return [(kind, year) for kind, years in rows for year in _year_list(years)]
    lines = value if isinstance(value, Sequence) and not isinstance(value, str) else [value or ""]
    return [pair for line in lines for pair in statements(str(line))]


def _year_list(value: Any) -> list[int]:
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return [year for item in items if (year := as_number(item))]


def _by_kind(pairs: Iterable[tuple[YearKind, int]]) -> Years:
    found: dict[YearKind, set[int]] = {}
    for kind, year in pairs:
        if EARLIEST_YEAR <= year <= LATEST_YEAR:
            found.setdefault(kind, set()).add(year)
    return {kind: tuple(sorted(found[kind])) for kind in YearKind if kind in found}


def _tracks(reading: Reading, corrections: Corrections, doubts: _Doubts) -> tuple[CleanTrack, ...]:
    if "tracks" in corrections:
        return typed_tracks(corrections["tracks"])
    tracks, about_tracks = clean_tracks(reading.tracks)
    doubts.found += about_tracks
    return tracks


def _disc_count(
    reading: Reading, corrections: Corrections, tracks: Sequence[CleanTrack], doubts: _Doubts
) -> int | None:
    if "disc_count" in corrections:
        typed = corrections["disc_count"]
        count = as_number(typed)
        if count is None and typed not in (None, ""):
            doubts.add(Field.DISCS, f"“{typed}” is not a number of discs.")
        return count
    return reading.disc_count or _discs_of(tracks)


def _discs_of(tracks: Sequence[CleanTrack]) -> int | None:
    """How many discs the list of tracks has. One that begins with disc 2 is of a part of a set."""
    discs = {track.disc or 1 for track in tracks}
    return len(discs) if len(discs) > 1 and max(discs) == len(discs) else None
