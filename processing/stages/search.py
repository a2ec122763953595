"""Step 2, search: the cleaned reading → candidates, scored, refused and ranked before they are cut."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from processing.catalog.choose import rank
from processing.catalog.codec import to_json
from processing.catalog.compare import compare
from processing.catalog.evidence import Field, Scored
from processing.catalog.policy import Policy, policy_of
from processing.catalog.reading import CleanReading
from processing.catalog.searched import Asked, NotAsked, Searched
from processing.catalog.verdicts import Verdicts
from processing.clients.errors import ServiceError
from processing.models import BibRecord, Candidate, Disc, Pause, Search
from processing.sources import local, worldcat
from processing.sources.asked import asked, only_worldcat
from processing.sources.base import Hit
from processing.stages.base import Done, Later, Outcome, PipelineStage, Snapshot

KEPT = 10
LOCAL_SOURCE = "imported catalogue"
SEARCH_AGAIN = timedelta(minutes=15)  # where the service cannot say when it answers again
UNTIL_THEN = "{} The disc is searched there again later."


@dataclass(frozen=True, slots=True)
class Found:
    """One hit with its comparison."""

    hit: Hit
    scored: Scored


@dataclass(frozen=True, slots=True)
class Result:
    """The candidates, the best first, and how they were found. `again_at`: a source is missing.

    `by_hand` are candidates that a cataloger added, by row, compared with the reading of now.
    """

    found: list[Found]
    searched: Searched
    again_at: datetime | None = None
    by_hand: dict[int, Scored] = field(default_factory=dict)


def run(disc: Disc) -> Outcome:
    reading = disc.readings.get(revision=disc.revision).cleaned
    assert reading is not None  # clean has ended
    match _searched(disc, reading):
        case Later() as later:
            return later
        case result:
            return Done(replace(result, by_hand=_by_hand(disc, reading)))


def _by_hand(disc: Disc, reading: CleanReading) -> dict[int, Scored]:
    return {
        candidate.pk: compare(reading, candidate.record.record, policy_of(disc.upload.snapshot))
        for candidate in disc.ranked().filter(by_hand=True)
    }


def _searched(disc: Disc, reading: CleanReading) -> Result | Later:
    sources = asked(disc.upload)
    policy = policy_of(disc.upload.snapshot)
    found = compared(reading, local.search(reading, sources.local), policy)
    known = _local_log(found) if sources.local.exists() else ()
    if not sources.worldcat:
        return Result(best_of(found, policy), Searched(known))
    good_enough = bool(known) and _answered(found)
    if paused := Pause.objects.now().filter(service=worldcat.SERVICE).first():
        if not good_enough:
            return Later(paused.until, paused.reason)
        return _without_worldcat(best_of(found, policy), known, paused.reason, paused.until)
    try:
        climbed = worldcat.search(reading, disc.search_anew_since, policy)
    except ServiceError as error:
        if not known:
            raise
        until = _pause(error)
        if until and not good_enough:
            return Later(until, str(error))
        return _without_worldcat(best_of(found, policy), known, str(error), until)
    Pause.end(worldcat.SERVICE)
    everything = found + compared(reading, climbed.hits, policy)
    searched = Searched((*known, *climbed.asked), (), climbed.calls, climbed.shows_numbers)
    return Result(best_of(everything, policy), searched)


def compared(reading: CleanReading, hits: Iterable[Hit], policy: Policy) -> list[Found]:
    """The hits that may be records of a CD, each with its evidence."""
    found = [Found(hit, compare(reading, hit.record, policy)) for hit in hits]
    return [one for one in found if one.scored.veto is None]


def _local_log(found: list[Found]) -> tuple[Asked, ...]:
    count = len(found)
    said = "codes, words and tracks"
    return (Asked(LOCAL_SOURCE, said, "", total=count, found=count, added=count),)


def _answered(found: list[Found]) -> bool:
    """Whether what the library's own files have is good enough to go on with for now.

    Else the disc waits: a person would be shown, and a model paid for, what has nothing to do
    with the disc.
    """
    verdicts = [Verdicts(one.scored.evidence) for one in found]
    named = (Field.TITLE, Field.NAME)
    return any(one.identified or all(map(one.agrees, named)) for one in verdicts)


def _pause(error: ServiceError) -> datetime | None:
    """When it may answer again; None where it never will answer to what this disc asks."""
    if not error.of_service:
        return None
    return Pause.begin(error.service, str(error), _until(error)).until


def _until(error: ServiceError) -> datetime | None:
    if error.retry_after is None:
        return None if error.retryable else timezone.now() + SEARCH_AGAIN
    return timezone.now() + timedelta(seconds=error.retry_after)


def _without_worldcat(
    best: list[Found], known: tuple[Asked, ...], why: str, again_at: datetime | None
) -> Result:
    missing = NotAsked(worldcat.NAME, UNTIL_THEN.format(why) if again_at else why)
    return Result(best, Searched(known, (missing,)), again_at)


def best_of(found: list[Found], policy: Policy) -> list[Found]:
    """At most ten. A record that several catalogues have stands once, as the best of them has it."""
    seen: set[str] = set()
    kept = []
    ranked = sorted(found, key=lambda one: rank((one.hit.record, one.scored), policy.language))
    for one in ranked:
        record = one.hit.record
        numbers = {number for number in (record.oclc_number, *record.merged_numbers) if number}
        if not numbers & seen:
            kept.append(one)
        seen |= numbers
    return kept[:KEPT]


def save(disc: Disc, revision: int, result: Result) -> None:
    by_hand = disc.candidates.filter(revision=revision, by_hand=True)
    kept = {candidate.record_id for candidate in by_hand}
    disc.candidates.filter(revision=revision, by_hand=False).delete()
    fresh = [one for one in result.found if _row(one.hit).pk not in kept]
    Candidate.objects.bulk_create(
        _candidate(disc, revision, place, one) for place, one in enumerate(fresh, start=1)
    )
    for place, candidate in enumerate(by_hand, start=len(fresh) + 1):
        again = result.by_hand.get(candidate.pk)
        Candidate.objects.filter(pk=candidate.pk).update(
            rank=place, **(_columns(again) if again else {})
        )
    Search.objects.update_or_create(
        disc=disc,
        revision=revision,
        defaults={"data": to_json(result.searched), "again_at": result.again_at},
    )


def _row(hit: Hit) -> BibRecord:
    if hit.row_id is not None:
        return BibRecord(pk=hit.row_id)
    return BibRecord.objects.get(source__name=hit.record.source, number=hit.record.number)


def _columns(scored: Scored) -> dict[str, Any]:
    return {
        "score": scored.score,
        "evidence_data": to_json(scored.evidence),
        "veto": scored.veto or "",
    }


def _candidate(disc: Disc, revision: int, place: int, found: Found) -> Candidate:
    return Candidate(
        disc=disc,
        revision=revision,
        record_id=_row(found.hit).pk,
        rank=place,
        **_columns(found.scored),
        found_by=found.hit.found_by[:200],
    )


def _service(snapshot: Snapshot) -> str:
    """Where another source can answer, a pause of WorldCat does not hold a disc up."""
    return worldcat.SERVICE if only_worldcat(snapshot.get("catalog", "")) else ""


STAGE = PipelineStage("search", run, save, service=_service)
