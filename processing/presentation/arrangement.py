"""How photos become discs: the four ways with what each would make, and a preview of one."""

from dataclasses import dataclass
from statistics import median

from processing import grouping
from processing.catalog.arrange import Arrangement, Pile
from processing.models import Photo, Upload
from processing.presentation import words

PREVIEWED = 8  # discs shown in the preview
CLEARLY_MORE = 0.1  # of all photos: what another way must place more to be suggested
MOST_PER_DISC = 16  # photos a disc usually has at most; a "disc" of more is a whole box
Grouping = Upload.Grouping
LABELS = {
    Grouping.NAME: "By file name",
    Grouping.FOLDER: "By folder",
    Grouping.MARK: "By sticker or slip",
    Grouping.COUNT: "Every so many photos",
}
MEANINGS = {
    Grouping.NAME: (
        "Item barcode and letter: 059173027351849a.jpg is the front of that disc, "
        "059173027351849b.jpg its back."
    ),
    Grouping.FOLDER: "One folder is one disc; a folder named by digits gives the item barcode.",
    Grouping.MARK: (
        "A new disc at each photo that shows an item-barcode sticker or a separator slip. When "
        "this way is used, photos that show none at once are looked at longer."
    ),
    Grouping.COUNT: "For discs that were all photographed alike, without a gap.",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way, and what it would make of the photos that are here."""

    grouping: Upload.Grouping
    discs: int
    left_over: int
    chosen: bool
    suggested: bool = False

    @property
    def label(self) -> str:
        return LABELS[self.grouping]

    @property
    def meaning(self) -> str:
        return MEANINGS[self.grouping]

    @property
    def would_make(self) -> str:
        """40 discs, 2 photos left over."""
        return would_make(self.discs, self.left_over)


@dataclass(frozen=True, slots=True)
class PreviewedDisc:
    """A disc as it would be: place in the box, item barcode or folder, photos with their roles."""

    place: int
    name: str
    photos: tuple[tuple[Photo, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What one way would make: numbers, remarks, and the first discs."""

    choice: Choice
    remarks: tuple[str, ...]
    discs: tuple[PreviewedDisc, ...]

    @property
    def more(self) -> int:
        return self.choice.discs - len(self.discs)


def would_make(discs: int, left_over: int) -> str:
    made = words.count(discs, "disc")
    return f"{made}, {words.count(left_over, 'photo')} left over" if left_over else made


def _choice(upload: Upload, method: Upload.Grouping, made: Arrangement) -> Choice:
    left_over = sum(1 for shot in made.loose if not shot.slip)
    return Choice(method, len(made.piles), left_over, method == upload.grouping)


def choices(upload: Upload, per_disc: int) -> tuple[Choice, ...]:
    """The four ways; one is suggested where it places clearly more photos than the chosen one."""
    made = grouping.proposals(upload, per_disc)
    best = _suggested(upload, made)
    found = (_choice(upload, method, arrangement) for method, arrangement in made.items())
    return tuple(
        Choice(one.grouping, one.discs, one.left_over, one.chosen, one.grouping == best)
        for one in found
    )


def _placed(made: Arrangement) -> int:
    """How many photos found a disc; none where the discs are no discs but whole boxes."""
    sizes = [len(pile.faces) for pile in made.piles]
    return sum(sizes) if sizes and median(sizes) <= MOST_PER_DISC else 0


def _suggested(upload: Upload, made: dict[Upload.Grouping, Arrangement]) -> Upload.Grouping | None:
    """Counting places every photo anywhere, so it is never suggested."""
    told: dict[Upload.Grouping, int] = {
        method: _placed(one) for method, one in made.items() if method != Grouping.COUNT
    }
    best = max(told, key=lambda method: told[method])
    if upload.grouping == Grouping.COUNT:
        enough = told[best] and not made[best].loose
    else:
        total = sum(len(pile.faces) for pile in made[best].piles) + len(made[best].loose)
        enough = told[best] - told[Grouping(upload.grouping)] > CLEARLY_MORE * total
    return best if enough else None


def preview(upload: Upload, method: Upload.Grouping, per_disc: int) -> Preview:
    made = grouping.proposal(upload, method, per_disc)
    piles = made.piles[:PREVIEWED]
    ids = [shot.id for pile in piles for shot in pile.shots]
    photos = upload.photos.defer("barcodes").in_bulk(ids)
    discs = (_previewed(place, pile, photos) for place, pile in enumerate(piles, start=1))
    return Preview(_choice(upload, method, made), tuple(made.remarks), tuple(discs))


def _previewed(place: int, pile: Pile, photos: dict[int, Photo]) -> PreviewedDisc:
    pairs = zip(pile.shots, pile.roles, strict=True)
    shown = [(photos[shot.id], _role(role)) for shot, role in pairs if shot.id in photos]
    name = pile.item_barcode or pile.folder or ""
    return PreviewedDisc(place, name, tuple(shown))


def _role(role: str) -> str:
    return str(Photo.Role(role).label).lower()
