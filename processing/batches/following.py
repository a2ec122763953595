"""Looking how a batch is: in a list that was just asked for, else by a call; where either fails
nothing changes."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from processing.batches import cancelling, releasing, submitting
from processing.batches.lost import NOT_FOUND, of_keys
from processing.batches.next_step import Next, write
from processing.clients.openai_batches import KNOWN, Batch
from processing.clients.openai_errors import Kind, OpenAIError
from processing.models import BatchJob

log = logging.getLogger(__name__)

Step = BatchJob.Step
LATE = timedelta(minutes=1)  # until files that are not told yet are asked for again
TOO_LATE = timedelta(minutes=15)  # then it has none


@dataclass(frozen=True, slots=True)
class Shown:
    """What one list call said: batches by number, or why it said nothing."""

    batches: dict[str, Batch] = field(default_factory=dict)
    failed: OpenAIError | None = None


ALONE = Shown()  # nothing is known yet


def look(job: BatchJob, shown: Shown = ALONE) -> Next:
    """SUBMITTED: on to collecting where the batch has ended; one that no list showed is asked for."""
    assert job.batch_id is not None  # submitted
    if shown.failed:
        raise shown.failed
    if listed := shown.batches.get(job.batch_id):
        return seen(job, listed)
    try:
        batch = submitting.batches().retrieve(job.batch_id)
    except OpenAIError as error:
        if error.kind is Kind.MODEL:  # 404
            return Next(wait=_poll(), error=of_keys(NOT_FOUND, job))
        raise
    return seen(job, batch)


def seen(job: BatchJob, batch: Batch) -> Next:
    """What follows from how a batch is."""
    write(
        job,
        status=batch.status[:20],
        completed=batch.completed,
        failed=batch.failed,
        expires_at=batch.expires_at or job.expires_at,
        output_file=batch.output_file,
        error_file=batch.error_file,
        checked_at=timezone.now(),
    )
    if batch.status not in KNOWN:
        log.warning("unknown status %s: taken as still running", batch.status)
    if not batch.ended:
        cancelling.ask_again(job, batch)
        return Next(wait=_poll(), error=_stuck(job))
    closed = job.closed_at or timezone.now()
    if job.closed_at is None:
        write(job, closed_at=closed)
    if batch.files_are_late and timezone.now() - closed < TOO_LATE:
        return Next(wait=min(LATE, _poll()), error="Its results are not there yet.")
    if batch.asked_nothing:
        return releasing.validation_failed(job, batch)
    write(job, step=Step.COLLECTING, tries=0)  # from here on those of the files of results
    return Next()


def _poll() -> timedelta:
    return timedelta(seconds=settings.BATCH_POLL_SECONDS)


def _stuck(job: BatchJob) -> str:
    """Past its window: said, with what can be done."""
    if job.expires_at is None or timezone.now() < job.expires_at + timedelta(hours=2):
        return ""
    return (
        "OpenAI should have ended this batch by now. Wait, or cancel it: what is done is kept, and "
        "the rest is asked again."
    )
