"""Batches at OpenAI that name a job of ours which does not know of them are taken over."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from processing import leases
from processing.batches import submitting
from processing.batches.next_step import write
from processing.clients.openai_batches import Batch
from processing.clients.openai_errors import OpenAIError
from processing.models import BatchJob, State

log = logging.getLogger(__name__)

APP = "cdcatalog"  # as it stands in the metadata of our batches


@dataclass(frozen=True, slots=True)
class Found:
    """`adopted` are jobs that know their batch now; `strangers` belong to no job here (another
    installation, or a database that was put back) and are left alone."""

    adopted: tuple[BatchJob, ...]
    strangers: tuple[Batch, ...]


def adopt() -> Found:
    """Looks through all batches at OpenAI once; raises OpenAIError."""
    seen = list(submitting.batches().newest())
    leases.take_back()
    unknown = BatchJob.objects.filter(state=State.PENDING, batch_id=None).order_by("pk")
    adopted = [job for job in unknown if _adopt(job, seen)]
    return Found(tuple(adopted), tuple(_strangers(seen)))


def _adopt(job: BatchJob, seen: list[Batch]) -> bool:
    ours = [one for one in seen if submitting.is_ours(job, one)]
    if not ours:
        return False
    BatchJob.objects.filter(pk=job.pk, state=State.PENDING).update(not_before=None)
    claimed: BatchJob | None = BatchJob.objects.claim(job.pk, leases.owner())
    if claimed is None:  # somebody works on it in this moment
        return False
    first, *twins = sorted(ours, key=_age)
    with leases.kept(claimed):
        for twin in twins:
            with suppress(OpenAIError):  # it may have ended; its results are not used
                submitting.batches().cancel(twin.id)
        write(claimed, input_file=first.input_file)
        submitting.adopt(claimed, first)
        BatchJob.objects.filter(pk=job.pk).leave(claimed.token, State.PENDING, error="", detail="")
    job.refresh_from_db()
    return True


def _age(batch: Batch) -> tuple[bool, datetime | None, str]:
    return batch.created_at is None, batch.created_at, batch.id


def _strangers(seen: list[Batch]) -> list[Batch]:
    jobs = BatchJob.objects.values_list("uuid", "batch_id")
    uuids, numbers = {str(job) for job, _ in jobs}, {number for _, number in jobs}
    metadata = [one for one in seen if (one.raw.get("metadata") or {}).get("app") == APP]
    return [one for one in metadata if one.job not in uuids and one.id not in numbers]
