"""The board of an upload: discs in box order as cards of thumbnails, and the tray beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from processing.catalog.shots import Shot, in_order
from processing.models import Disc, Photo, StageRun, Upload
from processing.presentation.disc_rows import photo_warnings

TRAY_SHOWN = 60  # photos; more are moved better by choosing how photos become discs
_FLAWS = {Photo.Flaw.BLURRED: "◐ blurred", Photo.Flaw.TINY: "◐ too small to be read"}


@dataclass(frozen=True, slots=True)
class Tile:
    """A photo on the board. `twin`: the same photo in another upload."""

    photo: Photo
    note: str
    twin: Photo | None


@dataclass(frozen=True, slots=True)
class Card:
    """A disc on the board. `earlier`: the disc of an earlier upload with the same item barcode.

    `begun`: its stages have runs, so it is too late to skip it.
    """

    disc: Disc
    tiles: tuple[Tile, ...]
    warnings: tuple[str, ...]
    earlier: Disc | None
    begun: bool

    @property
    def splits(self) -> tuple[Tile, ...]:
        """The photos before which the disc can be split."""
        return self.tiles[1:]


@dataclass(frozen=True, slots=True)
class Tray:
    """Photos that belong nowhere: `tiles` are the first of `total`."""

    tiles: tuple[Tile, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.tiles)


def for_board(discs: QuerySet[Disc]) -> QuerySet[Disc]:
    """In box order with their photos: one query besides the one for the discs."""
    photos = Photo.objects.defer("barcodes")
    begun = Exists(StageRun.objects.filter(disc=OuterRef("pk")))
    rows = discs.annotate(begun=begun).order_by("position")
    return rows.prefetch_related(Prefetch("photos", photos))


def _in_order(photos: Iterable[Photo]) -> list[Photo]:
    """As they were photographed: the order in which a disc is split."""
    by_id = {photo.pk: photo for photo in photos}
    shots = (Shot(p.pk, p.name, p.folder, p.page, p.taken_at) for p in by_id.values())
    return [by_id[shot.id] for shot in in_order(shots)]


def tile(photo: Photo, twins: Mapping[int, Photo]) -> Tile:
    return Tile(photo, _FLAWS.get(Photo.Flaw(photo.flaw), ""), twins.get(photo.pk))


def card(disc: Disc, twins: Mapping[int, Photo], earlier: Mapping[int, Disc]) -> Card:
    """`disc` comes from `for_board`."""
    photos = tuple(_in_order(disc.photos.all()))
    tiles = tuple(tile(photo, twins) for photo in photos)
    begun = bool(getattr(disc, "begun", False))
    return Card(disc, tiles, photo_warnings(photos), earlier.get(disc.pk), begun)


def loose(upload: Upload) -> tuple[list[Photo], int]:
    """The photos that belong nowhere: the first of them, and how many they are.

    Separator slips are no photos of a disc.
    """
    rows = upload.photos.filter(disc=None).exclude(role=Photo.Role.SLIP)
    fields = ("id", "name", "folder", "page", "taken_at")
    shots = in_order(Shot(*row) for row in rows.values_list(*fields))
    first = [shot.id for shot in shots[:TRAY_SHOWN]]
    photos = upload.photos.defer("barcodes").in_bulk(first) if first else {}
    return [photos[pk] for pk in first if pk in photos], len(shots)


def tray(photos: Sequence[Photo], total: int, twins: Mapping[int, Photo]) -> Tray:
    return Tray(tuple(tile(photo, twins) for photo in photos), total)
