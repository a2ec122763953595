"""What is shown of many discs: the newest complete revision of each, in a fixed number of queries.

For one disc, `Disc.shown_revision` and its neighbours tell the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform

from processing.models.claimable import State
from processing.models.disc import Disc
from processing.models.human import Decision
from processing.models.photo import Photo
from processing.models.record import BibRecord
from processing.models.repeats import superseded
from processing.models.results import Candidate, Match, Reading, Verification
from processing.models.stage_run import StageRun

Key = tuple[str, str]  # name of the source, number


@dataclass(frozen=True, slots=True)
class Shown:
    """One disc. `candidates` are without the record of the match, the best first; their records
    have a `full_title` and no data. `decided` is the record that the current decision names,
    None where it is unknown here. `stopped` is the first run that failed or was cancelled."""

    reading: Reading | None
    check: Verification | None
    match: Match | None
    candidates: tuple[Candidate, ...]
    decision: Decision | None
    decided: BibRecord | None
    photos: tuple[Photo, ...]
    newer: Disc | None
    begun: bool
    stopped: StageRun | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The rows of some discs, by the key of the disc."""

    checks: dict[int, Verification]
    readings: dict[int, list[Any]]
    matches: dict[int, list[Any]]
    candidates: dict[int, list[Any]]
    decisions: dict[int, Decision]
    decided: dict[Key, BibRecord]
    photos: dict[int, list[Any]]
    newer: dict[int, Disc]
    begun: set[int]
    stopped: dict[int, list[Any]]

    def of(self, disc: Disc) -> Shown:
        pk = disc.pk
        check, decision = self.checks.get(pk), self.decisions.get(pk)
        revision = check.revision if check else disc.revision
        match = _of_revision(self.matches[pk], revision)
        chosen = match.record_id if match else None
        others = (one for one in self.candidates[pk] if one.revision == revision)
        return Shown(
            reading=_of_revision(self.readings[pk], revision),
            check=check,
            match=match,
            candidates=tuple(one for one in others if one.record_id != chosen),
            decision=decision,
            decided=self.decided.get((decision.source, decision.number)) if decision else None,
            photos=tuple(self.photos[pk]),
            newer=self.newer.get(pk),
            begun=pk in self.begun,
            stopped=next(iter(self.stopped[pk]), None),
        )


def shown(discs: Sequence[Disc]) -> dict[int, Shown]:
    """Disc to what is shown of it; some hundred discs at a time, to keep memory flat."""
    pks = [disc.pk for disc in discs]
    checks = Verification.objects.filter(disc__in=pks).order_by("revision")
    current = Decision.objects.filter(disc__in=pks).current().select_related("made_by")
    decisions = {one.disc_id: one for one in reversed(current)}
    runs = StageRun.objects.filter(disc__in=pks)
    stopped = runs.filter(state__in=(State.FAILED, State.CANCELLED)).defer("detail").order_by("pk")
    photos = Photo.objects.filter(disc__in=pks, state=State.DONE).defer("barcodes")
    readings = Reading.objects.filter(disc__in=pks).defer("machine_data")
    loaded = Loaded(
        checks={check.disc_id: check for check in checks},
        readings=_by_disc(readings),
        matches=_by_disc(_light(Match.objects.filter(disc__in=pks))),
        candidates=_by_disc(_ranked(pks)),
        decisions=decisions,
        decided=_decided(decisions.values()),
        photos=_by_disc(photos),
        newer=superseded(discs),
        begun=set(runs.values_list("disc", flat=True)),
        stopped=_by_disc(stopped),
    )
    return {disc.pk: loaded.of(disc) for disc in discs}


def _by_disc(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.disc_id].append(row)
    return found


def _of_revision(rows: Iterable[Any], revision: int) -> Any:
    return next((row for row in rows if row.revision == revision), None)


def _light(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With their records, but not with what those were made from."""
    return rows.select_related("record__source").defer("record__data", "record__raw")


def _ranked(pks: list[int]) -> list[Candidate]:
    """The column `title` is cut for the index; the data has the whole title."""
    full_title = KeyTextTransform("title", "record__data")
    rows = _light(Candidate.objects.filter(disc__in=pks)).annotate(full_title=full_title)
    return sorted(rows, key=attrgetter("rank"))


def _decided(decisions: Iterable[Decision]) -> dict[Key, BibRecord]:
    keys = {(one.source, one.number) for one in decisions if one.number}
    rows = BibRecord.objects.filter(
        number__in={number for _, number in keys}, source__name__in={source for source, _ in keys}
    )
    light = rows.select_related("source").defer("data", "raw")
    return {(row.source.name, row.number): row for row in light}
