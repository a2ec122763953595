"""Photos: which disc they belong to, what they show, and taking them away."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction

from processing import grouping, ledger
from processing.actions import changing, removal
from processing.actions.barcodes import checked
from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.catalog.filenames import Place
from processing.models import Disc, Photo, Upload


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
    barcode = checked(item_barcode)
    with transaction.atomic():
        upload = changing.lock(upload)
        rows = changing.lock_photos(upload, photos)
        if not move:
            _refuse_taken(rows)
        disc = grouping.disc_at(upload, Place(item_barcode=barcode)) if barcode else None
        disc = disc or grouping.new_disc(upload, None)
        changing.put(upload, rows, disc)
    disc.refresh_from_db()
    return disc


def _refuse_taken(photos: Sequence[Photo]) -> None:
    if photo := next((photo for photo in photos if photo.disc_id), None):
        raise NotAllowed(f"{photo} belongs to {photo.disc} already. Reload the page to see it.")


def move_photos(
    *, upload: Upload, photos: Sequence[Photo], to: Disc | None, by: User | None
) -> None:
    """Takes photos to a disc, or to the tray (None), from wherever they are now.

    Before the start discs keep the order in which they were photographed; after it both discs
    are read again, with their corrections and decisions.
    """
    with transaction.atomic():
        upload = changing.lock(upload)
        rows = changing.lock_photos(upload, photos)
        changing.put(upload, rows, changing.lock_disc(upload, to) if to else None)


def set_role(*, photo: Photo, role: str, by: User | None) -> None:
    """Says what a photo shows. A disc that has begun is read again.

    A separator slip that the program did not see, or saw where there is none, changes which
    photos are discs: before the start an upload grouped by marks is grouped again.
    """
    if role not in Photo.Role.values:
        raise NotAllowed(f"A photo cannot show “{role}”: {', '.join(Photo.Role.values)}.")
    with transaction.atomic():
        upload = changing.lock(photo.upload)
        row = changing.lock_photos(upload, [photo])[0]
        if row.role == role:
            return
        is_mark = Photo.Role.SLIP in (role, row.role) and upload.grouping == Upload.Grouping.MARK
        stays = row.by_hand or (row.disc_id is not None and not is_mark)
        Photo.objects.filter(pk=row.pk).update(role=role, by_hand=stays)
        if is_mark and upload.started_at is None:
            grouping.regroup(upload)
        elif row.disc_id and upload.started_at:
            ledger.photo_came(changing.lock_discs(upload, [row.disc_id])[0])
            nudge_on_commit()


def remove_photos(*, upload: Upload, photos: Sequence[Photo], by: User | None) -> int:
    """Deletes photos with their files; a disc that is left empty goes. Says how many they were."""
    with transaction.atomic():
        upload = changing.lock(upload)
        rows = changing.lock_photos(upload, photos)
        discs = {photo.disc_id for photo in rows if photo.disc_id is not None}
        changing.lock_discs(upload, discs)
        removal.files_on_commit(removal.names_of(rows))
        Photo.objects.filter(pk__in=[photo.pk for photo in rows]).delete()
        changing.hold(discs)
        grouping.settle_roles(upload, discs, [])
        changing.after(upload, discs)
    return len(rows)
