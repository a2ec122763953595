"""Discs and photos that stand in another upload already: what may be done twice, and what was."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from processing.models.disc import Disc
from processing.models.photo import Photo
from processing.models.upload import Upload


def _before(upload: object) -> QuerySet[Disc]:
    """Discs of earlier uploads that count as the item itself: no sample, and not skipped there."""
    found = Disc.objects.filter(upload__lt=upload, upload__is_sample=False)
    return found.exclude(repeat=Disc.Repeat.SKIP)


def earlier(upload: Upload) -> dict[int, Disc]:
    """Disc of this upload to the newest disc with its item barcode in an earlier one; one query."""
    if upload.is_sample:
        return {}
    here = Disc.objects.filter(upload=upload, item_barcode=OuterRef("item_barcode"))
    found = _before(upload.pk).annotate(here=Subquery(here.values("pk")[:1]))
    rows = found.filter(here__isnull=False).select_related("upload").order_by("upload_id")
    return {row.here: row for row in rows}


def undecided(upload: Upload) -> QuerySet[Disc]:
    """Discs of this upload, not begun, whose item barcode stands in an earlier one, and nobody
    has said yet what is to be done."""
    before = _before(OuterRef("upload")).filter(item_barcode=OuterRef("item_barcode"))
    open_discs = Disc.objects.filter(
        upload=upload, repeat=Disc.Repeat.OPEN, item_barcode__isnull=False, runs=None
    )
    return open_discs.filter(Exists(before), upload__is_sample=False)


def may_begin(upload: Upload) -> QuerySet[Disc]:
    """Discs that have not begun and that nothing holds back: no repeat that is skipped or open."""
    waiting = Disc.objects.filter(upload=upload, runs=None).exclude(repeat=Disc.Repeat.SKIP)
    return waiting.exclude(pk__in=undecided(upload).values("pk"))


def leaning_on(upload: Upload) -> QuerySet[Disc]:
    """Discs that were skipped because their item stands in this upload, and in no other one."""
    others = _before(OuterRef("upload")).exclude(upload=upload)
    skipped = Disc.objects.filter(
        repeat=Disc.Repeat.SKIP,
        upload__gt=upload.pk,
        item_barcode__in=upload.discs.exclude(item_barcode=None).values("item_barcode"),
    )
    return skipped.exclude(Exists(others.filter(item_barcode=OuterRef("item_barcode"))))


def superseding() -> QuerySet[Disc]:
    """For a subquery over discs: the same item, processed again in a later upload."""
    return Disc.objects.filter(
        item_barcode=OuterRef("item_barcode"),
        upload__gt=OuterRef("upload"),
        upload__is_sample=OuterRef("upload__is_sample"),  # the sample stands for itself
        repeat=Disc.Repeat.AGAIN,
        upload__started_at__isnull=False,
    )


def superseded(discs: Iterable[Disc]) -> dict[int, Disc]:
    """Disc to the newest disc that stands for its item now, where that is another; one query."""
    asked = [disc for disc in discs if disc.item_barcode and not disc.upload.is_sample]
    rows = Disc.objects.filter(
        item_barcode__in={disc.item_barcode for disc in asked},
        repeat=Disc.Repeat.AGAIN,
        upload__started_at__isnull=False,
    )
    newest = {row.item_barcode: row for row in rows.select_related("upload").order_by("upload_id")}
    later = ((disc.pk, newest.get(disc.item_barcode), disc.upload_id) for disc in asked)
    return {pk: row for pk, row, upload in later if row and row.upload_id > upload}


def superseded_by(disc: Disc) -> Disc | None:
    """The newest disc that stands for this item now, None where this one does."""
    return superseded([disc]).get(disc.pk)


def elsewhere(photos: Iterable[Photo]) -> dict[int, Photo]:
    """Photo to the oldest one with the same bytes in another upload; one query."""
    asked = list(photos)
    same = Photo.objects.filter(sha256__in={photo.sha256 for photo in asked})
    by_hash: dict[str, list[Photo]] = defaultdict(list)
    for photo in same.select_related("upload", "disc").order_by("pk"):
        by_hash[photo.sha256].append(photo)
    found = {}
    for photo in asked:
        twins = (one for one in by_hash[photo.sha256] if one.upload_id != photo.upload_id)
        if twin := next(twins, None):
            found[photo.pk] = twin
    return found
