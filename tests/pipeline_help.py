"""What pipeline tests need: threads with connections of their own, and clocks that jump."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from processing import pipeline
from processing.leases import Only
from processing.models import Claimable, StageRun


def in_threads(*functions: Callable[[], Any]) -> list[Any]:
    """Runs the functions at the same time and returns their results in order."""
    results: list[Any] = [None] * len(functions)
    start = threading.Barrier(len(functions))

    def run(index: int, function: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            results[index] = function()
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(index, function), daemon=True)
        for index, function in enumerate(functions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive(), "a thread hangs"
    return results


def work_all(*, at_most: int = 1000) -> int:
    """Works until nothing is due; says how many pieces of work that was."""
    for count in range(at_most):
        if not (
            pipeline.work_next(Only(), needs_cpu=False)
            or pipeline.work_next(Only(), needs_cpu=True)
        ):
            return count
    raise AssertionError("the work has no end")


def let_lease_run_out(row: Claimable) -> None:
    past = timezone.now() - timedelta(seconds=1)
    assert type(row).objects.filter(pk=row.pk).update(lease_until=past) == 1


def make_due(**which: Any) -> None:
    """What waits for a later moment is due now."""
    StageRun.objects.filter(**which).update(not_before=None)


def states(disc_id: int) -> dict[str, str]:
    return dict(StageRun.objects.filter(disc=disc_id).values_list("stage", "state"))
