"""Celery's way in. A message is only a nudge: it names no row, and losing it loses nothing."""

import logging
import time

from celery import shared_task
from django.core.cache import cache
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from processing import worker

log = logging.getLogger(__name__)

SWEPT = "swept"  # in the cache: when the last sweep ended, in seconds since 1970


@shared_task(name="processing.work")
def work() -> None:
    """Does one piece of due work and, if there was some, nudges for the next."""
    if worker.work_one():
        nudge()


@shared_task(name="processing.sweep")
def sweep() -> None:
    """Each minute and at start: what was left behind goes on."""
    try:
        worker.sweep()
        tell_swept()
    finally:
        nudge()


def nudge() -> None:
    """Wakes as many workers as there is due work for.

    Where the broker does not answer nothing is lost: the next sweep finds the work.
    """
    try:
        for _ in range(worker.nudges_wanted()):
            work.delay()
    except OperationalError as error:
        log.warning("the broker does not answer, so the work waits for the next sweep: %s", error)


def tell_swept() -> None:
    """Leaves the time for whoever watches over the workers."""
    try:
        cache.set(SWEPT, int(time.time()), timeout=None)
    except RedisError as error:
        log.warning("the time of the sweep is not told: %s", error)


def seconds_since_sweep() -> int | None:
    """None where no worker has swept yet; raises RedisError where the broker does not answer."""
    swept = cache.get(SWEPT)
    return None if swept is None else max(0, int(time.time()) - int(swept))
