"""Discs whose item barcode stands in an earlier upload: skip, process again, or add the photos."""

from django.contrib.auth.models import User
from django.db import transaction

from processing import grouping, ledger
from processing.actions import changing, removal
from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.models import Disc, Photo, Upload
from processing.models.repeats import earlier, undecided

CHOICES = (Disc.Repeat.SKIP.value, Disc.Repeat.AGAIN.value, "add")


def choose_repeat(*, disc: Disc, choice: str, by: User | None) -> Disc | None:
    """Skip: never processed. Again: processed, and it stands for the item from then on. Add: its
    photos go to the disc of the earlier upload, and this disc goes.

    Returns the disc that has the photos now. Raises NotAllowed where the disc has no earlier one;
    it may be processed again all the same.
    """
    _check(choice)
    before = earlier(disc.upload).get(disc.pk)
    if before is None and choice != Disc.Repeat.AGAIN:
        raise NotAllowed(f"{disc} stands in no earlier upload any more. Reload the page to see it.")
    with transaction.atomic():
        if choice == "add" and before is not None:
            return _add(disc, before)
        upload = changing.lock(disc.upload)
        row = changing.lock_disc(upload, disc)
        if choice == Disc.Repeat.SKIP and row.runs.exists():
            raise NotAllowed(f"{row} has been processed already, so it cannot be skipped.")
        row.repeat = choice
        row.save(update_fields=["repeat"])
        if choice == Disc.Repeat.AGAIN and upload.started_at and not row.runs.exists():
            ledger.photo_came(row)
            nudge_on_commit()
    return row


def choose_repeats(*, upload: Upload, choice: str, by: User | None) -> int:
    """The same for every disc of the upload that is still open; says how many they were."""
    _check(choice)
    chosen = list(undecided(upload).order_by("pk"))
    for disc in chosen:
        choose_repeat(disc=disc, choice=choice, by=by)
    return len(chosen)


def _check(choice: str) -> None:
    if choice not in CHOICES:
        raise NotAllowed(f"Choose one of: {', '.join(CHOICES)}.")


def _add(disc: Disc, before: Disc) -> Disc:
    """The older upload is locked first: its number is the lower one."""
    older, upload = changing.lock(before.upload), changing.lock(disc.upload)
    photos = list(disc.photos.select_for_update().order_by("pk"))
    both = Disc.objects.select_for_update().filter(pk__in=[before.pk, disc.pk])
    rows = {row.pk: row for row in both.order_by("pk")}
    if len(rows) < 2:
        raise NotAllowed("One of the two discs is gone meanwhile. Reload the page to see it.")
    if rows[disc.pk].runs.exists() or changing.worked_on([disc]):
        raise NotAllowed(f"{disc} has been processed already, so its photos stay with it.")
    new = _hand_over(photos, older, before)
    rows[disc.pk].delete()
    if new:
        grouping.settle_roles(older, [before.pk], new)
        changing.after(older, [before.pk])
    if upload.started_at is None:
        grouping.put_in_order(upload)
    return rows[before.pk]


def _hand_over(photos: list[Photo], upload: Upload, disc: Disc) -> list[int]:
    """Gives photos to a disc of another upload; those that stand there already are dropped.

    What was covered on a dropped one is covered on the other: it must not be sent after all.
    """
    hashes = upload.photos.filter(sha256__in=[photo.sha256 for photo in photos])
    known = dict(hashes.values_list("sha256", "pk"))
    same = [photo for photo in photos if photo.sha256 in known]
    for photo in same:
        photo.covers.update(photo=known[photo.sha256])
    new = [photo.pk for photo in photos if photo.sha256 not in known]
    removal.files_on_commit(removal.names_of(same))
    Photo.objects.filter(pk__in=[photo.pk for photo in same]).delete()
    moved = Photo.objects.filter(pk__in=new)
    moved.update(upload=upload, disc=disc, by_hand=True, bundle=None)
    return new
