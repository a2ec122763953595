"""Batches as a table on the terminal."""

from collections.abc import Iterator

from django.db.models import QuerySet

from processing.management.batch_words import moment, time_left
from processing.management.table import table
from processing.models import OPEN_STATES, BatchJob, Stage, State

HEADS = ("Batch", "Upload", "Stage", "Step", "Status", "Completed", "Submitted", "Left", "Problem")
STAGES = dict(Stage.choices)


def lines(jobs: QuerySet[BatchJob]) -> Iterator[str]:
    return table(HEADS, [_row(job) for job in jobs])


def _row(job: BatchJob) -> tuple[str, ...]:
    step = job.get_step_display()
    if job.state in (State.CANCELLED, State.FAILED):
        step = job.get_state_display()
    at_openai = job.state in OPEN_STATES and job.step == BatchJob.Step.SUBMITTED
    return (
        str(job.batch_id or job.uuid),
        str(job.upload_number),
        STAGES.get(job.stage, job.stage),
        step,
        job.status or "–",
        f"{job.completed} of {job.requests}",
        moment(job.submitted_at) if job.submitted_at else "–",
        (time_left(job) if at_openai else "") or "–",
        job.error,
    )
