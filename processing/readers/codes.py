"""The barcodes of one disc's photos, looked for harder where none gave a sure UPC or EAN."""

import io
from collections.abc import Sequence

from PIL import Image

from processing.readers import barcodes
from processing.readers.base import Barcode, PhotoInput

HARD_ROLES = ("back", "sticker", "other", "spine", "booklet", "front", "disc")
Codes = dict[int, tuple[Barcode, ...]]


def by_photo(photos: Sequence[PhotoInput]) -> Codes:
    """The codes by photo id; the long search only where no photo gave a sure UPC or EAN."""
    found = {photo.id: photo.barcodes for photo in photos}
    if any(code.is_product and not code.doubtful for codes in found.values() for code in codes):
        return found
    for photo in sorted(photos, key=_likely):
        with Image.open(io.BytesIO(photo.image())) as image:
            more = barcodes.decode_hard(image)
        if more:
            stickers = (code for code in photo.barcodes if not code.is_product)
            return {**found, photo.id: (*stickers, *more)}
    return found


def _likely(photo: PhotoInput) -> int:
    """Backs first: that is where a UPC stands."""
    return HARD_ROLES.index(photo.role) if photo.role in HARD_ROLES else len(HARD_ROLES)
