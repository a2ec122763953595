"""Celery worker and beat inside this process, over memory://, and how they stop.

Celery calls memory:// a test transport. It serves here because nothing depends on a message
surviving: the rows are the queue, and the sweep finds whatever a lost message named
(docs/decisions/0001-database-is-the-queue.md).
"""

import ctypes
import logging
import threading
import time
from contextlib import suppress
from typing import Any

from celery import beat
from django.conf import settings

from cdcatalog.celery import app
from processing import leases, tasks, worker

log = logging.getLogger(__name__)

STOP_SECONDS = 10.0
M_MMAP_THRESHOLD = -3  # of glibc's mallopt
LARGE = 1 << 20  # bytes


def give_memory_back() -> None:
    """Large blocks, such as decoded photos, go back to the system as soon as they are freed.

    glibc raises this limit by itself and then keeps them: 100 photos of 12 megapixels left 450
    instead of 730 MB in hand. Other C libraries have no such switch.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)


class Workers:
    """The background half of the one process."""

    def __init__(self) -> None:
        self._controller: Any = app.WorkController(
            pool_cls="threads",
            concurrency=settings.WORKER_THREADS,
            without_mingle=True,
            without_gossip=True,
            without_heartbeat=True,
            hostname="embedded@localhost",
        )
        self._thread = threading.Thread(target=self._controller.start, name="worker", daemon=True)
        self._beat: Any = beat.EmbeddedService(app, thread=True, scheduler_cls=beat.Scheduler)

    def start(self) -> None:
        """Starts both; what an earlier process left behind goes on at once."""
        app.set_default()
        worker.be_polite()
        give_memory_back()
        self._thread.start()
        self._beat.start()
        freed = worker.sweep()
        tasks.tell_swept()
        if freed:
            log.warning("%d pieces of work were interrupted and go on now", freed)
        tasks.nudge()

    def stop(self) -> None:
        """Waits for running work, at most 10 seconds, then gives it back to whoever comes next."""
        worker.close()
        self._beat.stop()
        deadline = time.monotonic() + STOP_SECONDS
        while worker.busy() and time.monotonic() < deadline:
            time.sleep(0.05)
        leases.give_back()
