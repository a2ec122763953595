"""What every change of discs and photos by hand shares: locks, roles, order, reading again."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Max

from processing import grouping, ledger
from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.models import Correction, Decision, Disc, Photo, Upload


def lock(upload: Upload) -> Upload:
    """The upload as it is now, held until the transaction ends."""
    try:
        return grouping.lock(upload)
    except Upload.DoesNotExist:
        raise NotAllowed(f"“{upload.name}” has been deleted by somebody else.") from None


def lock_photos(upload: Upload, photos: Iterable[Photo]) -> list[Photo]:
    """These photos as they are now; all of them must still be in the upload."""
    names = {photo.pk: str(photo) for photo in photos}
    if not names:
        raise NotAllowed("Choose the photos first.")
    rows = upload.photos.select_for_update().filter(pk__in=names).order_by("pk")
    found = list(rows)
    if gone := set(names) - {photo.pk for photo in found}:
        raise NotAllowed(
            f"{names[min(gone)]} is not in “{upload.name}” any more: somebody has removed it or "
            "moved it to another upload. Reload the page to see what is there."
        )
    return found


def lock_discs(upload: Upload, discs: Iterable[Disc | int]) -> list[Disc]:
    """These discs as they are now, by number; those that are gone are missing."""
    keys = [disc if isinstance(disc, int) else disc.pk for disc in discs]
    rows = upload.discs.select_for_update().filter(pk__in=keys).order_by("pk")
    return list(rows)


def lock_disc(upload: Upload, disc: Disc) -> Disc:
    found = lock_discs(upload, [disc])
    if not found:
        raise NotAllowed(
            f"{disc} is not in “{upload.name}” any more: somebody has merged or emptied it. "
            "Reload the page to see what is there."
        )
    return found[0]


def put(upload: Upload, photos: Sequence[Photo], disc: Disc | None) -> None:
    """Gives locked photos to a disc, or to the tray; where they were is what counts now."""
    moved = [photo for photo in photos if photo.disc_id != (disc.pk if disc else None)]
    left = {photo.disc_id for photo in moved if photo.disc_id is not None}
    changed = left | ({disc.pk} if disc else set())
    lock_discs(upload, changed)
    if disc is not None and moved:
        _keep_place(disc)
    Photo.objects.filter(pk__in=[photo.pk for photo in photos]).update(disc=disc, by_hand=True)
    hold(left)
    if moved:
        grouping.settle_roles(upload, changed, [photo.pk for photo in moved])
        after(upload, changed)


def hold(discs: Collection[int]) -> None:
    """Grouping leaves these discs as they are, now that photos have been taken from them.

    One photo placed by hand holds a disc; the others go on telling its place in the box.
    """
    photos = Photo.objects.filter(disc__in=discs)
    held = photos.filter(by_hand=True).values("disc")
    last = photos.exclude(disc__in=held).values("disc").annotate(last=Max("pk"))
    Photo.objects.filter(pk__in=[row["last"] for row in last.order_by()]).update(by_hand=True)


def _keep_place(disc: Disc) -> None:
    """A disc of which no photo tells the place any more keeps it when others are put to it: these
    hold it from now on, so its own need not."""
    own = Photo.objects.filter(disc=disc)
    if not own.filter(by_hand=False).exists():
        own.update(by_hand=False)


def worked_on(discs: Iterable[Disc]) -> set[int]:
    """Those that a cataloger has corrected or decided on: they never go by themselves."""
    keys = [disc.pk for disc in discs]
    found: set[int] = set()
    for kind in (Correction, Decision):
        found.update(kind.objects.filter(disc__in=keys).values_list("disc_id", flat=True))
    return found


def after(upload: Upload, changed: Collection[int]) -> None:
    """Discs whose photos have changed: an empty one goes, one that has begun is read again."""
    discs = upload.discs.filter(pk__in=changed)
    empty = list(discs.filter(photos=None))
    stay = worked_on(empty)
    upload.discs.filter(pk__in=[disc.pk for disc in empty if disc.pk not in stay]).delete()
    if upload.started_at is None:
        grouping.put_in_order(upload)
        return
    for disc in discs.order_by("pk"):
        ledger.photo_came(disc)
    nudge_on_commit()
