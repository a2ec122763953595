"""What a step leaves behind."""

from dataclasses import dataclass
from datetime import timedelta

from processing.models import BatchJob, LostClaim

AT_ONCE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Next:
    """When the next step is due, and what is to be said until then; `over` where there is none."""

    wait: timedelta = AT_ONCE
    error: str = ""
    detail: str = ""
    over: bool = False


def write(job: BatchJob, **fields: object) -> None:
    """Writes down where the job stands while its claim is held; raises LostClaim where it is not."""
    if not BatchJob.objects.holding(job.token).update(**fields):
        raise LostClaim
    for name, value in fields.items():
        setattr(job, name, value)
