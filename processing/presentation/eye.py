"""What needs a person's eye before an upload is started: counted, in words, with what to do."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from processing.models import Disc, Photo, StageRun, State, Upload
from processing.models.claimable import OPEN_STATES
from processing.presentation import words


class Concern(StrEnum):
    """Why a disc or a photo needs a look; the value stands in the address of the filtered board."""

    FAILED = "failed"
    REPEAT = "repeat"
    FRONT = "front"
    BACK = "back"
    BLURRED = "blurred"
    TINY = "tiny"
    ELSEWHERE = "elsewhere"


ANY = "any"  # the filter for all concerns
_OF_DISCS = {Concern.REPEAT, Concern.FRONT, Concern.BACK}
_MARKS = {Concern.FAILED: "▲", Concern.REPEAT: "⧉", Concern.ELSEWHERE: "⧉"}
_SAID = {
    Concern.FAILED: ("photo cannot be opened", "photos cannot be opened"),
    Concern.REPEAT: (
        "item barcode stands in an earlier upload",
        "item barcodes stand in an earlier upload",
    ),
    Concern.FRONT: ("disc has no front photo", "discs have no front photo"),
    Concern.BACK: ("disc has no back photo", "discs have no back photo"),
    Concern.BLURRED: ("photo is blurred", "photos are blurred"),
    Concern.TINY: ("photo is too small to be read", "photos are too small to be read"),
    Concern.ELSEWHERE: (
        "photo stands in another upload too",
        "photos stand in another upload too",
    ),
}
_TO_DO = {
    Concern.FAILED: "Photograph it again and add the new photo, then remove this one.",
    Concern.REPEAT: "Choose for each of them, or here for all: they are not read before.",
    Concern.FRONT: (
        "Add the photo, or give another photo of the disc the role “Front”. Without it, title and "
        "name may be missing."
    ),
    Concern.BACK: (
        "Add the photo, or give another photo of the disc the role “Back”. Without it, tracks and "
        "UPC may be missing."
    ),
    Concern.BLURRED: "Photograph it again and add the new photo, or go on: some of it may be read.",
    Concern.TINY: "Set the camera to a larger size and photograph it again.",
    Concern.ELSEWHERE: "Look whether the disc was done before; a photo sent by mistake can be removed.",
}


@dataclass(frozen=True, slots=True)
class Sight:
    """One thing to look at: how many, said with a mark, and what to do about it."""

    concern: Concern
    number: int

    @property
    def mark(self) -> str:
        return _MARKS.get(self.concern, "◐")

    @property
    def kind(self) -> str:
        """For the style of the mark."""
        return "failed" if self.concern is Concern.FAILED else "review"

    @property
    def text(self) -> str:
        return words.count(self.number, *_SAID[self.concern])

    @property
    def to_do(self) -> str:
        return _TO_DO[self.concern]


@dataclass(frozen=True, slots=True)
class Eye:
    """`sights`: what there is to look at. The numbers are those that the start speaks of."""

    sights: tuple[Sight, ...]
    discs: int
    skipped: int
    open_repeats: int
    loose: int
    slips: int
    opening: int

    def number(self, concern: Concern) -> int:
        return next((sight.number for sight in self.sights if sight.concern is concern), 0)

    @property
    def beside(self) -> str:
        """What the start leaves out or goes without: "2 discs are skipped, 1 has no back photo"."""
        front, back = self.number(Concern.FRONT), self.number(Concern.BACK)
        told = (
            (self.skipped, "disc is skipped", "discs are skipped"),
            (front, "has no front photo", "have no front photo"),
            (back, "has no back photo", "have no back photo"),
            (self.loose, "photo is in the tray", "photos are in the tray"),
        )
        return ", ".join(words.count(*one) for one in told if one[0])

    @property
    def to_read(self) -> int:
        return self.discs - self.skipped


def _twins() -> QuerySet[Photo]:
    """The same photo in another upload, of the photo outside."""
    same = Photo.objects.filter(sha256=OuterRef("sha256"))
    return same.exclude(upload=OuterRef("upload")).exclude(upload__is_sample=True)


def _photos(concern: Concern) -> QuerySet[Photo]:
    """The photos of one concern, of all uploads."""
    if concern is Concern.FAILED:
        return Photo.objects.filter(state=State.FAILED)
    if concern is Concern.ELSEWHERE:
        return Photo.objects.filter(Exists(_twins()))
    return Photo.objects.filter(flaw=concern.value)


def _begun() -> QuerySet[StageRun]:
    return StageRun.objects.filter(disc=OuterRef("pk"))


def _lacks(role: str) -> Q:
    has = Photo.objects.filter(disc=OuterRef("pk"), role=role)
    return ~Q(repeat=Disc.Repeat.SKIP) & ~Q(Exists(has))


def _q(concern: Concern, repeated: set[int]) -> Q:
    """Discs of one concern; `repeated` are the discs whose item barcode came earlier."""
    if concern is Concern.REPEAT:
        return Q(pk__in=repeated, repeat=Disc.Repeat.OPEN) & ~Q(Exists(_begun()))
    if concern in _OF_DISCS:
        return _lacks(concern.value)
    return Q(Exists(_photos(concern).filter(disc=OuterRef("pk"))))


def needing(discs: QuerySet[Disc], concern: str, repeated: set[int]) -> QuerySet[Disc]:
    """The discs with this concern, with any for ANY; all of them for an unknown word."""
    if concern == ANY:
        wanted = Q()
        for one in Concern:
            wanted |= _q(one, repeated)
        return discs.filter(wanted)
    known = {one.value: one for one in Concern}
    return discs.filter(_q(known[concern], repeated)) if concern in known else discs


def eye(upload: Upload, repeated: set[int]) -> Eye:
    """Counts everything in three queries, whatever the size of the upload."""
    discs = upload.discs.annotate(
        front=Exists(Photo.objects.filter(disc=OuterRef("pk"), role=Photo.Role.FRONT)),
        back=Exists(Photo.objects.filter(disc=OuterRef("pk"), role=Photo.Role.BACK)),
        begun=Exists(_begun()),
    )
    rows = list(discs.values("pk", "repeat", "front", "back", "begun"))
    wanted = [row for row in rows if row["repeat"] != Disc.Repeat.SKIP]
    undecided = [row for row in rows if row["pk"] in repeated and not row["repeat"]]
    photos = _counted(upload)
    numbers = {
        **photos,
        Concern.REPEAT: sum(1 for row in undecided if not row["begun"]),
        Concern.FRONT: sum(1 for row in wanted if not row["front"]),
        Concern.BACK: sum(1 for row in wanted if not row["back"]),
        Concern.ELSEWHERE: upload.photos.filter(Exists(_twins())).count(),
    }
    return Eye(
        sights=tuple(Sight(concern, numbers[concern]) for concern in Concern if numbers[concern]),
        discs=len(rows),
        skipped=len(rows) - len(wanted),
        open_repeats=numbers[Concern.REPEAT],
        loose=photos["loose"],
        slips=photos["slips"],
        opening=photos["opening"],
    )


def looks(upload: Upload) -> tuple[Sight, ...]:
    """What is to be looked at beside the results of a started upload, in two queries: photos that
    are hard to read, and discs that lack one."""
    wanted = upload.discs.exclude(repeat=Disc.Repeat.SKIP)
    discs = wanted.aggregate(
        front=Count("pk", filter=_lacks(Photo.Role.FRONT)),
        back=Count("pk", filter=_lacks(Photo.Role.BACK)),
    )
    numbers = {**_counted(upload), **discs}
    asked = (Concern.FAILED, Concern.FRONT, Concern.BACK, Concern.BLURRED, Concern.TINY)
    return tuple(Sight(concern, numbers[concern]) for concern in asked if numbers[concern])


def _counted(upload: Upload) -> dict[str, int]:
    slip = Q(role=Photo.Role.SLIP)
    found: dict[str, int] = upload.photos.aggregate(
        failed=Count("pk", filter=Q(state=State.FAILED)),
        blurred=Count("pk", filter=Q(flaw=Photo.Flaw.BLURRED)),
        tiny=Count("pk", filter=Q(flaw=Photo.Flaw.TINY)),
        loose=Count("pk", filter=Q(disc=None) & ~slip),
        slips=Count("pk", filter=slip),
        opening=Count("pk", filter=Q(state__in=OPEN_STATES)),
    )
    return found
