"""Celery's way in. A message is only a nudge: it names no row, and losing it loses nothing."""

from celery import shared_task

from processing import worker


@shared_task(name="processing.work")
def work() -> None:
    """Does one piece of due work and, if there was some, nudges for the next."""
    if worker.work_one():
        nudge()


@shared_task(name="processing.sweep")
def sweep() -> None:
    """Each minute and at start: what was left behind goes on."""
    worker.sweep()
    nudge()


def nudge() -> None:
    """Wakes as many workers as there is due work for."""
    for _ in range(worker.nudges_wanted()):
        work.delay()
