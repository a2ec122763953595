"""The local reader: a disc's photos are read on this computer, without network or key."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from processing.catalog.codec import from_json, to_json
from processing.catalog.reading import Reading
from processing.readers import codes, layout, ocr
from processing.readers.base import Kept, Page, PhotoInput, Seen

MIN_UNREAD = 3  # lines without sense on one photo before it is worth a word
NO_OCR = (
    "Text was not read: the OCR packages are not installed (see requirements-ocr.txt). "
    "Only the barcodes are given."
)
OTHER_SCRIPTS = (
    "Some lines could not be read. The local reader knows Latin letters and Chinese characters, "
    "but not Cyrillic, Hebrew, Arabic, Korean or Japanese kana."
)


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
    return replace(layout.compose(seen, codes.by_photo(photos)), remarks=remarks)


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
