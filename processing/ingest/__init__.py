"""The rest of a file's arrival, after the request that stored it: tasks that survive a kill.

Splitting a Bundle makes Photos; taking in a Photo makes its working JPEG and thumbnail and
decodes its barcodes. Both are claimed rows, so a kill only means that they are claimed again.
"""

import logging
import threading
from collections.abc import Callable
from typing import Any

from processing import arrival, grouping, imaging, leases, ledger
from processing.ingest.splitting import split
from processing.ingest.taking import take_in
from processing.leases import Only
from processing.logs import working_on
from processing.models import Bundle, Failure, LostClaim, Photo

__all__ = ["split_next", "take_in_next"]

log = logging.getLogger(__name__)
_one_hand = threading.Semaphore(1)

UNREADABLE = "The program could not work on this file. Retry, or photograph it again."


def take_in_next(only: Only) -> bool:
    """Takes in the next photo that has arrived; False where there is none.

    While files are still arriving through this process one photo at a time is enough: a person
    waits for the files. On a busy machine of two processors 100 photos of 4 MB were received in
    30 to 44 seconds so, and in 47 to 53 with two photos at a time taken in meanwhile.
    """
    if not arrival.is_busy():
        return _take_in_next(only)
    if not _one_hand.acquire(blocking=False):
        return False  # the other hand nudges for the next photo
    try:
        return _take_in_next(only)
    finally:
        _one_hand.release()


def _take_in_next(only: Only) -> bool:
    photo = Photo.objects.filter(**only.of("upload")).claim_next(leases.owner())
    if photo is None:
        return False
    with working_on(photo=photo.pk, upload=photo.upload_id), leases.kept(photo):
        _guard(photo, take_in)
    return True


def split_next(only: Only) -> bool:
    """Splits the next file that holds several photos; False where there is none."""
    bundle = Bundle.objects.filter(**only.of("upload")).claim_next(leases.owner())
    if bundle is None:
        return False
    with working_on(bundle=bundle.pk, upload=bundle.upload_id), leases.kept(bundle):
        _guard(bundle, split)
    return True


def _guard(row: Any, work: Callable[[Any], None]) -> None:
    """Runs the work; a failure ends on the row, in words. The last file to end groups the photos."""
    try:
        work(row)
    except LostClaim:
        log.info("taken over meanwhile")
        return
    except imaging.Refused as error:
        _fail(row, Failure(str(error), final=True))
    except Exception as error:
        log.exception("could not be taken in")
        _fail(row, Failure.unexpected(UNREADABLE, error))
    grouping.regroup_if_complete(row.upload_id)


def _fail(row: Any, failure: Failure) -> None:
    try:
        over = type(row).objects.record_failure(row, failure)
    except LostClaim:
        return
    log.warning("failed: %s", failure.words)
    if over and isinstance(row, Photo) and row.disc_id:
        ledger.free_readings([row.disc_id])
