"""The raw result files of batches are kept for BATCH_FILES_DAYS, then removed.

The row says first that they are removed, and names them until they are: a kill in between, or a
storage that does not answer, is found by the next sweep.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone

from processing.models import CLOSED_STATES, BatchJob

log = logging.getLogger(__name__)

AT_ONCE = 200  # jobs of one sweep


def kept_until(job: BatchJob) -> datetime | None:
    """When the files of a job that has ended are removed; None where they are kept for ever."""
    if not settings.BATCH_FILES_DAYS or job.ended_at is None:
        return None
    return job.ended_at + timedelta(days=settings.BATCH_FILES_DAYS)


def remove_old() -> int:
    """Says of how many jobs the files were removed."""
    if not settings.BATCH_FILES_DAYS:
        return 0
    before = timezone.now() - timedelta(days=settings.BATCH_FILES_DAYS)
    rows = BatchJob.objects.filter(state__in=CLOSED_STATES, ended_at__lt=before)
    named = rows.filter(~Q(output="") | ~Q(errors="")).order_by("pk")[:AT_ONCE]
    return sum(_remove(job) for job in named)


def _remove(job: BatchJob) -> bool:
    """False where the storage does not answer: it is tried again."""
    row = BatchJob.objects.filter(pk=job.pk)
    row.filter(files_removed_at=None).update(files_removed_at=timezone.now())
    names = [name for name in (job.output.name, job.errors.name) if name]
    try:
        for name in names:
            default_storage.delete(name)  # what is gone already is no error
    except OSError as error:
        log.warning("the files of batch %s are not removed yet: %s", job, error)
        return False
    row.update(output="", errors="")
    return True
