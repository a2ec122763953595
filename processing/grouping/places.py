"""The disc of one photo, by its file name or its folder."""

from django.conf import settings
from django.db.models import Max

from processing.catalog import arrange
from processing.catalog.filenames import Place
from processing.models import Disc, Upload


def lock(upload: Upload | int) -> Upload:
    """The upload as it is now, nobody else changing it until the transaction ends.

    Raises Upload.DoesNotExist where somebody has deleted it.
    """
    pk = upload if isinstance(upload, int) else upload.pk
    return Upload.objects.select_for_update().get(pk=pk)


def place_of(upload: Upload, name: str, folder: str, page: int | None) -> Place:
    """Where the upload's way of grouping puts this file, as far as its name or folder tells."""
    pattern = settings.ITEM_BARCODE_PATTERN
    return arrange.place_of(name, folder, page, upload.grouping, pattern)


def disc_at(upload: Upload, place: Place) -> Disc | None:
    """The disc of a place, made where it is new; None where the photo belongs nowhere.

    Call it inside a transaction: the upload is locked, so that two photos of a new disc that
    arrive together make one disc.
    """
    if place.item_barcode is None and place.folder is None:
        return None
    upload = lock(upload)
    if place.item_barcode is not None:
        known = upload.discs.filter(item_barcode=place.item_barcode)
    else:
        known = upload.discs.filter(folder=place.folder)
    return known.first() or new_disc(upload, place.item_barcode, place.folder or "")


def new_disc(upload: Upload, item_barcode: str | None, folder: str = "") -> Disc:
    """A disc at the end of the box."""
    last = upload.discs.aggregate(last=Max("position"))["last"] or 0
    return upload.discs.create(position=last + 1, item_barcode=item_barcode, folder=folder[:300])
