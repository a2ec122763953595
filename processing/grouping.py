"""Which disc a photo belongs to, and the disc's place in the box."""

from django.conf import settings
from django.db.models import Max

from processing.catalog.filenames import Place, natural_key, place_by_folder, place_by_name
from processing.models import Disc, Photo, Upload

_ASIDE = 1_000_000  # where positions stand while they are renumbered (they are unique)


def place_of(upload: Upload, name: str, folder: str, page: int | None) -> Place:
    """Where the upload's way of grouping puts this file."""
    pattern = settings.ITEM_BARCODE_PATTERN
    if upload.grouping == Upload.Grouping.FOLDER:
        return place_by_folder(name, folder, pattern, page)
    return place_by_name(name, pattern, page)


def disc_at(upload: Upload, place: Place) -> Disc | None:
    """The disc of a place, made where it is new; None where the photo belongs nowhere.

    Call it inside a transaction: the upload is locked, so that two photos of a new disc that
    arrive together make one disc.
    """
    if place.item_barcode is None and place.folder is None:
        return None
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if place.item_barcode is not None:
        known = upload.discs.filter(item_barcode=place.item_barcode)
    else:
        known = upload.discs.filter(item_barcode=None, folder=place.folder)
    return known.first() or new_disc(upload, place.item_barcode, place.folder or "")


def new_disc(upload: Upload, item_barcode: str | None, folder: str = "") -> Disc:
    """A disc at the end of the box."""
    last = upload.discs.aggregate(last=Max("position"))["last"] or 0
    return upload.discs.create(position=last + 1, item_barcode=item_barcode, folder=folder)


def suggest_roles(disc: Disc) -> None:
    """Where no name tells a role, the first photo is the front and the second the back."""
    photos = sorted(
        disc.photos.all(), key=lambda photo: natural_key(f"{photo.folder}/{photo.name}")
    )
    if any(photo.role != Photo.Role.OTHER for photo in photos):
        return
    for photo, role in zip(photos, (Photo.Role.FRONT, Photo.Role.BACK), strict=False):
        Photo.objects.filter(pk=photo.pk).update(role=role)


def put_in_order(upload: Upload) -> None:
    """Gives the discs their places in the box by file name, in the order of photographing.

    Photos arrive three at a time, so the order of arrival is not the order of the shelf.
    """
    discs = {disc: list(disc.photos.all()) for disc in upload.discs.prefetch_related("photos")}

    def key(disc: Disc) -> tuple[object, ...]:
        photos = discs[disc]
        first = min((natural_key(f"{p.folder}/{p.name}") for p in photos), default=())
        return (first, disc.pk)

    ordered = sorted(discs, key=key)
    for offset in (_ASIDE, 1):
        for place, disc in enumerate(ordered):
            disc.position = place + offset
        Disc.objects.bulk_update(ordered, ["position"], batch_size=500)
