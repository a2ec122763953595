"""What is said after a change on the board, and how the change can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from processing.models import Disc, Photo, Upload


@dataclass(frozen=True, slots=True)
class Undo:
    """The change that takes the last one back, as the fields of the board's form."""

    do: str
    photos: tuple[int, ...] = ()
    disc: int | None = None
    to: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What was done, or why not."""

    text: str
    failed: bool = False
    undo: Undo | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where photos were before a move: one disc, the tray, or (`mixed`) several places."""

    photos: tuple[int, ...]
    disc: int | None
    item_barcode: str
    mixed: bool

    def back(self, upload: Upload) -> Undo | None:
        """The way back; a disc that went when it lost its last photo is made anew."""
        if self.mixed or not self.photos:
            return None
        if self.disc is None:
            return Undo("tray", self.photos)
        if upload.discs.filter(pk=self.disc).exists():
            return Undo("move", self.photos, disc=self.disc)
        taken = upload.discs.filter(item_barcode=self.item_barcode).exists()
        if self.item_barcode and not taken:
            return Undo("move", self.photos, to=self.item_barcode)
        return Undo("new", self.photos)


def origin_of(photos: Sequence[Photo]) -> Origin:
    """Ask before the move."""
    places = {photo.disc_id for photo in photos}
    place = next(iter(places)) if len(places) == 1 else None
    disc = Disc.objects.filter(pk=place).first() if place else None
    return Origin(
        photos=tuple(photo.pk for photo in photos),
        disc=disc.pk if disc else None,
        item_barcode=(disc.item_barcode if disc else None) or "",
        mixed=len(places) != 1,
    )
