"""Step 3, compare: reading and candidates → the match, by rules, and by a model where they doubt."""

from dataclasses import dataclass

from processing import judging
from processing.catalog.choose import Candidate as Compared
from processing.catalog.choose import choose
from processing.catalog.codec import to_json
from processing.catalog.evidence import Choice, Scored
from processing.catalog.policy import policy_of
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.clients.openai_errors import OpenAIError
from processing.models import BibRecord, Candidate, Disc, Match, Stage
from processing.questions import Unusable, answered, ask
from processing.questions.allowed import allowed
from processing.stages.base import Done, Outcome, PipelineStage

BY_RULES = "rules"


@dataclass(frozen=True, slots=True)
class Analyzed:
    """The choice, and who made it: "rules", or model and version of what it was told."""

    choice: Choice
    made_by: str = BY_RULES


def scored(candidate: Candidate) -> tuple[Record, Scored]:
    """A candidate as the rules see it."""
    record = candidate.record.record
    key = (record.source, record.number)
    return record, Scored(key, candidate.score, candidate.evidence, candidate.veto or None)


def run(disc: Disc) -> Outcome:
    reading = disc.readings.get(revision=disc.revision).cleaned
    assert reading is not None  # clean has ended
    candidates = [scored(candidate) for candidate in disc.ranked()]
    policy = policy_of(disc.upload.snapshot)
    choice = choose(reading, candidates, policy)
    mode = disc.upload.snapshot.get("analyze_with_model", "never")
    if not judging.is_needed(mode, reading, choice, candidates, policy) or not allowed().records:
        return Done(Analyzed(choice))
    return Done(_judged(disc, reading, candidates, choice))


def _judged(
    disc: Disc, reading: CleanReading, candidates: list[Compared], choice: Choice
) -> Analyzed:
    own = disc.runs.select_related("call", "disc").get(stage=Stage.ANALYZE)
    possible, reject = judging.possible(candidates), judging.reject(candidates)
    told = answered(own, judging.MatchJudged)
    try:
        if told is None or reject(told.value):
            told = ask(_question(disc, reading, candidates), own, reject)
    except Unusable as error:
        return Analyzed(judging.unanswered(choice, str(error)))
    except OpenAIError as error:
        if error.of_service:
            raise
        # It does not take this question, however often it is asked.
        return Analyzed(judging.unanswered(choice, str(error)))
    by = f"{told.call.model}, {told.call.prompt_version}"
    policy = policy_of(disc.upload.snapshot)
    return Analyzed(judging.weigh(reading, possible, choice, told.value, policy), by)


def _question(
    disc: Disc, reading: CleanReading, candidates: list[Compared]
) -> judging.Question[judging.MatchJudged]:
    model = disc.upload.snapshot["text_model"]
    effort = disc.upload.snapshot.get("effort", "")
    return judging.question(reading, candidates, model=model, effort=effort)


def save(disc: Disc, revision: int, result: Analyzed) -> None:
    record = None
    if result.choice.record_key:
        source, number = result.choice.record_key
        record = BibRecord.objects.get(source__name=source, number=number)
    Match.objects.update_or_create(
        disc=disc,
        revision=revision,
        defaults={
            "record": record,
            "choice_data": to_json(result.choice),
            "made_by": result.made_by,
        },
    )


STAGE = PipelineStage("analyze", run, save)
