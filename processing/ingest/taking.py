"""Taking in one photo: what is derived from it, its barcodes, its flaws, when it was taken.

Where stickers tell discs apart, a photo that shows none at once is looked at longer. A photo that
came before that was chosen is claimed a second time, for this look alone.
"""

import logging

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from PIL import Image

from processing import arrival, imaging, ledger
from processing.catalog import stickers
from processing.catalog.codec import from_json, to_json
from processing.models import Disc, LostClaim, Photo, State, Upload
from processing.readers import barcodes
from processing.readers.base import Barcode

log = logging.getLogger(__name__)


def take_in(photo: Photo) -> None:
    """Makes what is derived from a photo and saves it with the end of the claim."""
    if photo.working:  # it is in already
        _look_again(photo)
    else:
        _take_in(photo)


def _take_in(photo: Photo) -> None:
    with photo.original.open("rb") as stored:
        derived = imaging.derive(stored.file)
    shrunk = derived.width / derived.upright.width
    found = barcodes.scaled(barcodes.decode(derived.upright), shrunk)
    seeks = _seeks_stickers(photo)
    if seeks:
        found = _with_stickers(derived.small, found)
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
        "detail": Photo.SOUGHT if seeks else "",
    }
    try:
        _save(photo, made, slip=slip)
    except LostClaim:
        if not Photo.objects.filter(pk=photo.pk).exists():  # deleted meanwhile
            arrival.discard(working, thumb)
        raise
    log.info("taken in: %d barcodes", len(found))


def _look_again(photo: Photo) -> None:
    made: dict[str, object] = {}
    if _seeks_stickers(photo):
        with photo.working.open("rb") as stored, imaging.open_image(stored.file) as image:
            known = from_json(tuple[Barcode, ...], photo.barcodes)
            made = {"barcodes": to_json(_with_stickers(image, known)), "detail": Photo.SOUGHT}
    _save(photo, made, slip=False)
    log.info("looked at longer for a sticker")


def _seeks_stickers(photo: Photo) -> bool:
    """As it is now: the way of grouping may have been changed since this photo was claimed."""
    by_mark = Upload.objects.filter(pk=photo.upload_id, grouping=Upload.Grouping.MARK)
    return by_mark.exists()


def _with_stickers(image: Image.Image, found: tuple[Barcode, ...]) -> tuple[Barcode, ...]:
    """The codes of a working JPEG; where none is a sticker or a slip, after the longer look."""
    plain = [(code.text, code.format) for code in found if not code.doubtful]
    if stickers.is_slip(plain) or stickers.item_barcodes(plain, settings.ITEM_BARCODE_PATTERN):
        return found
    more = barcodes.decode_stickers(image)
    texts = {code.text for code in more}
    return (*(code for code in found if code.text not in texts), *more)


def _save(photo: Photo, made: dict[str, object], *, slip: bool) -> None:
    rows = Photo.objects.filter(pk=photo.pk)
    with transaction.atomic():
        rows.leave(photo.token, State.DONE, ended_at=timezone.now(), error="", **made)
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
