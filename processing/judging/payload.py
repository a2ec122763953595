"""What the model is given to judge: the item and its possible records, as compact JSON.

Only what matters and nothing twice: of the tracks, how many agree and which do not; no key
without a value. A record of a real catalogue costs about 150 tokens (median 143 of 205).
"""

import json
from collections.abc import Sequence
from typing import Any

from processing.catalog import publisher_number
from processing.catalog.choose import Candidate
from processing.catalog.reading import CleanReading, CleanTrack, YearKind
from processing.catalog.record import Record
from processing.catalog.tracks import compare_tracks

MOST_TITLES = 6  # of tracks without a partner, on each side
LONGEST = 160  # characters of one text of a record: a hostile note must not fill the question
MOST_ENTRIES = 12  # of one list: a record with hundreds of names must not fill it either
MOST_OF_TRACKS = 99  # the item's own: one disc has no more
MOST_NOTES = 2
YEARS = {
    YearKind.PHONOGRAM: "p",
    YearKind.COPYRIGHT: "c",
    YearKind.RELEASED: "released",
    YearKind.RECORDED: "recorded",
    YearKind.ORIGINAL: "original",
    YearKind.UNKNOWN: "other",
}


def numbered(candidates: Sequence[Candidate]) -> dict[str, Candidate]:
    """The candidates by the number that the model may answer with: the record's own.

    Where two catalogues use the same number, the second one stands with its catalogue.
    """
    found: dict[str, Candidate] = {}
    for record, scored in candidates:
        number = record.number if record.number not in found else f"{record.source}:{record.number}"
        found[number] = (record, scored)
    return found


def item(reading: CleanReading) -> str:
    """The item as JSON."""
    return _json(
        title=reading.title,
        subtitle=reading.subtitle,
        other_titles=reading.other_titles,
        name=reading.name,
        other_names=reading.other_names,
        labels=reading.labels,
        upc=reading.gtins,
        damaged_upc=reading.weak_gtins if not reading.gtins else (),
        numbers=reading.publisher_numbers,
        years=_years(reading.years),
        discs=reading.disc_count,
        tracks=[track.title for track in reading.tracks],
        not_sure=reading.doubts,
    )


def record(number: str, reading: CleanReading, candidate: Record) -> str:
    """One possible record as JSON."""
    first, *other_titles = [candidate.title, *candidate.titles]
    return _json(
        number=number,
        title=first,
        other_titles=[title for title in dict.fromkeys(other_titles) if title != first],
        name=candidate.name,
        other_names=[name for name in candidate.names if name != candidate.name],
        responsibility=candidate.responsibility,
        labels=candidate.labels,
        upc=_codes(candidate.gtins, reading.gtins),
        numbers=_codes(
            [one.number for one in candidate.publisher_numbers], reading.publisher_numbers
        ),
        years=_years(candidate.years),
        extent=candidate.extent,
        discs=candidate.disc_count,
        edition=candidate.edition,
        series=candidate.series,
        notes=candidate.notes[:MOST_NOTES],
        cataloged_in=candidate.cataloging_language,
        holdings=candidate.holdings,
        held=candidate.held or None,
        tracks=_tracks(reading.tracks, candidate.tracks),
    )


def _codes(theirs: Sequence[str], ours: Sequence[str]) -> Sequence[str]:
    """Those that the item has come first, where not all of them are told."""
    if len(theirs) <= MOST_ENTRIES:
        return theirs
    known = {publisher_number.key(one) for one in ours}
    return sorted(theirs, key=lambda one: publisher_number.key(one) not in known)


def _tracks(ours: Sequence[CleanTrack], theirs: Sequence[CleanTrack]) -> dict[str, Any] | None:
    """How the track lists fit, and the titles without a partner."""
    if not theirs:
        return None
    found = compare_tracks(ours, theirs)
    told: dict[str, Any] = {"on_record": len(theirs), "alike": len(found.pairs)}
    told["only_item"] = _some(ours, found.missing)
    told["only_record"] = _some(theirs, found.extra) if ours else _some(theirs, range(len(theirs)))
    return {name: value for name, value in told.items() if value not in ([], None)}


def _some(tracks: Sequence[CleanTrack], places: Sequence[int]) -> list[str]:
    return _capped([tracks[place].title for place in places], MOST_TITLES)


def _years(years: dict[YearKind, tuple[int, ...]] | None) -> dict[str, Any]:
    return {YEARS[kind]: list(found) for kind, found in (years or {}).items()}


def _json(**values: Any) -> str:
    most = {"tracks": MOST_OF_TRACKS}
    told = {name: value for name, value in values.items() if value not in (None, "")}
    given = {name: _cut(value, most.get(name, MOST_ENTRIES)) for name, value in told.items()}
    kept = {name: value for name, value in given.items() if value not in ([], {})}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _cut(value: Any, most: int = MOST_ENTRIES) -> Any:
    if isinstance(value, str):
        return _short(value)
    if isinstance(value, dict):
        return {name: _cut(one, most) for name, one in value.items()}
    return _capped(value, most) if isinstance(value, tuple | list) else value


def _capped(entries: Sequence[Any], most: int) -> list[Any]:
    """The first entries, and how many more there are."""
    left = max(0, len(entries) - most)
    first = [_cut(one) for one in entries[:most]]
    return [*first, f"and {left} more"] if left else first


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
