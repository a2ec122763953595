"""Discs made by another way of grouping, or by hand: new, merged, split."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction

from processing.actions import changing
from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.catalog.shots import in_order
from processing.grouping import new_disc as disc_at_end
from processing.grouping import regroup, shot_of
from processing.models import Disc, Photo, Upload

MOST_PER_DISC = 100


def choose_grouping(
    *, upload: Upload, grouping: str, by: User | None, photos_per_disc: int | None = None
) -> None:
    """Groups the photos anew; what a hand has put somewhere stays there."""
    if grouping not in Upload.Grouping.values:
        raise NotAllowed(f"There is no way of grouping called “{grouping}”.")
    with transaction.atomic():
        row = changing.lock(upload)
        number = row.photos_per_disc if photos_per_disc is None else photos_per_disc
        if not 1 <= number <= MOST_PER_DISC:
            raise NotAllowed(f"A disc has 1 to {MOST_PER_DISC} photos; {number} is not possible.")
        if row.started_at is not None:
            raise NotAllowed(
                f"“{row.name}” has been started, so its discs stay as they are. Move single "
                "photos by hand."
            )
        row.grouping, row.photos_per_disc = grouping, number
        row.save(update_fields=["grouping", "photos_per_disc"])
        regroup(row)
        nudge_on_commit()  # by marks some photos are looked at longer
    upload.grouping, upload.photos_per_disc = grouping, number


def new_disc(*, upload: Upload, photos: Sequence[Photo], by: User | None) -> Disc:
    """A disc of these photos, taken from wherever they are now."""
    with transaction.atomic():
        upload = changing.lock(upload)
        rows = changing.lock_photos(upload, photos)
        disc = disc_at_end(upload, None)
        changing.put(upload, rows, disc)
    disc.refresh_from_db()
    return disc


def merge_discs(*, upload: Upload, discs: Sequence[Disc], by: User | None) -> Disc:
    """Puts the photos of all into one: the one that was worked on, else the first in the box.

    Another one that was worked on stays, without photos, with its corrections and decisions.
    """
    with transaction.atomic():
        upload = changing.lock(upload)
        wanted = {disc.pk for disc in discs}
        held = upload.photos.select_for_update().filter(disc__in=wanted).order_by("pk")
        photos = list(held)
        rows = changing.lock_discs(upload, wanted)
        if len(rows) < len(wanted) or len(rows) < 2:
            raise NotAllowed(
                "Choose at least two discs that are in this upload. Somebody may have merged "
                "them already: reload the page to see what is there."
            )
        worked_on = changing.worked_on(rows)
        into = min(rows, key=lambda disc: (disc.pk not in worked_on, disc.position))
        _join_barcodes(into, rows, worked_on)
        changing.put(upload, photos, into)
    into.refresh_from_db()
    return into


def _join_barcodes(into: Disc, discs: Sequence[Disc], worked_on: set[int]) -> None:
    """The item barcode of whichever has one; two different ones are two items."""
    having = [disc for disc in discs if disc.item_barcode]
    if len(having) > 1:
        raise NotAllowed(
            f"{having[0]} and {having[1]} have item barcodes of their own, so they are two items. "
            "If they are one, take the wrong item barcode away first."
        )
    if having and having[0].pk != into.pk and having[0].pk not in worked_on:
        into.item_barcode, having[0].item_barcode = having[0].item_barcode, None
        into.repeat = having[0].repeat
        having[0].save(update_fields=["item_barcode"])  # first: it is unique in the upload
        into.save(update_fields=["item_barcode", "repeat"])


def split_disc(*, photo: Photo, by: User | None) -> Disc:
    """This photo and those after it become a disc of their own, before the start right behind."""
    with transaction.atomic():
        upload = changing.lock(photo.upload)
        row = changing.lock_photos(upload, [photo])[0]
        if row.disc_id is None:
            raise NotAllowed(f"{photo} is in no disc any more, so there is nothing to split.")
        rows = {p.pk: p for p in upload.photos.select_for_update().filter(disc=row.disc_id)}
        order = [shot.id for shot in in_order(shot_of(p) for p in rows.values())]
        behind = order[order.index(row.pk) :]
        if len(behind) == len(order):
            raise NotAllowed(f"{photo} is the first photo of its disc: nothing is before it.")
        disc = disc_at_end(upload, None)
        changing.put(upload, [rows[pk] for pk in behind], disc)
    disc.refresh_from_db()
    return disc
