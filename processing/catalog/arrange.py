"""How a box of photos becomes discs: by name, by folder, at marks, or every so many photos.

Pure rules over what is known of each photo; nothing here is stored. Photos come in the order of
the camera's clock where every photo has one (names wrap around from IMG_9999 to IMG_0001), else
in the natural order of folder, name and page.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from processing.catalog import marks
from processing.catalog.filenames import Place, place_by_folder, place_by_name, role_of
from processing.catalog.shots import Shot, called, in_order

LARGE = 1.5  # times the usual number of photos: two discs, the sticker of one unread, are more
FEWEST_PILES = 3  # below, nothing is usual
MAX_REMARKS = 20


@dataclass(frozen=True, slots=True)
class Pile:
    """The photos of one disc, in order, with the role of each; `folder` for a disc by folder."""

    item_barcode: str | None
    folder: str
    shots: tuple[Shot, ...]
    roles: tuple[str, ...]

    @property
    def faces(self) -> tuple[Shot, ...]:
        """Its photos without the separator slips."""
        return tuple(shot for shot in self.shots if not shot.slip)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Discs in the order of the box, photos that belong nowhere, and remarks in words."""

    piles: tuple[Pile, ...]
    loose: tuple[Shot, ...]
    remarks: tuple[str, ...]


def arrange(
    shots: Sequence[Shot], method: str, *, pattern: str = "", per_disc: int = 2
) -> Arrangement:
    """Every shot lands in exactly one pile or is loose.

    `method` is name, folder, mark or count (as `Upload.Grouping`); `pattern` is the setting
    ITEM_BARCODE_PATTERN; `per_disc` counts photos without slips, at least 1.
    """
    ordered = in_order(shots)
    if method in ("name", "folder"):
        found = _by_place(ordered, method, pattern)
    elif method == "mark":
        found = _by_mark(ordered)
    elif method == "count":
        found = _by_count(ordered, max(per_disc, 1))
    else:
        raise ValueError(f"no way of grouping is called {method}")
    if method in ("folder", "count"):
        found = _with_stickers(found)
    return replace(found, remarks=_short(found.remarks))


def roles_of(shots: Sequence[Shot], *, by_page: bool) -> tuple[str, ...]:
    """What names tell; where they tell nothing the first is the front and the second the back.

    `by_page`: the pages of a PDF or TIFF are those of one disc.
    """
    told = [told_by_name(shot, by_page=by_page) for shot in shots]
    if any(role not in ("other", "slip") for role in told):
        return tuple(told)
    faces = iter(("front", "back"))
    return tuple(role if role == "slip" else next(faces, "other") for role in told)


def told_by_name(shot: Shot, *, by_page: bool) -> str:
    """The role that the name of one photo tells, "other" where it tells none."""
    if shot.slip:
        return "slip"
    if shot.page is not None and not by_page:
        return "other"  # all pages have the same name, which tells nothing of one of them
    return role_of(PurePosixPath(shot.name).stem, shot.page)


def _pile(
    shots: Sequence[Shot], barcode: str | None = None, folder: str = "", *, by_page: bool = False
) -> Pile:
    return Pile(barcode, folder, tuple(shots), roles_of(shots, by_page=by_page))


def place_of(name: str, folder: str, page: int | None, method: str, pattern: str = "") -> Place:
    """The disc that the name or the folder of a file tells; nowhere for other methods."""
    if method == "folder":
        return place_by_folder(name, folder, pattern, page)
    if method == "name":
        return place_by_name(name, pattern, page)
    return Place()


def _by_place(shots: Sequence[Shot], method: str, pattern: str) -> Arrangement:
    groups: dict[tuple[str | None, str], list[Shot]] = {}
    loose = []
    for shot in shots:
        place = place_of(shot.name, shot.folder, shot.page, method, pattern)
        if shot.slip or (place.item_barcode is None and place.folder is None):
            loose.append(shot)
        else:
            groups.setdefault((place.item_barcode, place.folder or ""), []).append(shot)
    piles = [_pile(found, *key, by_page=True) for key, found in groups.items()]
    return Arrangement(tuple(piles), tuple(loose), ())


def _by_count(shots: Sequence[Shot], per_disc: int) -> Arrangement:
    """A slip goes with the photos after it, at the end with those before it."""
    chunks: list[list[Shot]] = []
    waiting: list[Shot] = []
    size = per_disc
    for shot in shots:
        waiting.append(shot)
        if shot.slip:
            continue
        if size >= per_disc:
            chunks.append([])
            size = 0
        chunks[-1] += waiting
        waiting, size = [], size + 1
    if not chunks:
        return Arrangement((), tuple(shots), ())
    chunks[-1] += waiting
    remarks = []
    if size < per_disc:
        remarks.append(f"{called(chunks[-1])}: {size} of {per_disc} photos, the rest of the box.")
    return Arrangement(tuple(_pile(chunk) for chunk in chunks), (), tuple(remarks))


def _by_mark(shots: Sequence[Shot]) -> Arrangement:
    found = marks.piles(shots)
    piles = tuple(_pile(photos, barcode) for barcode, photos in found.piles)
    return Arrangement(piles, tuple(found.loose), (*found.remarks, *_large(piles)))


def _large(piles: Sequence[Pile]) -> list[str]:
    """Piles that may be two discs, the sticker of the second unreadable."""
    if len(piles) < FEWEST_PILES:
        return []
    sizes = sorted(len(pile.faces) for pile in piles)
    usual = sizes[len(sizes) // 2]
    return [
        f"{pile.item_barcode or called(pile.faces)} has {len(pile.faces)} photos, others have "
        f"{usual}: is there a sticker that could not be read? Split it where the next disc begins."
        for pile in piles
        if len(pile.faces) > LARGE * usual
    ]


def _with_stickers(found: Arrangement) -> Arrangement:
    """Discs without an item barcode take the only sticker that is seen on their photos."""
    seen = [tuple(dict.fromkeys(c for s in pile.faces for c in s.stickers)) for pile in found.piles]
    shown = Counter(code for codes in seen for code in codes)
    named = {pile.item_barcode for pile in found.piles}
    piles, remarks = [], []
    for pile, codes in zip(found.piles, seen, strict=True):
        if pile.item_barcode is None and len(codes) == 1:
            if shown[codes[0]] == 1 and codes[0] not in named:
                pile = replace(pile, item_barcode=codes[0])
            else:
                remarks.append(
                    f"{codes[0]} is on the photos of several discs, {called(pile.faces)} among "
                    "them. Check where one disc ends."
                )
        elif pile.item_barcode is None and codes:
            remarks.append(
                f"{called(pile.faces)} show {len(codes)} stickers ({', '.join(codes)}): these may "
                "be several discs."
            )
        piles.append(pile)
    return replace(found, piles=tuple(piles), remarks=(*found.remarks, *remarks))


def _short(remarks: Sequence[str]) -> tuple[str, ...]:
    if len(remarks) <= MAX_REMARKS:
        return tuple(remarks)
    more = len(remarks) - MAX_REMARKS
    return (*remarks[:MAX_REMARKS], f"{more} more such remarks are not listed.")
