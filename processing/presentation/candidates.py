"""The table of one disc: fields as rows, the item and the possible records as columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from processing.catalog.evidence import Evidence, Field, Verdict
from processing.catalog.folding import fold
from processing.catalog.reading import YearKind
from processing.catalog.record import Carrier, Record
from processing.models import BibRecord, Candidate, Correction
from processing.models.record import WORLDCAT
from processing.presentation import words
from processing.presentation.reading_rows import Row, shown_gtin

FIRST_COLUMNS = 3  # more than three side by side are not compared but browsed
# The compared field beside each field of the reading.
_COMPARED = {
    Correction.Field.PUBLISHER_NUMBERS: Field.PUBLISHER_NUMBER,
    Correction.Field.UPC: Field.GTIN,
    Correction.Field.NAME: Field.NAME,
    Correction.Field.TITLE: Field.TITLE,
    Correction.Field.LABELS: Field.LABEL,
    Correction.Field.YEARS: Field.YEARS,
    Correction.Field.DISC_COUNT: Field.DISCS,
    Correction.Field.TRACKS: Field.TRACKS,
}
_NOT_TOLD = "–"
AT_WORLDCAT = "https://search.worldcat.org/title/"
NOT_LISTED = "not among WorldCat’s music CDs"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one record against the item. `verdict` None: nothing to compare it with.

    `theirs` is "" where the record agrees to the letter: the word says it all.
    """

    theirs: str = ""
    verdict: Verdict | None = None
    sentence: str = ""

    @property
    def word(self) -> str:
        return words.VERDICTS[self.verdict] if self.verdict else ""

    @property
    def mark(self) -> str:
        return words.VERDICT_MARKS[self.verdict] if self.verdict else ""


@dataclass(frozen=True, slots=True)
class Column:
    """One possible record. `twins` are other items that have it as their record already.

    `suggested`: it was chosen, and waits for a cataloger. `place` counts the columns from 1.
    """

    candidate: Candidate
    row: BibRecord
    record: Record
    chosen: bool
    decided: bool
    suggested: bool
    place: int
    twins: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        told = "◐ suggested" if self.suggested else "● chosen" if self.chosen else ""
        told = "● decided" if self.decided else told
        return f"{self.place} {told}".rstrip()

    @property
    def address(self) -> str:
        """Where everybody can see the record; "" where it is no record of WorldCat."""
        ours = self.row.source.name != WORLDCAT or not self.row.oclc_number
        return "" if ours else at_worldcat(self.row.oclc_number)

    @property
    def not_listed(self) -> str:
        """That WorldCat has the record, but not where music CDs are looked for."""
        return NOT_LISTED if self.record.listed is False else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One field over all columns; `item` None where only records have it."""

    label: str
    tag: str
    item: Row | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The item and some records side by side."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def cards(self) -> list[tuple[Column, list[tuple[Line, Cell]]]]:
        """The same record by record, for a narrow screen."""
        return [
            (column, [(line, line.cells[place]) for line in self.lines])
            for place, column in enumerate(self.columns)
        ]


def at_worldcat(number: str) -> str:
    """The page of an OCLC number that everybody can see."""
    return f"{AT_WORLDCAT}{number}"


def _held(record: Record) -> str:
    """Who holds it: this library, and how many in all; not who where that was not asked."""
    number = words.count(record.holdings, "library", "libraries") if record.holdings else ""
    if record.held:
        return f"■ held by this library · {number} in all" if number else "■ held by this library"
    if record.held is False:
        return f"held by {number}, not by this one" if number else "not held by this library"
    return f"held by {number}" if number else ""


def _record(row: BibRecord) -> Record:
    """What stands in a file of our own holdings is held."""
    ours = row.source.own and row.source.upload_id is None
    return replace(row.record, held=True) if ours else row.record


def _carrier(record: Record) -> str:
    names = {Carrier.CD: "CD", Carrier.OTHER: "not a CD", Carrier.UNKNOWN: "carrier not told"}
    return names[record.carrier]


def facts(record: Record) -> tuple[str, ...]:
    """Extent, edition, carrier, language of cataloging, encoding level, holdings: those given.

    And that it does not stand among the music CDs, where that is known.
    """
    told = [
        record.extent,
        record.edition,
        _carrier(record),
        f"cataloged in {record.cataloging_language}" if record.cataloging_language else "",
        f"encoding level {_level(record)}" if _level(record) else "",
        _held(record),
        NOT_LISTED if record.listed is False else "",
    ]
    return tuple(text for text in told if text)


def _level(record: Record) -> str:
    """A blank encoding level is the full level, written # by catalogers."""
    level = record.encoding_level
    return "# (full)" if level in (" ", "#") else level.strip()


def _carrier_with_reason(record: Record) -> str:
    """The reason only where it is not plainly a CD."""
    told = record.carrier is not Carrier.CD and record.carrier_reason
    return f"{_carrier(record)} ({record.carrier_reason})" if told else _carrier(record)


def _record_lines(columns: Sequence[Column]) -> list[Line]:
    """What catalogers ask of a record besides the comparison; only where one of them gives it."""
    told = [
        ("Edition", "250", [c.record.edition or "" for c in columns]),
        ("Extent", "300", [c.record.extent or "" for c in columns]),
        ("Carrier", "007, 33X", [_carrier_with_reason(c.record) for c in columns]),
        ("Encoding level", "ELvl", [_level(c.record) for c in columns]),
        ("Cataloged in", "040 $b", [c.record.cataloging_language or "" for c in columns]),
        ("Holdings", "", [_held(c.record) for c in columns]),
        ("Also matched", "", ["; ".join(f"⧉ {twin}" for twin in c.twins) for c in columns]),
    ]
    return [
        Line(label, tag, None, tuple(Cell(text or _NOT_TOLD) for text in texts))
        for label, tag, texts in told
        if any(texts)
    ]


def _shown(field: Field, text: str) -> str:
    """Codes in printed groups, whichever way the evidence lists them; years with our words; no
    number where there is no list of tracks."""
    if field is Field.TRACKS and text.startswith("0 "):
        return ""
    if field is Field.GTIN:
        return ", ".join(shown_gtin(part.strip()) for part in text.split(",") if part.strip())
    if field is Field.YEARS:
        for kind in YearKind:
            text = text.replace(f"({kind})", f"({words.YEAR_KINDS[kind]})")
    return text


def _cell(one: Evidence | None) -> Cell:
    if one is None:
        return Cell()
    theirs = _shown(one.field, one.theirs)
    if one.verdict is Verdict.AGREE and fold(one.ours) == fold(one.theirs):
        return Cell("", one.verdict)
    told = one.verdict in (Verdict.PARTIAL, Verdict.CONFLICT)
    return Cell(theirs, one.verdict, one.sentence if told else "")


def _table(columns: tuple[Column, ...], rows: Sequence[Row]) -> Table:
    found = [{one.field: one for one in column.candidate.evidence} for column in columns]
    lines = [
        Line(row.label, row.tag, row, tuple(_cell(fields.get(field)) for fields in found))
        for row in rows
        if (field := _COMPARED[Correction.Field(row.field)])
    ]
    return Table(columns, (*lines, *_record_lines(columns)))


def neutral(candidates: Sequence[Candidate]) -> list[Candidate]:
    """In the order of their numbers, which says nothing of how good they are."""
    return sorted(candidates, key=lambda one: (one.record.shown_number, one.pk))


def tables(
    candidates: Sequence[Candidate],
    rows: Sequence[Row],
    *,
    chosen: int | None,
    decided: Key | None = None,
    suggests: bool = False,
    twins: Mapping[Key, Sequence[str]] | None = None,
) -> list[Table]:
    """The best three records beside the item, then the others three by three.

    There is always one table, if only of the item. `chosen` is the key of the record that the
    match names, `decided` source and number of what a cataloger decided; `suggests`: nobody has
    decided yet, and somebody should.
    """
    columns = [
        Column(
            candidate,
            candidate.record,
            _record(candidate.record),
            candidate.record_id == chosen,
            decided == (key := (candidate.record.source.name, candidate.record.number)),
            suggests and candidate.record_id == chosen,
            place,
            tuple((twins or {}).get(key, ())),
        )
        for place, candidate in enumerate(candidates, start=1)
    ]
    starts = range(0, max(len(columns), 1), FIRST_COLUMNS)
    return [_table(tuple(columns[start : start + FIRST_COLUMNS]), rows) for start in starts]
