"""Working one upload to its end in this process, for the command line."""

import logging
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection

from processing import batches, reporting, worker
from processing.leases import Only
from processing.models import BatchJob, ModelCall, Report, State, Upload
from processing.models.progress import Progress, progress

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.2
STOP_SECONDS = 10.0
TOLD_EVERY = 2.0
SWEEP_EVERY = 20.0


class _Crew:
    """Threads that take the upload's work until they are told to stop."""

    def __init__(self, upload: Upload) -> None:
        self._only = Only(upload.pk)
        self._stop = threading.Event()
        count = settings.CPU_SLOTS + 2
        if settings.OPENAI_API_KEY:
            count += settings.OPENAI_CONCURRENCY  # they wait for answers most of the time
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(count)]

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        end = time.monotonic() + STOP_SECONDS  # for all of them together
        for thread in self._threads:
            thread.join(timeout=max(0.0, end - time.monotonic()))

    def _work(self) -> None:
        try:
            while not self._stop.is_set():
                if not self._work_one():
                    self._stop.wait(IDLE_SECONDS)
        finally:
            connection.close()

    def _work_one(self) -> bool:
        """A passing trouble of the database must not end this thread."""
        try:
            return worker.work_one(self._only)
        except Exception:
            log.exception("a piece of work could not be claimed or ended; going on")
            return False


def work(upload: Upload, told: Callable[[Progress], None]) -> Progress:
    """Works until nothing of the upload is left to do; `told` hears the progress every 2 seconds.

    With REDIS_URL the ordinary workers do the work and this only follows it.
    """
    if settings.REDIS_URL:
        return _follow(upload, told)
    with _Crew(upload):
        return _follow(upload, told)


def made(report: Report) -> Report:
    """Waits until a report is made or has failed; with REDIS_URL a worker makes it, else this does."""
    while report.state not in (State.DONE, State.FAILED):
        if settings.REDIS_URL or not reporting.make_next(Only()):
            time.sleep(IDLE_SECONDS)
        report.refresh_from_db()
    return report


def _follow(upload: Upload, told: Callable[[Progress], None]) -> Progress:
    swept = 0.0
    while True:
        if time.monotonic() - swept > SWEEP_EVERY:
            worker.sweep()
            swept = time.monotonic()
        _gather(upload)
        in_hand = _batch_in_hand(upload)  # asked first, so that its end is still told
        upload.refresh_from_db()
        now = progress(upload)
        told(now)
        if not now.active and not in_hand:
            return now
        time.sleep(TOLD_EVERY)


def _gather(upload: Upload) -> None:
    """Questions that wait for their road need not wait for the next sweep."""
    waiting = ModelCall.objects.filter(state=State.WAITING, batch=None, upload_number=upload.pk)
    if waiting.exists():
        batches.gather()


def _batch_in_hand(upload: Upload) -> bool:
    """The last answers of a batch end the last disc before the batch itself is tidied up."""
    return bool(BatchJob.objects.filter(upload_number=upload.pk, state=State.RUNNING).exists())
