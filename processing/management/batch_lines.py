"""What changes of batches, told line by line on the terminal; and what Ctrl-C leaves."""

from collections.abc import Iterator

from django.core.management.base import CommandError, OutputWrapper
from django.db.models import QuerySet

from processing.management.batch_words import standing, submitted, waiting
from processing.models import CLOSED_STATES, OPEN_STATES, BatchJob, Pause, Upload


def jobs_of(upload: Upload) -> QuerySet[BatchJob]:
    found: QuerySet[BatchJob] = BatchJob.objects.filter(upload_number=upload.pk)
    return found


class News:
    """What is new of these batches since it was asked last; those that had ended before are not."""

    def __init__(self, jobs: QuerySet[BatchJob]) -> None:
        self._jobs = jobs.order_by("pk")
        self._before = set(jobs.filter(state__in=CLOSED_STATES).values_list("pk", flat=True))
        self._submitted: set[str] = set()
        self._last: dict[int, str] = {}

    def lines(self) -> list[str]:
        jobs = self._jobs.exclude(pk__in=self._before)
        return [text for job in jobs for text in self._of(job)]

    def _of(self, job: BatchJob) -> Iterator[str]:
        if job.batch_id and job.batch_id not in self._submitted:
            self._submitted.add(job.batch_id)
            yield submitted(job)
        text = standing(job)
        if text and text != self._last.get(job.pk):
            self._last[job.pk] = text
            yield text


class BatchTeller:
    """Writes what is new of an upload's batches, and which services are waited for."""

    def __init__(self, out: OutputWrapper, upload: Upload) -> None:
        self._out, self._news = out, News(jobs_of(upload))
        self._pauses: set[str] = set()

    def __call__(self) -> None:
        now = {waiting(pause) for pause in Pause.objects.now()}
        for text in (*sorted(now - self._pauses), *self._news.lines()):
            self._out.write(text)
        self._pauses = now
        self._out.flush()


def stopped(upload: Upload) -> CommandError:
    """What Ctrl-C leaves behind, and who goes on with it."""
    there = jobs_of(upload).filter(state__in=OPEN_STATES, batch_id__isnull=False).order_by("pk")
    numbers = [str(number) for number in there.values_list("batch_id", flat=True)]
    if not numbers:
        return CommandError(
            f"Stopped. Nothing is lost: `manage.py run` goes on with upload {upload.pk}."
        )
    going = f"batch {numbers[0]} goes on"
    if len(numbers) > 1:
        going = f"batches {', '.join(numbers)} go on"
    return CommandError(
        f"Stopped. Nothing is lost: {going} at OpenAI, and `manage.py run` (or `manage.py batches "
        f"poll`) goes on with upload {upload.pk}."
    )
