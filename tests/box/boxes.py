"""The photos of the box in the order in which they were taken, each with what is true of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image

from processing.sample.camera import shoot
from tests.box.discs import COUNT, discs
from tests.box.pictures import plain, slip, stickered
from tests.box.steps import CARE, Step, shot

SIZE = (1600, 1200)
KINDS = ("front", "back", "disc")
FIRST_NAME = 412  # IMG_0412.jpg
FIRST_TIME = datetime(2026, 9, 14, 9, 30, tzinfo=UTC)
SECONDS_BETWEEN = (4.0, 11.0)
QUALITY = 88
_EXIF, _TAKEN, _FRACTION, _MAKE = 0x8769, 0x9003, 0x9291, 0x010F


class Variant(StrEnum):
    """What tells the discs apart."""

    FRONT = "stickers on the fronts"
    BACK = "stickers on the backs"
    SLIPS = "slips"
    PLAIN = "nothing, three photos each"


@dataclass(frozen=True, slots=True)
class BoxPhoto:
    """One file. `disc` counts from 0; `item_barcode` is that of a sticker on this very photo.

    Files of the same `picture` are one photograph, taken at another time.
    """

    name: str
    content: bytes
    disc: int
    kind: str
    picture: str
    item_barcode: str | None = None


def make(
    variant: Variant, step: Step = Step.NONE, *, count: int = COUNT, size: tuple[int, int] = SIZE
) -> Iterator[BoxPhoto]:
    """The photos of the first `count` discs. The same arguments always give the same photos.

    Photos without a mark are alike in all steps: there is nothing on them that could be missed.
    """
    rng = Random(f"{variant} {step}")
    number, taken = FIRST_NAME, FIRST_TIME
    for disc in range(count):
        for kind in ("slip", *KINDS) if variant == Variant.SLIPS else KINDS:
            marked = kind == _marked(variant)
            care = step if marked else Step.NONE
            photo = _photo(disc, kind, care, size, marked=marked)
            barcode = discs()[disc].item_barcode if marked and kind != "slip" else None
            content = _jpeg(photo, taken)
            picture = f"{disc} {kind} {care} {marked} {size}"
            yield BoxPhoto(f"IMG_{number:04d}.jpg", content, disc, kind, picture, barcode)
            number += 1
            taken += timedelta(seconds=rng.uniform(*SECONDS_BETWEEN))


def _marked(variant: Variant) -> str:
    return {Variant.FRONT: "front", Variant.BACK: "back", Variant.SLIPS: "slip"}.get(variant, "")


@cache
def _photo(disc: int, kind: str, step: Step, size: tuple[int, int], *, marked: bool) -> Image.Image:
    rng, care = Random(f"{disc} {kind} {step} {marked}"), CARE[step]
    if kind == "slip":
        flat = slip(disc + 1)
    elif marked:
        flat = stickered(disc, kind, care, rng)
    else:
        flat = plain(disc, kind)
    photo = shoot(flat, shot(care, size, rng), rng)
    on_its_side = rng.random() < care.on_its_side
    return photo.transpose(Image.Transpose.ROTATE_90) if on_its_side else photo


def _jpeg(photo: Image.Image, taken: datetime) -> bytes:
    exif = Image.Exif()
    exif[_MAKE] = "Phone"
    said = exif.get_ifd(_EXIF)
    said[_TAKEN] = f"{taken:%Y:%m:%d %H:%M:%S}"
    said[_FRACTION] = f"{taken.microsecond // 1000:03d}"
    out = BytesIO()
    photo.save(out, "JPEG", quality=QUALITY, exif=exif)
    return out.getvalue()
