"""Uploads of phone photos for the tests of grouping, written as in tests/catalog/boxes.py."""

from typing import Any

from processing.catalog.codec import to_json
from processing.models import Photo, State, Upload
from processing.readers.base import Barcode

STICKERS = {"A": "05917300001", "B": "05917300002", "C": "05917300003", "D": "05917300004"}


def sticker(letter: str, *, doubtful: bool = False) -> Any:
    """What a photo of this sticker has in `barcodes`."""
    return to_json((Barcode(STICKERS[letter], "Codabar", (0, 0, 9, 9), doubtful=doubtful),))


def phone_box(words: str, *, grouping: str = "mark", **fields: Any) -> Upload:
    """An upload whose photos are all in, not grouped yet."""
    upload = Upload.objects.create(
        name="Box 7", grouping=grouping, needs_grouping=True, **{"photos_per_disc": 2, **fields}
    )
    for word in words.split():
        add(upload, word)
    return upload


def add(upload: Upload, word: str, *, state: str = State.DONE, name: str = "") -> Photo:
    number = Photo.objects.count() + 1
    return Photo.objects.create(
        upload=upload,
        name=name or f"IMG_{number:04d}.jpg",
        sha256=f"{number:064d}",
        role=Photo.Role.SLIP if word == "/" else Photo.Role.OTHER,
        barcodes=sticker(word) if word in STICKERS else [],
        detail=Photo.SOUGHT,
        state=state,
    )


def discs(upload: Upload) -> list[str]:
    """The discs in the order of the box: sticker, and the first letters of their photos' roles."""
    letters = {code: letter for letter, code in STICKERS.items()}
    found = []
    for disc in upload.discs.order_by("position"):
        photos = disc.photos.order_by("name")
        roles = " ".join(f"{photo.name[6:8]}{photo.role[0]}" for photo in photos)
        found.append(f"{letters.get(disc.item_barcode or '', disc.item_barcode or '-')}: {roles}")
    return found


def tray(upload: Upload) -> list[str]:
    return [photo.name[6:8] for photo in upload.photos.filter(disc=None).order_by("name")]


def shot(upload: Upload, number: int) -> Photo:
    """The photo IMG_000<number>."""
    return upload.photos.get(name=f"IMG_{number:04d}.jpg")
