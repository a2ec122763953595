"""Puts a corpus together: its records, and discs that are read, damaged, and looked for."""

import random
from collections.abc import Sequence

from processing.catalog import publisher_number
from processing.catalog.evidence import Verdict
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.evaluation.cases import Case, Corpus
from processing.evaluation.damages import KINDS, damaged

# How often each damage is done: most discs of a box are read well and keep a code.
_OFTEN = {
    "nothing is damaged": 8,
    "titles folded": 3,
    "letters misread": 3,
    "no UPC": 2,
    "no publisher number": 2,
    "no years": 2,
}
_TURNS = tuple(kind for kind in KINDS for _ in range(_OFTEN.get(kind.name, 1)))


class Builder:
    """Collects the records and cases of one corpus; the same for the same seed."""

    def __init__(self, name: str, seed: int) -> None:
        self.name, self.chance = name, random.Random(seed)
        self._records: list[Record] = []
        self._cases: list[Case] = []

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self._records)

    def keep(self, records: Sequence[Record]) -> None:
        self._records += records

    def corpus(self) -> Corpus:
        return Corpus(self.name, tuple(self._records), tuple(self._cases))

    def add(
        self,
        reading: CleanReading,
        records: Sequence[Record],
        *,
        family: str,
        kind: str,
        present: bool,
        music: str = "",
    ) -> None:
        """A disc whose issue these records describe. Not `present`: they are hidden from it."""
        damage = self.chance.choice(_TURNS)
        read = damaged(reading, damage, self.chance)
        keys = frozenset((record.source, record.number) for record in records)
        none: frozenset[tuple[str, str]] = frozenset()
        identified = present and any(has_right_code(read, one) for one in records)
        self._cases.append(
            Case(
                read,
                keys if present else none,
                kind,
                damage.name,
                family,
                hidden=none if present else keys,
                identified=identified,
                music=music,
            )
        )


def has_right_code(reading: CleanReading, record: Record) -> bool:
    """Whether a code of the reading is one of the record."""
    numbers = [one.number for one in record.publisher_numbers]
    same = publisher_number.compare(reading.publisher_numbers, numbers).verdict is Verdict.AGREE
    return same or not set(reading.gtins).isdisjoint(record.gtins)
