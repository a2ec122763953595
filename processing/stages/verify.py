"""Step 4, check tracks and dates: the match → what is left of its confidence, and why."""

from processing.catalog.codec import to_json
from processing.catalog.policy import policy_of
from processing.catalog.verify import Verified, verify
from processing.models import Disc, Verification
from processing.models.standing import restate
from processing.stages.base import Done, Outcome, PipelineStage


def run(disc: Disc) -> Outcome:
    reading = disc.readings.get(revision=disc.revision).cleaned
    match = disc.matches.select_related("record").get(revision=disc.revision)
    assert reading is not None  # clean has ended
    record = match.record.record if match.record else None
    return Done(verify(reading, record, match.choice, policy_of(disc.upload.snapshot)))


def save(disc: Disc, revision: int, result: Verified) -> None:
    Verification.objects.update_or_create(
        disc=disc, revision=revision, defaults={"data": to_json(result)}
    )
    restate(disc)


STAGE = PipelineStage("verify", run, save)
