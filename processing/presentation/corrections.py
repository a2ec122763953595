"""Corrections on the pages: what stands now, ready to be put right, and old ones in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from processing.catalog import gtin, typed
from processing.catalog.clean import clean
from processing.catalog.reading import CleanReading, CleanTrack, Reading
from processing.models import Correction
from processing.presentation import words

Field = Correction.Field


def newest(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """Field to the correction that stands; `corrections` come oldest first."""
    rows = {row.field: row for row in corrections}
    return {field: row for field, row in rows.items() if row.value is not None}


def present(
    machine: Reading, corrections: Mapping[str, Correction], item_barcode: str | None
) -> dict[str, Any]:
    """Field to the value that a cataloger would put right, also while the disc is worked again."""
    laid_over = {field: row.value for field, row in corrections.items()}
    now: CleanReading = clean(machine, laid_over, item_barcode=item_barcode)
    return {
        Field.TITLE: now.title or "",
        Field.NAME: now.name or "",
        Field.LABELS: now.labels,
        Field.UPC: tuple(map(gtin.display, now.gtins)),
        Field.PUBLISHER_NUMBERS: now.publisher_numbers,
        Field.YEARS: now.years or {},
        Field.TRACKS: now.tracks,
        Field.DISC_COUNT: now.disc_count,
    }


def _years(value: Mapping[str, Any]) -> str:
    names = {str(kind): name for kind, name in typed.YEAR_NAMES.items()}
    return "; ".join(
        f"{names.get(kind, kind)} {', '.join(map(str, of_kind))}" for kind, of_kind in value.items()
    )


def _tracks(value: list[Any]) -> str:
    rows = [row if isinstance(row, dict) else {"title": str(row)} for row in value]
    lines = typed.track_lines(CleanTrack(**row) for row in rows).splitlines()
    return "; ".join(lines)


def in_words(correction: Correction) -> str:
    """The value of a correction as a sentence's part; an empty one says what it means."""
    value: Any = correction.value
    if value is None:
        return "taken back"
    if value in ("", [], {}):
        return "the item has none"
    if isinstance(value, dict):
        return _years(value)
    if correction.field == Field.TRACKS and isinstance(value, list):
        return _tracks(value)
    return words.told(value)
