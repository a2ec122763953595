"""Batches: look at one now, cancel one, and choose how the questions of an upload travel."""

import logging

from django.contrib.auth.models import User

from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.batches import cancelling
from processing.batches.lost import NOT_FOUND, of_keys
from processing.clients.openai_errors import Kind, OpenAIError
from processing.models import OPEN_STATES, BatchJob, State, Upload
from processing.questions.estimate import batches_possible

log = logging.getLogger(__name__)

Step = BatchJob.Step
_UNCERTAIN = (
    "Whether this batch was made is being looked up at OpenAI. That takes its time, so that it is "
    "never made twice; it then goes on by itself."
)
_BUSY = "This batch is being worked at in this moment. Wait a few seconds, then try again."
_ENDED = "This batch has ended already."
_ENDED_THERE = (
    "This batch has just ended at OpenAI: nothing is left to cancel, and its results are collected."
)
_COLLECTED = "This batch has ended and its results are being collected: nothing is left to cancel."


def check_batch(*, job: BatchJob, by: User | None) -> None:
    """Its next step is due at once. One that is being worked at in this moment is left alone.

    Whether a batch was made is not looked up sooner: it is not in OpenAI's list at once, and too
    early a look would take it for not made.
    """
    job.refresh_from_db()
    if job.state not in OPEN_STATES:
        raise NotAllowed(_ENDED)
    if job.step == Step.SUBMITTING:
        raise NotAllowed(_UNCERTAIN)
    rows = BatchJob.objects.filter(pk=job.pk, state=State.PENDING).exclude(step=Step.SUBMITTING)
    rows.update(not_before=None)
    nudge_on_commit()


def cancel_batch(*, job: BatchJob, by: User | None, rest: str = BatchJob.Rest.STOP) -> None:
    """Stops a batch; what is done is kept, and paid. `rest` says what becomes of what is not.

    Asks OpenAI, so call it outside of a transaction.
    """
    if rest not in BatchJob.Rest.values:
        raise NotAllowed("Choose what becomes of the rest: stop, or ask now.")
    job.refresh_from_db()
    try:
        cancelled = cancelling.cancel(job, rest)
    except OpenAIError as error:
        nudge_on_commit()  # one that has ended is collected at once
        raise NotAllowed(_refused(job, error)) from error
    job.refresh_from_db()
    if not cancelled:
        raise NotAllowed(_why_not(job))
    log.info("%s has cancelled %s; the rest: %s", by or "nobody", job, rest or "stop")
    nudge_on_commit()


def _refused(job: BatchJob, error: OpenAIError) -> str:
    if error.kind is Kind.ENDED:
        return _ENDED_THERE
    if error.kind is Kind.MODEL:  # 404
        return of_keys(NOT_FOUND, job)
    return f"The batch is not cancelled: {error}"


def _why_not(job: BatchJob) -> str:
    if job.state not in OPEN_STATES:
        return _ENDED
    if job.step == Step.COLLECTING:
        return _COLLECTED
    return _UNCERTAIN if job.step == Step.SUBMITTING else _BUSY


def choose_road(*, upload: Upload, road: str, by: User | None) -> None:
    """How the questions of an upload travel, before its start: "now", "batch", or "" for as the
    settings say."""
    if road not in ("", *Upload.Road.values):
        raise NotAllowed("Choose one of: now, OpenAI Batch.")
    if road == Upload.Road.BATCH:
        _check_batches(upload)
    if not Upload.objects.filter(pk=upload.pk, started_at=None).update(road=road):
        raise NotAllowed(
            "This upload has been started: its questions go the way that was chosen then. A batch "
            "of it can be cancelled, and the rest be asked now."
        )
    upload.road = road
    log.info("upload %d goes %s, says %s", upload.pk, road or "as the settings say", by or "nobody")


def _check_batches(upload: Upload) -> None:
    if upload.is_sample:
        raise NotAllowed("The sample is always read at once.")
    if not batches_possible():
        raise NotAllowed(
            "The server that is asked takes no batches, so its questions are asked one by one."
        )
