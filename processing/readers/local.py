"""The local reader: a disc's photos are read on this computer, without network or key."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace

from PIL import Image

from processing.catalog.codec import from_json, to_json
from processing.catalog.reading import Reading
from processing.readers import barcodes, layout, ocr
from processing.readers.base import Barcode, Kept, Page, PhotoInput, Seen

MIN_UNREAD = 3  # lines without sense on one photo before it is worth a word
NO_OCR = (
    "Text was not read: the OCR packages are not installed (see requirements-ocr.txt). "
    "Only the barcodes are given."
)
OTHER_SCRIPTS = (
    "Some lines could not be read. The local reader knows Latin letters and Chinese characters, "
    "but not Cyrillic, Hebrew, Arabic, Korean or Japanese kana."
)
HARD_ROLES = ("back", "sticker", "other", "spine", "booklet", "front", "disc")


def read(photos: Sequence[PhotoInput], kept: Kept) -> Reading:
    """Read one disc. What is not sure is left out; `remarks` says what could not be read.

    Text is read once for each photo and version of the reading program (`kept`).
    """
    return read_with(ocr.read_page if ocr.available() else None, photos, kept)


def read_with(
    read_page: Callable[[bytes], Page] | None, photos: Sequence[PhotoInput], kept: Kept
) -> Reading:
    """As `read`, with another reader of text; None where there is none: then only kept text."""
    pages = [_page(photo, kept, read_page) for photo in photos]
    seen = [
        Seen(photo.id, photo.role, page or Page(0, 0))
        for photo, page in zip(photos, pages, strict=True)
    ]
    remarks = (NO_OCR,) if None in pages else ()
    if any(one.page.unread >= MIN_UNREAD for one in seen):
        remarks = (*remarks, OTHER_SCRIPTS)
    return replace(layout.compose(seen, _codes(photos)), remarks=remarks)


def _codes(photos: Sequence[PhotoInput]) -> dict[int, tuple[Barcode, ...]]:
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


def _page(photo: PhotoInput, kept: Kept, read_page: Callable[[bytes], Page] | None) -> Page | None:
    """The text of a photo; None where it was never read and cannot be."""
    known = kept.get(photo.sha256, ocr.VERSION)
    if known is not None:
        return from_json(Page, known)
    if read_page is None:
        return None
    page = read_page(photo.image())
    kept.put(photo.sha256, ocr.VERSION, to_json(page))
    return page
