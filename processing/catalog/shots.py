"""Shot: what the rules of grouping know of a photo, and the order in which photos were taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from processing.catalog.filenames import natural_key


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo. `stickers` are item barcodes seen on it; `slip`: it shows a separator slip.

    `page` is its page in a PDF or TIFF; `taken_at` the camera's clock, None where unknown.
    """

    id: int
    name: str
    folder: str = ""
    page: int | None = None
    taken_at: datetime | None = None
    stickers: tuple[str, ...] = ()
    slip: bool = False


def named_order(shot: Shot) -> tuple[object, ...]:
    """Sorts by folder, name and page as people count: IMG_2 before IMG_10."""
    return (natural_key(f"{shot.folder}/{shot.name}"), shot.page or 0, shot.id)


def in_order(shots: Iterable[Shot]) -> list[Shot]:
    """By the camera's clock where every shot has one, else by name."""
    found = sorted(shots, key=named_order)
    if all(shot.taken_at for shot in found):
        found.sort(key=lambda shot: shot.taken_at.timestamp() if shot.taken_at else 0.0)
    return found


def called(shots: Sequence[Shot]) -> str:
    """Photos in words: “IMG_1.jpg”, or “IMG_1.jpg to IMG_4.jpg”."""
    if not shots:
        return "A slip"
    names = [f"{s.name}, page {s.page}" if s.page else s.name for s in (shots[0], shots[-1])]
    return names[0] if len(shots) == 1 else f"{names[0]} to {names[1]}"
