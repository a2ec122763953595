"""Taking in one photo: what is derived from it, its barcodes, its flaws, when it was taken."""

import logging

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from processing import arrival, imaging, ledger
from processing.catalog import stickers
from processing.catalog.codec import to_json
from processing.models import Disc, LostClaim, Photo, State
from processing.readers import barcodes

log = logging.getLogger(__name__)


def take_in(photo: Photo) -> None:
    """Makes what is derived from a photo and saves it with the end of the claim."""
    with photo.original.open("rb") as stored:
        derived = imaging.derive(stored.file)
    shrunk = derived.width / derived.upright.width
    found = barcodes.scaled(barcodes.decode(derived.upright), shrunk)
    slip = stickers.is_slip((code.text, code.format) for code in found)
    working = _store(photo, "working", derived.working)
    thumb = _store(photo, "thumbs", derived.thumb)
    made = {
        "working": working,
        "thumb": thumb,
        "width": derived.width,
        "height": derived.height,
        "barcodes": to_json(found),
        "flaw": "" if slip else imaging.flaw_of(derived.small),
        "taken_at": derived.taken_at if photo.page is None else None,
    }
    try:
        _save(photo, made, slip=slip)
    except LostClaim:
        if not Photo.objects.filter(pk=photo.pk).exists():  # deleted meanwhile
            arrival.discard(working, thumb)
        raise
    log.info("taken in: %d barcodes", len(found))


def _save(photo: Photo, made: dict[str, object], *, slip: bool) -> None:
    rows = Photo.objects.filter(pk=photo.pk)
    with transaction.atomic():
        rows.leave(photo.token, State.DONE, ended_at=timezone.now(), error="", detail="", **made)
        if slip:
            rows.filter(by_hand=False).update(role=Photo.Role.SLIP)
        disc_id = rows.values_list("disc_id", flat=True).get()
        if disc_id:
            # two last photos that end together must not both see the other as unfinished
            Disc.objects.select_for_update().get(pk=disc_id)
            ledger.free_readings([disc_id])


def _store(photo: Photo, folder: str, content: bytes) -> str:
    name = f"uploads/{photo.upload_id}/{folder}/{photo.sha256}.jpg"
    return arrival.store(name, ContentFile(content))
