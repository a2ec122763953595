"""What one search has found so far: each record once, compared, the best first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from processing.catalog.choose import rank
from processing.catalog.compare import compare
from processing.catalog.evidence import Field, Scored, Verdict
from processing.catalog.policy import DEFAULT, Policy
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.catalog.verdicts import Verdicts
from processing.sources.worldcat.keeping import Kept
from processing.sources.worldcat.ladder import Rung

KEPT = 10
NEAR = 10  # points below the best: its full record may turn the order
CORROBORATED = 0.8  # score of a title


@dataclass(slots=True)
class Found:
    """A hit with its comparison and the queries that found it, in words."""

    kept: Kept
    scored: Scored
    by: dict[str, None] = field(default_factory=dict)
    by_identifier: bool = False

    @property
    def record(self) -> Record:
        return self.kept.record

    def is_corroborated(self) -> bool:
        """Whether title, name or tracks speak for a record that an identifier found.

        The name alone does not where the title is another one: the next number is often an album
        of the same name.
        """
        verdicts = Verdicts(self.scored.evidence)
        alike = verdicts.score(Field.TITLE) >= CORROBORATED
        named = verdicts.agrees(Field.NAME) and verdicts.of(Field.TITLE) is not Verdict.CONFLICT
        return self.by_identifier and (alike or named or verdicts.agrees(Field.TRACKS))

    def is_named(self) -> bool:
        """Whether title and name both agree, and no track list contradicts."""
        verdicts = Verdicts(self.scored.evidence)
        both = verdicts.agrees(Field.TITLE) and verdicts.agrees(Field.NAME)
        return both and verdicts.of(Field.TRACKS) is not Verdict.CONFLICT


class Gathered:
    """The records that were found for a reading; numbers that were merged are one record.

    They are compared and ranked by the library's `policy`.
    """

    def __init__(self, reading: CleanReading, policy: Policy = DEFAULT) -> None:
        self._reading, self._policy = reading, policy
        self._found: dict[str, Found] = {}
        self._numbers: dict[str, str] = {}  # older numbers to the one that is kept

    def possible(self) -> list[Found]:
        """Those that are not surely of another carrier, the best first."""
        possible = [one for one in self._found.values() if one.scored.veto is None]
        language = self._policy.language
        return sorted(possible, key=lambda one: rank((one.record, one.scored), language))

    def add(self, hits: Iterable[Kept], rung: Rung) -> int:
        """Says how many of them are new."""
        before = len(self._found)
        for hit in hits:
            found = self._put(hit)
            found.by[rung.said] = None
            found.by_identifier |= rung.by_identifier
        return len(self._found) - before

    def complete(self, found: Found, whole: Kept) -> None:
        """The full record of one of them, which may have another number than the brief one."""
        number = found.record.number
        if whole.record.number != number:
            self._numbers[number] = whole.record.number
            del self._found[number]
        _join(self._put(whole), found)

    def brief_near_the_top(self, without: Collection[str]) -> Found | None:
        """The best one of which the full record is not known, if that could turn the order.

        `without` are numbers that were asked for already.
        """
        best = self.possible()[:KEPT]
        near = (one for one in best if best[0].scored.score - one.scored.score <= NEAR)
        brief = (one for one in near if not one.kept.complete)
        return next((one for one in brief if one.record.number not in without), None)

    def _compared(self, hit: Kept) -> Scored:
        return compare(self._reading, hit.record, self._policy)

    def _put(self, hit: Kept) -> Found:
        """The hit among what was found; an older number of a record is that record."""
        number = hit.record.number
        found = self._found.get(self._numbers.get(number, number))
        if found is None:
            found = self._found[number] = Found(hit, self._compared(hit))
        elif found.record.number == number and (hit.complete or not found.kept.complete):
            found.kept, found.scored = hit, self._compared(hit)
        for older in found.record.merged_numbers:
            self._numbers[older] = found.record.number
            before = self._found.get(older)
            if before is not None and before is not found:
                del self._found[older]
                _join(found, before)
        return found


def _join(found: Found, before: Found) -> None:
    """What found the one record has found the other one."""
    found.by.update(before.by)
    found.by_identifier |= before.by_identifier
