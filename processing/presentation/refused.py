"""Files that were not taken: the list on the page, and as a text file."""

from dataclasses import dataclass

from django.db.models import QuerySet

from processing.models import Refusal, Upload

SHOWN = 100  # the rest is in the text file


@dataclass(frozen=True, slots=True)
class RefusedFiles:
    """The first of the refused files, and how many there are."""

    shown: tuple[Refusal, ...]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.shown)


def refused_files(upload: Upload) -> RefusedFiles:
    """Two queries at most, one where nothing was refused."""
    rows = _in_order(upload)
    shown = tuple(rows[:SHOWN])
    return RefusedFiles(shown, rows.count() if len(shown) == SHOWN else len(shown))


def _in_order(upload: Upload) -> QuerySet[Refusal]:
    return Refusal.objects.filter(upload=upload).order_by("folder", "name", "id")


def where(refusal: Refusal) -> str:
    return f"{refusal.folder}/{refusal.name}" if refusal.folder else refusal.name


def as_text(upload: Upload) -> str:
    """One line a file, for whoever copies them from the camera again."""
    return "".join(f"{where(one)}\t{one.reason}\r\n" for one in _in_order(upload))
