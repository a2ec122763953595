"""One worker's turn: claim the next due work of any kind, carry it to its end.

Work that keeps a processor busy takes one of CPU_SLOTS, tried without blocking before the
claim; where none is free, work that waits for others is claimed instead.
"""

import itertools
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from processing import batches, catching_up, grouping, ingest, leases, pipeline, reporting
from processing.leases import Only
from processing.models import BatchJob, Bundle, Pause, Photo, Report, StageRun
from processing.questions import probing
from processing.readers import engines

_cpu = threading.BoundedSemaphore(settings.CPU_SLOTS)

_thread = threading.local()

EVERYTHING = Only()
POLITENESS = 10  # as of nice(1)
_turns = itertools.count()
CPU_WORK: tuple[Callable[[Only], bool], ...] = (
    ingest.take_in_next,
    ingest.split_next,
    reporting.make_next,
    partial(pipeline.work_next, needs_cpu=True),
)


class _Shop:
    """Whether this process takes work, and how much it has in hand."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.open = True
        self.polite = False
        self.busy = 0

    @contextmanager
    def turn(self) -> Iterator[bool]:
        with self._lock:
            may = self.open
            self.busy += may
        try:
            yield may
        finally:
            with self._lock:
                self.busy -= may


_shop = _Shop()


def close() -> None:
    """No new work in this process from now on."""
    _shop.open = False


def busy() -> bool:
    """Whether work is still in hand here."""
    return _shop.busy > 0


def work_one(only: Only = EVERYTHING) -> bool:
    """Does one piece of work; False where nothing is due that could be done now."""
    with _shop.turn() as may:
        return may and _work_one(only)


def be_polite() -> None:
    """Work gives way to the pages, which this process serves as well (Linux; elsewhere nothing)."""
    _shop.polite = hasattr(os, "setpriority") and sys.platform == "linux"


def _give_way() -> None:
    """Once a thread: on Linux a thread has a priority of its own."""
    if _shop.polite and not getattr(_thread, "polite", False):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), POLITENESS)
        _thread.polite = True


def _work_one(only: Only) -> bool:
    _give_way()
    if _cpu.acquire(blocking=False):
        try:
            if any(work(only) for work in _turned()):
                return True
        finally:
            _cpu.release()
    return pipeline.work_next(only, needs_cpu=False) or batches.work_next(only)


def _turned() -> tuple[Callable[[Only], bool], ...]:
    """Each kind of work comes first in turn: a thousand new photos must not hold up a report."""
    first = next(_turns) % len(CPU_WORK)
    return CPU_WORK[first:] + CPU_WORK[:first]


def sweep() -> int:
    """Frees what was left by dead workers and moves what a kill may have missed; says how many were freed."""
    freed = leases.take_back()
    grouping.regroup_waiting()
    pipeline.heal()
    catching_up.search_again()
    probing.probe()  # before the questions find their road: it depends on what the server takes
    batches.gather()
    batches.remove_old()
    engines.rest()
    return freed


def nudges_wanted() -> int:
    """As many as there is due work for this process's free hands, never more.

    Only its own: how many workers there are elsewhere nobody knows, and each of them nudges for
    itself as long as it finds work. A process of pages asks for as many hands as a worker has.
    """
    free = settings.WORKER_THREADS - _shop.busy
    if free <= 0:
        return 0
    due = sum(len(rows.values_list("pk", flat=True)[:free]) for rows in _due())
    return min(due, free)


def _due() -> list[QuerySet[Any]]:
    """What could be begun now, by kind of row."""
    runs = StageRun.objects.due().exclude(service__in=Pause.objects.now().values("service"))
    if _no_slot():
        return [runs.filter(needs_cpu=False), BatchJob.objects.due()]
    return [
        runs,
        BatchJob.objects.due(),
        Photo.objects.due(),
        Bundle.objects.due(),
        Report.objects.due(),
    ]


def _no_slot() -> bool:
    """Whether all processors of this process are busy; a process without workers cannot know."""
    if not _cpu.acquire(blocking=False):
        return True
    _cpu.release()
    return False
