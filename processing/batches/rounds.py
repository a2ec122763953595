"""One list call answers for all batches that are due for a look.

A round is reserved in one transaction: its jobs are not due for a while, so that no other worker
begins a second one. While the list is asked for nothing is claimed; then each job is claimed by
itself, takes the step that follows from what the list says, and is let go. A worker that dies in
between leaves jobs that are due again a few minutes later.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from processing import leases
from processing.batches import steps, submitting
from processing.batches.following import Shown
from processing.clients.openai_batches import PAGE, Batch
from processing.clients.openai_errors import Kind, OpenAIError
from processing.leases import Only
from processing.models import BatchJob, State

log = logging.getLogger(__name__)

Step = BatchJob.Step
CLOCKS = timedelta(minutes=5)  # by which OpenAI's and ours may differ
NO_LIST = (Kind.MODEL, Kind.REQUEST)  # a server without a list may still show one batch


def work_next(only: Only) -> bool:
    """A round of looks where several are due, else the next due step of one batch; False where
    none is due."""
    if _look_at_all(only):
        return True
    due = BatchJob.objects.filter(**only.of("upload_number"))
    job: BatchJob | None = due.claim_next(leases.owner())
    if job is None:
        return False
    steps.take(job)
    return True


def _look_at_all(only: Only) -> bool:
    """Looks at all batches that are due for it where there are several; False where not."""
    if not _together(_candidates(only)):
        return False
    until = timezone.now() + _hands_off()
    jobs = _reserve(only, until)
    if not jobs:  # another worker was faster
        return False
    shown = _shown(jobs)
    log.info("one list shows %d of %d batches", len(shown.batches), len(jobs))
    for job in jobs:
        _take(job, until, shown)
    return True


def _candidates(only: Only) -> QuerySet[BatchJob]:
    """Jobs that are due for a look, and those that would be soon: so they come to be due together.

    What waits after an error keeps its time.
    """
    now = timezone.now()
    soon = now + timedelta(seconds=settings.BATCH_POLL_SECONDS / 2)
    due = Q(not_before=None) | Q(not_before__lte=now) | Q(not_before__lte=soon, error="")
    rows = BatchJob.objects.filter(due, state=State.PENDING, step=Step.SUBMITTED)
    found: QuerySet[BatchJob] = rows.filter(**only.of("upload_number")).order_by("pk")
    return found


def _together(rows: Iterable[BatchJob]) -> list[BatchJob]:
    """The jobs of a round; none where only one could be looked at, or none is due yet."""
    jobs, now = list(rows), timezone.now()
    due = any(job.not_before is None or job.not_before <= now for job in jobs)
    return jobs if due and len(jobs) > 1 else []


def _reserve(only: Only, until: datetime) -> list[BatchJob]:
    """A second worker waits for these rows, and then finds none of them due."""
    with transaction.atomic():
        jobs = _together(_candidates(only).select_for_update())
        BatchJob.objects.filter(pk__in=[job.pk for job in jobs]).update(not_before=until)
    return jobs


def _hands_off() -> timedelta:
    """Longer than a list call takes."""
    return timedelta(seconds=settings.OPENAI_SECONDS + settings.LEASE_SECONDS)


def _shown(jobs: list[BatchJob]) -> Shown:
    try:
        return Shown({batch.id: batch for batch in _listed(jobs)})
    except OpenAIError as error:
        return Shown({}, None if error.kind in NO_LIST else error)


def _listed(jobs: list[BatchJob]) -> list[Batch]:
    """From the newest on, as far as needed: never more pages than looks one by one would take."""
    wanted = {job.batch_id for job in jobs}
    oldest = min(job.submitted_at or job.created_at for job in jobs) - CLOCKS
    found: list[Batch] = []
    for count, batch in enumerate(submitting.batches().newest(), start=1):
        if batch.id in wanted:
            found.append(batch)
        is_older = batch.created_at is not None and batch.created_at < oldest
        if is_older or len(found) == len(wanted) or count == PAGE * len(wanted):
            break
    return found


def _take(job: BatchJob, until: datetime, shown: Shown) -> None:
    """Not where a person or another worker has changed the job's course meanwhile."""
    mine = BatchJob.objects.filter(pk=job.pk, state=State.PENDING, step=Step.SUBMITTED)
    if not mine.filter(not_before=until).update(not_before=None):
        return
    claimed: BatchJob | None = BatchJob.objects.claim(job.pk, leases.owner())
    if claimed is not None:
        steps.take(claimed, shown)
