"""The table "Possible records": fields as rows, records as columns, a verdict in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from processing.catalog.evidence import Evidence, Field, Verdict
from processing.catalog.record import Carrier, Record
from processing.models import BibRecord, Candidate
from processing.presentation import words
from processing.presentation.reading_rows import shown_gtin

FIRST_COLUMNS = 3  # more than three side by side are not compared but browsed


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one record against the item. `verdict` None: not compared."""

    theirs: str = ""
    verdict: Verdict | None = None
    sentence: str = ""
    rank: int = 0

    @property
    def word(self) -> str:
        return words.VERDICTS[self.verdict] if self.verdict else ""

    @property
    def mark(self) -> str:
        return words.VERDICT_MARKS[self.verdict] if self.verdict else ""


@dataclass(frozen=True, slots=True)
class Column:
    """One possible record. `facts` are what catalogers ask of a record besides the comparison."""

    candidate: Candidate
    row: BibRecord
    record: Record
    chosen: bool
    facts: tuple[str, ...]
    cells: dict[Field, Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """One field over all columns."""

    label: str
    tag: str
    ours: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table of some records side by side."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def _held(record: Record) -> str:
    if record.held:
        return "■ held by this library"
    return (
        f"held by {words.count(record.holdings, 'library', 'libraries')}" if record.holdings else ""
    )


def _carrier(record: Record) -> str:
    names = {Carrier.CD: "CD", Carrier.OTHER: "not a CD", Carrier.UNKNOWN: "carrier not told"}
    return names[record.carrier]


def facts(record: Record) -> tuple[str, ...]:
    """Extent, edition, carrier, language of cataloging, encoding level, holdings: those given."""
    told = [
        record.extent,
        record.edition,
        _carrier(record),
        f"cataloged in {record.cataloging_language}" if record.cataloging_language else "",
        f"encoding level {record.encoding_level}" if record.encoding_level.strip() else "",
        _held(record),
    ]
    return tuple(text for text in told if text)


def _shown(field: Field, text: str) -> str:
    """Codes in printed groups, whichever way the evidence lists them."""
    if field is not Field.GTIN:
        return text
    return ", ".join(shown_gtin(part.strip()) for part in text.split(",") if part.strip())


def _cell(one: Evidence, rank: int) -> Cell:
    return Cell(_shown(one.field, one.theirs), one.verdict, one.sentence, rank)


def column(candidate: Candidate, chosen: int | None) -> Column:
    """`chosen` is the key of the record that the match names."""
    record = candidate.record.record
    return Column(
        candidate,
        candidate.record,
        record,
        candidate.record_id == chosen,
        facts(record),
        {one.field: _cell(one, candidate.rank) for one in candidate.evidence},
    )


def _ours(columns: Sequence[Candidate]) -> dict[Field, str]:
    told: dict[Field, str] = {}
    for candidate in columns:
        for one in candidate.evidence:
            told.setdefault(one.field, _shown(one.field, one.ours))
    return told


def compare(candidates: Sequence[Candidate], chosen: int | None) -> Comparison:
    """All fields that were compared for at least one of the candidates, in their fixed order."""
    columns = tuple(column(candidate, chosen) for candidate in candidates)
    ours = _ours(candidates)
    lines = tuple(
        Line(*words.FIELDS[field], ours[field], tuple(c.cells.get(field, Cell()) for c in columns))
        for field in Field
        if field in ours
    )
    return Comparison(columns, lines)


def comparisons(candidates: Sequence[Candidate], chosen: int | None) -> list[Comparison]:
    """The best three side by side, then the others three by three."""
    steps = range(0, len(candidates), FIRST_COLUMNS)
    return [compare(candidates[start : start + FIRST_COLUMNS], chosen) for start in steps]
