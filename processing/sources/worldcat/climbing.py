"""Up the ladder, one rung at a time: as few calls as find the record, and never more than eight.

It stops as soon as a hit of an identifier is corroborated by title, name or tracks, or title and
name of a hit both agree. What was found is compared before anything is cut; the full record is
fetched for those near the top alone.
"""

from processing.catalog.policy import DEFAULT, Policy
from processing.catalog.reading import CleanReading
from processing.catalog.searched import Asked
from processing.clients.worldcat_errors import Kind, WorldCatError
from processing.sources.worldcat.desk import PAGE, Answer, Desk
from processing.sources.worldcat.gathering import KEPT, Found, Gathered
from processing.sources.worldcat.ladder import Rung, narrowed, outside, rungs

MAX_CALLS = 8
SPARED = 1  # of these, for the full record of what the last rung finds
MAX_WHOLE = 4
SOURCE = "WorldCat"
INTERNAL_ERROR = 500
NOT_TAKEN = "WorldCat did not take this one"


class Climb:
    """One search. `best()` gives what was found, the best first; `asked` is what was asked for it."""

    def __init__(self, reading: CleanReading, desk: Desk, policy: Policy = DEFAULT) -> None:
        self.reading, self.desk = reading, desk
        self.asked: list[Asked] = []
        self._gathered = Gathered(reading, policy)
        self._refused: WorldCatError | None = None
        self._taken = False  # whether any query was answered

    def up(self) -> None:
        """Asks rung by rung until enough is found or all has been asked."""
        for rung in rungs(self.reading):
            if not self._may_ask():
                break
            self._climb(rung)
            if self._settled(rung):
                return
        if self._only_strangers() and (last := outside(self.reading)):
            self._climb(last)
        if self._refused and not self._taken:
            raise self._refused

    def best(self) -> list[Found]:
        """At most ten, none of them surely of another carrier, as whole as calls allow."""
        asked: set[str] = set()
        while len(asked) < MAX_WHOLE and self.desk.calls < MAX_CALLS:
            wanted = self._gathered.brief_near_the_top(asked)
            if wanted is None:
                break
            asked.add(wanted.record.number)
            self._gathered.complete(wanted, self.desk.whole(wanted.kept))
        best = self._gathered.possible()[:KEPT]
        if self.desk.calls < MAX_CALLS:
            told = self.desk.with_holdings([one.kept for one in best])
            for one, known in zip(best, told, strict=True):
                one.kept = known
        return best

    def _only_strangers(self) -> bool:
        """Whether nothing found is likely to be the disc, and one call is left to look further.

        Another album of the name, on the same label, is no reason not to look for this one.
        """
        likely = any(one.by_identifier or one.is_named() for one in self._gathered.possible())
        return not likely and self.desk.calls < MAX_CALLS

    def _may_ask(self) -> bool:
        return self.desk.calls < MAX_CALLS - SPARED

    def _climb(self, rung: Rung) -> None:
        if self._ask(rung, rung).total <= PAGE:
            return
        for clause in rung.narrower:
            if not self._may_ask():
                return
            # A clause with which nothing is left was misread: the next one may narrow.
            if (further := narrowed(rung, clause)) and 0 < self._ask(rung, further).total <= PAGE:
                return

    def _ask(self, rung: Rung, asked: Rung) -> Answer:
        try:
            answer = self.desk.ask(asked)
        except WorldCatError as error:
            if not of_query(error):
                raise
            return self._not_taken(rung, asked, error)
        self._taken = True
        added = self._gathered.add(answer.hits, rung)
        self.asked.append(
            Asked(
                source=SOURCE,
                said=rung.said,
                query=asked.query,
                total=answer.total,
                found=len(answer.hits),
                added=added,
                kept=answer.kept,
            )
        )
        return answer

    def _not_taken(self, rung: Rung, asked: Rung, error: WorldCatError) -> Answer:
        """What WorldCat does not take is this one query: the others may still find the record."""
        self._refused = error
        said = f"{rung.said} ({NOT_TAKEN})"
        self.asked.append(Asked(SOURCE, said, asked.query, total=0, found=0, added=0))
        return Answer(0, (), kept=False)

    def _settled(self, rung: Rung) -> bool:
        possible = self._gathered.possible()
        if rung.by_identifier:
            return any(one.is_corroborated() for one in possible)
        return any(one.is_named() for one in possible)


def of_query(error: WorldCatError) -> bool:
    """Whether it is the query that WorldCat does not take; some servers say so with a 500."""
    return error.kind is Kind.REQUEST or error.status == INTERNAL_ERROR
