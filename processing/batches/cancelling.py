"""A person stops a batch: what is done is kept, and paid; the rest stops or goes now."""

from contextlib import suppress

from django.utils import timezone

from processing.batches import gathering, releasing, submitting
from processing.clients.openai_errors import Kind, OpenAIError
from processing.models import BatchJob, State
from processing.questions import calls

Step = BatchJob.Step
NOT_SENT = (Step.PREPARED, Step.UPLOADED)
OPEN = (State.PENDING, State.RUNNING)
STOPPED = "The batch was cancelled before it was sent. Retry asks this question again."


def cancel(job: BatchJob, rest: str = BatchJob.Rest.STOP) -> bool:
    """False where there is nothing to cancel any more. Raises OpenAIError where the service says no.

    A batch that is at OpenAI ends by itself within minutes and is collected as usual.
    """
    rows = BatchJob.objects.filter(pk=job.pk)
    if rows.filter(state=State.PENDING, step__in=NOT_SENT).update(
        state=State.CANCELLED, cancel_asked_at=timezone.now(), rest=rest, ended_at=timezone.now()
    ):
        _release(job, rest)
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


def _release(job: BatchJob, rest: str) -> None:
    waiting = list(releasing.still_open(job))
    if rest == BatchJob.Rest.NOW:
        gathering.send_now([call.pk for call in waiting])
        return
    for call in waiting:
        calls.close_unasked(call, STOPPED)
    if job.input_file:
        with suppress(OpenAIError):  # it expires there by itself
            submitting.batches().delete(job.input_file)
