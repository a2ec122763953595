"""Step 3, compare: reading and candidates → the match, by rules."""

from processing.catalog.choose import choose
from processing.catalog.codec import to_json
from processing.catalog.evidence import Choice, Scored
from processing.catalog.record import Record
from processing.models import BibRecord, Candidate, Disc, Match
from processing.stages.base import Done, Outcome, PipelineStage


def scored(candidate: Candidate) -> tuple[Record, Scored]:
    """A candidate as the rules see it."""
    record = candidate.record.record
    key = (record.source, record.number)
    return record, Scored(key, candidate.score, candidate.evidence, candidate.veto or None)


def run(disc: Disc) -> Outcome:
    reading = disc.readings.get(revision=disc.revision).cleaned
    assert reading is not None  # clean has ended
    return Done(choose(reading, [scored(candidate) for candidate in disc.ranked()]))


def save(disc: Disc, revision: int, result: Choice) -> None:
    record = None
    if result.record_key:
        source, number = result.record_key
        record = BibRecord.objects.get(source__name=source, number=number)
    Match.objects.update_or_create(
        disc=disc,
        revision=revision,
        defaults={"record": record, "choice_data": to_json(result), "made_by": "rules"},
    )


STAGE = PipelineStage("analyze", run, save)
