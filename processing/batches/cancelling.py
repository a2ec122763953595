"""A person stops a batch: what is done is kept, and paid; the rest stops or goes now."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from processing.batches import gathering, submitting
from processing.clients.openai_errors import Kind, OpenAIError
from processing.models import BatchJob, State

Step = BatchJob.Step
NOT_SENT = (Step.PREPARED, Step.UPLOADED)
OPEN = (State.PENDING, State.RUNNING)


def cancel(job: BatchJob, rest: str = BatchJob.Rest.STOP) -> bool:
    """False where there is nothing to cancel any more. Raises OpenAIError where the service says no.

    A batch that is at OpenAI ends by itself within minutes and is collected as usual.
    """
    rows = BatchJob.objects.filter(pk=job.pk)
    if _end_unsent(job, rest):
        return True
    wanted = rows.filter(state__in=OPEN, step=Step.SUBMITTED, batch_id__isnull=False).first()
    if wanted is None:
        return False
    try:
        submitting.batches().cancel(wanted.batch_id or "")
    except OpenAIError as error:
        if error.kind is not Kind.ENDED:
            raise  # else it has just ended: there is nothing to cancel
    rows.update(cancel_asked_at=timezone.now(), rest=rest, not_before=None)
    return True


def _end_unsent(job: BatchJob, rest: str) -> bool:
    """In one transaction: a job that has ended with its questions still open strands its discs."""
    rows = BatchJob.objects.filter(pk=job.pk, state=State.PENDING, step__in=NOT_SENT)
    now = timezone.now()
    with transaction.atomic():
        if not rows.update(state=State.CANCELLED, cancel_asked_at=now, rest=rest, ended_at=now):
            return False
        gathering.let_go(job, rest)
    job.refresh_from_db()
    if job.input_file:
        with suppress(OpenAIError):  # it expires there by itself
            submitting.batches().delete(job.input_file)
    return True
