"""Whether OpenAI has room for another batch: a model has a limit of tokens that wait there."""

from django.conf import settings
from django.db.models import Q

from processing.models import OPEN_STATES, BatchJob, State


def enqueued(model: str, besides: int) -> int:
    """Input tokens of this model's batches that OpenAI counts until they end.

    One that has ended here (cancelled, given up) keeps its step and counts no more. A file that is
    being sent in this moment counts for the jobs after it alone: two that counted each other would
    both wait.
    """
    step = BatchJob.Step
    there = Q(step__in=(step.UPLOADED, step.SUBMITTING, step.SUBMITTED))
    being_sent = Q(step=step.PREPARED, state=State.RUNNING, pk__lt=besides)
    rows = BatchJob.objects.filter(there | being_sent, model=model, state__in=OPEN_STATES)
    began = rows.filter(submit_began_at__isnull=False).exclude(pk=besides)
    return sum(began.values_list("tokens", flat=True))


def has_room(job: BatchJob) -> bool:
    """Whether the batch fits under the enqueued limit now; one alone always goes."""
    used = enqueued(job.model, job.pk)
    return not used or used + job.tokens <= settings.BATCH_MAX_ENQUEUED_TOKENS
