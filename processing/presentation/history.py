"""Decisions on the pages: the records that they name, and which of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from processing.models import BibRecord, Decision


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision with the record that it names; None where the program has no such record."""

    row: Decision
    record: BibRecord | None
    undone: bool

    @property
    def pk(self) -> int:
        return self.row.pk

    @property
    def source(self) -> str:
        return self.row.source

    @property
    def number(self) -> str:
        return self.row.number

    @property
    def shown_number(self) -> str:
        return self.record.shown_number if self.record else self.row.number

    @property
    def unknown(self) -> bool:
        """Whether it names a record that the program has never seen."""
        return bool(self.row.number) and self.record is None


def decided(decisions: Sequence[Decision]) -> tuple[Decided, ...]:
    """The decisions, newest first as they are given, in one further query."""
    named = [decision for decision in decisions if decision.number]
    rows = BibRecord.objects.filter(
        source__name__in={decision.source for decision in named},
        number__in={decision.number for decision in named},
    )
    records = {(row.source.name, row.number): row for row in rows.select_related("source")}
    undone = {decision.undoes_id for decision in decisions}
    return tuple(
        Decided(row, records.get((row.source, row.number)), row.pk in undone) for row in decisions
    )


def standing_one(decisions: Sequence[Decided]) -> Decided | None:
    """The newest that is neither undone nor an undo."""
    return next((one for one in decisions if not one.undone and one.row.undoes_id is None), None)
