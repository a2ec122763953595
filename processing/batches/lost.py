"""Batches of another key than the present one: OpenAI shows them to nobody here."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from processing.models import BatchJob

LOST_AFTER = timedelta(hours=25)  # then it has ended at OpenAI, whatever became of it
_BACK = (
    "Put the old key back and it goes on. If there is none any more, cancel the batch here a day "
    "after it was sent."
)
NOT_FOUND = (
    "OpenAI does not show this batch to the present key: the key, or its project, is another one "
    f"than when it was submitted (…{{old}}, now …{{new}}). {_BACK}"
)
NOT_SEEN = (
    "Whether the batch was made cannot be seen with the present key: it is another one than when "
    f"the batch was submitted (…{{old}}, now …{{new}}). {_BACK}"
)


def key_end() -> str:
    """Of the key that is used now, as a job keeps it."""
    return settings.OPENAI_API_KEY[-4:]


def of_keys(words: str, job: BatchJob) -> str:
    """Words about the key that the batch was sent with and the present one, by their ends."""
    return words.format(old=job.key_end, new=key_end())


def has_other_key(job: BatchJob) -> bool:
    return bool(job.key_end) and job.key_end != key_end()


def is_lost(job: BatchJob) -> bool:
    """Sent with another key, and so long ago that it has ended: a person may give it up, and what
    it has cost is counted as possibly paid twice."""
    began = job.submit_began_at
    return has_other_key(job) and began is not None and timezone.now() - began > LOST_AFTER
