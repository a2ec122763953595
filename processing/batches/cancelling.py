"""A person stops a batch: what is done is kept, and paid; the rest stops or goes now."""

import logging
from collections.abc import Sequence
from contextlib import suppress

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from processing.batches import gathering, submitting
from processing.batches.lost import is_lost
from processing.clients.openai_batches import Batch
from processing.clients.openai_errors import Kind, OpenAIError
from processing.models import BatchJob, State

log = logging.getLogger(__name__)

Step = BatchJob.Step
NOT_SENT = (Step.PREPARED, Step.UPLOADED)
OPEN = (State.PENDING, State.RUNNING)


def cancel(job: BatchJob, rest: str = BatchJob.Rest.STOP) -> bool:
    """False where there is nothing to cancel any more. Raises OpenAIError where the service says
    no, of Kind.ENDED where the batch has just ended there.

    A batch that is at OpenAI ends by itself within minutes and is collected as usual. What is
    wished is written down before OpenAI is asked, and taken back where it clearly says no. One
    that is lost ends here.
    """
    if _end_here(job, NOT_SENT, rest) or (
        is_lost(job) and _end_here(job, (Step.SUBMITTING,), rest)
    ):
        return True
    rows = BatchJob.objects.filter(pk=job.pk)
    there = rows.filter(state__in=OPEN, step=Step.SUBMITTED, batch_id__isnull=False).first()
    if there is None:
        return False
    rows.update(cancel_asked_at=timezone.now(), rest=rest, not_before=None)
    try:
        submitting.batches().cancel(there.batch_id or "")
    except OpenAIError as error:
        if _is_unclear(error):
            log.warning("whether %s is being cancelled is not known: %s", there, error)
            return True  # asked once more with the next look
        rows.update(cancel_asked_at=there.cancel_asked_at, rest=there.rest)
        if error.kind is Kind.MODEL and is_lost(job):  # 404
            return _end_here(job, (Step.SUBMITTED,), rest)
        raise
    return True


def ask_again(job: BatchJob, batch: Batch) -> None:
    """For a batch that goes on although it was cancelled here: a kill or a broken connection may
    have lost the word. Saying it twice changes nothing."""
    if job.cancel_asked_at and batch.status != "cancelling" and not batch.ended:
        with suppress(OpenAIError):  # the next look does it again
            submitting.batches().cancel(batch.id)


def _is_unclear(error: OpenAIError) -> bool:
    return error.possibly_paid or error.kind is Kind.DOWN


def _end_here(job: BatchJob, steps: Sequence[str], rest: str) -> bool:
    """In one transaction: a job that has ended with its questions still open strands its discs."""
    rows = BatchJob.objects.filter(pk=job.pk, state=State.PENDING, step__in=steps)
    now = timezone.now()
    with transaction.atomic():
        if not rows.update(state=State.CANCELLED, cancel_asked_at=now, rest=rest, ended_at=now):
            return False
        job.refresh_from_db()
        if job.was_sent:
            job.calls.filter(state=State.WAITING).update(lost_answers=F("lost_answers") + 1)
        gathering.let_go(job, rest)
    if job.input_file:
        with suppress(OpenAIError):  # it expires there by itself
            submitting.batches().delete(job.input_file)
    return True
