"""A box of forty discs with phone names: how many become right discs without a hand.

`python -m tests.bench.inside tests.bench.box`. A disc is right when it has exactly its own
photos, and where it has a sticker, the number of that.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

from processing import imaging
from processing.catalog import stickers
from processing.catalog.arrange import Arrangement, arrange
from processing.catalog.codec import to_json
from processing.catalog.shots import Shot
from processing.grouping import shot_of
from processing.models import Photo
from processing.readers import barcodes
from processing.readers.base import Barcode
from tests.box import BoxPhoto, Step, Variant, make
from tests.box.boxes import SIZE
from tests.box.discs import LIBRARY

PATTERN = f"{LIBRARY}#########"  # as a library sets ITEM_BARCODE_PATTERN
METHODS = {Variant.PLAIN: "count"}
_seen: dict[str, tuple[Barcode, ...]] = {}  # decoded once a picture
_longer: list[float] = []  # processor seconds of each longer look


def shots(photos: list[BoxPhoto], pattern: str) -> list[Shot]:
    """What taking the photos in finds out of them."""
    return [shot_of(_taken_in(number, photo), pattern) for number, photo in enumerate(photos)]


def _taken_in(number: int, photo: BoxPhoto) -> Photo:
    derived = imaging.derive(BytesIO(photo.content))
    if photo.picture not in _seen:
        _seen[photo.picture] = _decoded(derived)
    found = _seen[photo.picture]
    slip = stickers.is_slip((code.text, code.format) for code in found)
    return Photo(
        pk=number,
        name=photo.name,
        taken_at=derived.taken_at,
        barcodes=to_json(found),
        role=Photo.Role.SLIP if slip else Photo.Role.OTHER,
    )


def _decoded(derived: imaging.Derived) -> tuple[Barcode, ...]:
    """As where photos are grouped by marks: those that show none at once are looked at longer."""
    found = barcodes.decode(derived.upright)
    plain = [(code.text, code.format) for code in found if not code.doubtful]
    if stickers.is_slip(plain) or stickers.item_barcodes(plain):
        return found
    begun = time.process_time()
    more = barcodes.decode_stickers(derived.small)
    _longer.append(time.process_time() - begun)
    return (*found, *more)


def right(photos: list[BoxPhoto], found: Arrangement) -> tuple[int, int]:
    """Discs that have just their own photos; and those of them with their sticker's number too."""
    own: dict[int, set[int]] = defaultdict(set)
    numbers: dict[int, str | None] = {}
    for number, photo in enumerate(photos):
        if photo.kind != "slip":
            own[photo.disc].add(number)
        numbers[photo.disc] = photo.item_barcode or numbers.get(photo.disc)
    wanted = {(frozenset(own[disc]), numbers[disc]) for disc in own}
    given = {(frozenset(s.id for s in pile.faces), pile.item_barcode) for pile in found.piles}
    return len({own for own, _ in wanted} & {own for own, _ in given}), len(wanted & given)


def lines(variant: Variant, step: Step, size: tuple[int, int]) -> Iterator[str]:
    photos = list(make(variant, step, size=size))
    marks = sum(1 for photo in photos if photo.item_barcode or photo.kind == "slip")
    for pattern in ("", PATTERN) if variant in (Variant.FRONT, Variant.BACK) else ("",):
        taken = shots(photos, pattern)
        read = sum(bool(shot.stickers) or shot.slip for shot in taken)
        found = arrange(taken, METHODS.get(variant, "mark"), pattern=pattern, per_disc=3)
        photos_right, all_right = right(photos, found)
        title = f"{variant}, {step}" + (", with the library's pattern" if pattern else "")
        yield (
            f"  {title:58s}{all_right:3d} right, {photos_right} but for its number; "
            f"{read} of {marks} marks read, {len(found.piles)} discs, {len(found.loose)} loose"
        )
        wrong = {s.stickers for s, p in zip(taken, photos, strict=True) if s.stickers} - {
            (p.item_barcode,) for p in photos
        }
        if wrong:
            yield f"      read wrongly: {wrong}"


def measure(size: tuple[int, int] = SIZE) -> Iterator[str]:
    yield f"a box of forty discs, photos of {size[0]} × {size[1]}:"
    for variant in Variant:
        for step in Step if variant != Variant.PLAIN else (Step.NONE,):
            yield from lines(variant, step, size)
    mean = 1000 * sum(_longer) / max(len(_longer), 1)
    yield f"  {len(_longer)} photos were looked at longer for a sticker, {mean:.0f} ms each"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=SIZE[0])
    wide = parser.parse_args().width
    begun = time.perf_counter()
    for text in measure((wide, wide * 3 // 4)):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    sys.stdout.write(f"  {time.perf_counter() - begun:.0f} s\n")
