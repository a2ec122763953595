"""Which earlier item a disc repeats, and how: the same item, a second copy, or a part of one set."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, Q

from processing.catalog.set_part import UNKNOWN
from processing.models.disc import Disc
from processing.models.photo import Photo
from processing.models.repeats import superseding

Key = tuple[str, str, bool]  # source and number of the accepted record, of the sample


class Likeness(StrEnum):
    """Of two items that have one record, the surest first; parts of a set are no duplicates."""

    SAME_ITEM = "same"
    COPY = "copy"
    UNCLEAR = "unclear"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Twin:
    """An earlier item with the same record."""

    disc: Disc
    likeness: Likeness


_ORDER = list(Likeness)


def twins(discs: Iterable[Disc]) -> dict[int, Twin]:
    """Disc to the earlier item that says most of it; discs without one are left out. Two queries
    for all, and none where no record is accepted. The discs come with their uploads."""
    asked = [disc for disc in discs if disc.accepted_number]
    if not asked:
        return {}
    by_record: dict[Key, list[Disc]] = defaultdict(list)
    for row in _with_records_of(asked):
        by_record[_key(row)].append(row)
    earlier = {
        disc.pk: [one for one in by_record[_key(disc)] if _before(one, disc)] for disc in asked
    }
    photos = _photos([disc for disc in asked if earlier[disc.pk]], earlier.values())
    found = {}
    for disc in asked:
        told = [Twin(one, _likeness(disc, one, photos)) for one in earlier[disc.pk]]
        if told:
            found[disc.pk] = min(told, key=lambda twin: _ORDER.index(twin.likeness))
    return found


def _with_records_of(discs: Sequence[Disc]) -> Iterable[Disc]:
    """In order of uploads and boxes; those that were processed again stand for nothing."""
    rows = Disc.objects.filter(
        ~Exists(superseding()),
        accepted_source__in={disc.accepted_source for disc in discs},
        accepted_number__in={disc.accepted_number for disc in discs},
    )
    return rows.select_related("upload").order_by("upload_id", "position")


def _key(disc: Disc) -> Key:
    return disc.accepted_source, disc.accepted_number, disc.upload.is_sample


def _before(one: Disc, disc: Disc) -> bool:
    same_item = bool(disc.item_barcode) and one.item_barcode == disc.item_barcode
    return not same_item and (one.upload_id, one.position) < (disc.upload_id, disc.position)


def _photos(discs: Sequence[Disc], earlier: Iterable[Sequence[Disc]]) -> dict[int, set[str]]:
    """Disc to the hashes of its photos, for those that have an earlier one and for these."""
    if not discs:
        return {}
    wanted = {disc.pk for disc in discs} | {one.pk for found in earlier for one in found}
    hashes: dict[int, set[str]] = defaultdict(set)
    rows = Photo.objects.filter(Q(disc__in=wanted)).values_list("disc", "sha256")
    for disc, sha256 in rows:
        if disc is not None:
            hashes[disc].add(sha256)
    return hashes


def _likeness(disc: Disc, one: Disc, photos: dict[int, set[str]]) -> Likeness:
    """The same photo is of the same item; two item barcodes are two items."""
    if disc.set_part != one.set_part or disc.set_part == UNKNOWN:
        return Likeness.PART
    if photos.get(disc.pk, set()) & photos.get(one.pk, set()):
        return Likeness.SAME_ITEM
    return Likeness.COPY if disc.item_barcode and one.item_barcode else Likeness.UNCLEAR
