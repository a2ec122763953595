"""Photos: a file is checked, hashed and stored in the request; the rest is a worker's."""

from collections.abc import Sequence
from typing import BinaryIO, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from processing import arrival, grouping, imaging, ledger
from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.arrival import Added, Source
from processing.catalog import gtin
from processing.catalog.filenames import Place, is_item_barcode
from processing.models import Bundle, Decision, Disc, Photo, Upload


def add_file(*, upload: Upload, file: UploadedFile, by: User | None, folder: str = "") -> Added:
    """Takes one file: a photo, or a PDF or TIFF that holds several.

    Raises imaging.Refused with the reason in words; then nothing is kept of the file.
    """
    checked = imaging.check(cast("BinaryIO", file.file), max_bytes=settings.MAX_UPLOAD_MB << 20)
    file.seek(0)
    clean_folder = "".join(char for char in folder if char.isprintable())[:300]
    source = Source(arrival.clean_name(file.name or "photo"), clean_folder, checked.extension)
    if checked.kind == "photo":
        added = arrival.add_photo(upload, file, source)
    else:
        added = arrival.add_bundle(upload, file, source, Bundle.Kind(checked.kind))
    nudge_on_commit()
    return added


def assign_photos(
    *,
    upload: Upload,
    photos: Sequence[Photo],
    item_barcode: str,
    by: User,
    move: bool = False,
) -> Disc:
    """Gives photos to the disc with this item barcode, made where it is new; "" for a new disc.

    Photos that somebody has given to a disc meanwhile are refused, unless `move` says that they
    are to be taken from there.
    """
    barcode = item_barcode.strip().replace(" ", "")
    if barcode and not is_item_barcode(barcode, settings.ITEM_BARCODE_PATTERN):
        raise NotAllowed(
            f"“{item_barcode}” is not an item barcode: scan or type the digits of the sticker."
        )
    if len(barcode) in (12, 13) and gtin.parse(barcode) and not settings.ITEM_BARCODE_PATTERN:
        raise NotAllowed(
            f"{barcode} is a UPC/EAN, which the disc shares with all its copies. Scan the "
            "library's own sticker, or leave the field empty."
        )
    if not photos:
        raise NotAllowed("Choose the photos first.")
    with transaction.atomic():
        if not move:
            _refuse_taken(photos)
        disc = grouping.disc_at(upload, Place(item_barcode=barcode)) if barcode else None
        if disc is None:
            upload = Upload.objects.select_for_update().get(pk=upload.pk)
            disc = grouping.new_disc(upload, None)
        _move(photos, disc)
        nudge_on_commit()
    return disc


def _refuse_taken(photos: Sequence[Photo]) -> None:
    taken = Photo.objects.filter(pk__in=[photo.pk for photo in photos], disc__isnull=False)
    if photo := taken.select_related("disc").first():
        raise NotAllowed(f"{photo} belongs to {photo.disc} already. Reload the page to see it.")


def _move(photos: Sequence[Photo], disc: Disc) -> None:
    """Both discs are read again where they have begun; a disc that is left empty goes."""
    rows = Photo.objects.filter(pk__in=[photo.pk for photo in photos])
    left = list(Disc.objects.filter(photos__in=rows).exclude(pk=disc.pk).distinct())
    rows.update(disc=disc)
    grouping.suggest_roles(disc)
    for one in left:
        worked_on = one.corrections.exists() or Decision.objects.filter(disc=one).exists()
        if one.photos.exists() or worked_on:
            ledger.photo_came(one)
        else:
            one.delete()
    ledger.photo_came(disc)
