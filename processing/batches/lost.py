"""Batches of a key that is gone for good: nobody here can see what becomes of them."""

from datetime import timedelta

from django.utils import timezone

from processing.batches.submitting import key_end
from processing.models import BatchJob

LOST_AFTER = timedelta(hours=25)  # then it has ended at OpenAI, whatever became of it


def is_lost(job: BatchJob) -> bool:
    """Sent with another key than the present one, and so long ago that it has ended: a person may
    give it up, and what it has cost is counted as possibly paid twice."""
    began = job.submit_began_at
    other = bool(job.key_end) and job.key_end != key_end()
    return other and began is not None and timezone.now() - began > LOST_AFTER
