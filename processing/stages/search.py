"""Step 2, search: the cleaned reading → candidates, scored, refused and ranked before they are cut."""

from dataclasses import dataclass

from django.db.models import QuerySet

from processing.catalog.codec import to_json
from processing.catalog.compare import compare
from processing.catalog.evidence import Scored
from processing.models import BibRecord, Candidate, Disc, Source
from processing.sources import local
from processing.sources.base import Hit
from processing.stages.base import Done, Outcome, PipelineStage

KEPT = 10


@dataclass(frozen=True, slots=True)
class Found:
    """One hit with its comparison."""

    hit: Hit
    scored: Scored


def sources_for(disc: Disc) -> QuerySet[Source]:
    """The sample is matched with its own catalogue alone, and nothing else with that."""
    if disc.upload.is_sample:
        return Source.objects.filter(upload=disc.upload)
    return Source.objects.filter(upload=None)


def run(disc: Disc) -> Outcome:
    reading = disc.readings.get(revision=disc.revision).cleaned
    assert reading is not None  # clean has ended
    hits = local.search(reading, sources_for(disc))
    found = [Found(hit, compare(reading, hit.record)) for hit in hits]
    possible = [one for one in found if one.scored.veto is None]
    possible.sort(key=lambda one: -one.scored.score)
    return Done(_each_once(possible)[:KEPT])


def _each_once(found: list[Found]) -> list[Found]:
    """A record that several catalogues have stands once, as the best of them has it."""
    seen: set[str] = set()
    kept = []
    for one in found:
        number = one.hit.record.oclc_number
        if number is None or number not in seen:
            kept.append(one)
            seen.add(number or "")
    return kept


def save(disc: Disc, revision: int, result: list[Found]) -> None:
    by_hand = disc.candidates.filter(revision=revision, by_hand=True)
    kept = {candidate.record_id for candidate in by_hand}
    disc.candidates.filter(revision=revision, by_hand=False).delete()
    fresh = [one for one in result if _row(one.hit).pk not in kept]
    Candidate.objects.bulk_create(
        _candidate(disc, revision, rank, one) for rank, one in enumerate(fresh, start=1)
    )
    for rank, candidate in enumerate(by_hand, start=len(fresh) + 1):
        Candidate.objects.filter(pk=candidate.pk).update(rank=rank)


def _row(hit: Hit) -> BibRecord:
    if hit.row_id is not None:
        return BibRecord(pk=hit.row_id)
    return BibRecord.objects.get(source__name=hit.record.source, number=hit.record.number)


def _candidate(disc: Disc, revision: int, rank: int, found: Found) -> Candidate:
    return Candidate(
        disc=disc,
        revision=revision,
        record_id=_row(found.hit).pk,
        rank=rank,
        score=found.scored.score,
        evidence_data=to_json(found.scored.evidence),
        veto=found.scored.veto or "",
        found_by=found.hit.found_by[:200],
    )


STAGE = PipelineStage("search", run, save)
