"""One step of one batch: claimed, taken, and the next one written down with its time."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from processing import leases
from processing.batches import collecting, following, submitting, telling
from processing.batches.following import ALONE, Shown
from processing.batches.next_step import Next
from processing.clients.openai_errors import Kind, OpenAIError
from processing.logs import working_on
from processing.models import BatchJob, Failure, LostClaim, State

log = logging.getLogger(__name__)

AGAIN = timedelta(minutes=1)  # after trouble of the service
FOR_PEOPLE = timedelta(minutes=15)  # what a person has to put right is tried again by itself
UNEXPECTED = "Something unexpected happened with this batch. It is tried again."
STEPS: dict[str, Callable[[BatchJob], Next]] = {
    BatchJob.Step.PREPARED: submitting.send_file,
    BatchJob.Step.UPLOADED: submitting.submit,
    BatchJob.Step.SUBMITTING: submitting.look_for,
    BatchJob.Step.COLLECTING: collecting.collect,
    BatchJob.Step.ENDED: collecting.tidy_up,
}


def take(job: BatchJob, shown: Shown = ALONE) -> None:
    """The next step of a claimed job, which is let go then; `shown` is what a list said of it."""
    with working_on(batch=job.pk, step=job.step), leases.kept(job):
        try:
            _step(job, shown)
        except LostClaim:
            log.info("somebody else has this batch now")


def _step(job: BatchJob, shown: Shown) -> None:
    token = job.token
    try:
        then = _taken(job, shown)
    except OpenAIError as error:
        then = _trouble(error)
    except LostClaim:
        raise
    except (
        Exception
    ) as error:  # the row stays: nothing that was paid is given up for a slip of ours
        log.exception("the step failed")
        failure = Failure.unexpected(UNEXPECTED, error)
        then = Next(wait=AGAIN, error=failure.words, detail=failure.detail)
    job.token = token
    _settle(job, then)


def _taken(job: BatchJob, shown: Shown) -> Next:
    if job.step == BatchJob.Step.SUBMITTED:
        return following.look(job, shown)
    return STEPS[job.step](job)


def _trouble(error: OpenAIError) -> Next:
    """Nothing changes but the time: a network blip must not cost a batch."""
    wait = AGAIN if error.retryable and error.kind is not Kind.CREDIT else FOR_PEOPLE
    if error.retry_after is not None:
        wait = timedelta(seconds=max(1.0, error.retry_after))
    return Next(wait=wait, error=str(error))


def _settle(job: BatchJob, then: Next) -> None:
    now = timezone.now()
    BatchJob.objects.filter(pk=job.pk).leave(
        job.token,
        State.DONE if then.over else State.PENDING,
        not_before=None if then.over else now + then.wait,
        ended_at=now if then.over else None,
        error=then.error,
        detail=then.detail,
    )
    if then.over:
        job.refresh_from_db()
        telling.ended(job)
