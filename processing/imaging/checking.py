"""Whether a file is accepted, known before it is stored."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from processing.imaging.archive import ZIP_HEADS, check_zip
from processing.imaging.jpeg_end import is_whole
from processing.imaging.opening import (
    BREAKS_OFF,
    BROKEN,
    JPEGS,
    decode_small,
    open_image,
    refuse_animated,
)
from processing.imaging.pages import MAX_PAGES, count_pages
from processing.imaging.refused import Refused

UNPACKED = (
    4  # times the size of the largest ZIP: photos are packed already, scans shrink to a third
)
_TAIL = 1 << 20  # bytes at the end that are looked at for what an interrupted copy leaves
_ZEROS = 1024  # so many of them are no accident
_END_OF_JPEG = b"\xff\xd9"
_EXTENSIONS = {"JPEG": ".jpg", "MPO": ".jpg"}


@dataclass(frozen=True, slots=True)
class Checked:
    """An accepted file: its kind ("photo", "pdf", "tiff", "zip"), extension and number of photos."""

    kind: str
    extension: str
    photos: int = 1


def check(file: BinaryIO, *, max_bytes: int, max_archive_bytes: int = 0) -> Checked:
    """Reads the file far enough to know that it is whole; raises Refused with the reason.

    `max_bytes` is for a photo, `max_archive_bytes` for a file that holds several.
    """
    size = file.seek(0, io.SEEK_END)
    if not size:
        raise Refused("The file is empty. Copy it again from the camera.")
    max_archive_bytes = max(max_bytes, max_archive_bytes)
    _refuse_large(size, max_archive_bytes)
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    if head.startswith(b"%PDF"):
        return Checked("pdf", ".pdf", count_pages(file))
    if head.startswith(ZIP_HEADS):
        return Checked("zip", ".zip", check_zip(file, max_unpacked=UNPACKED * max_archive_bytes))
    return _check_image(file, size, max_bytes)


def _refuse_large(size: int, limit: int) -> None:
    if size > limit:
        raise Refused(f"The file has {size >> 20} MB; at most {limit >> 20} MB are accepted.")


def _check_image(file: BinaryIO, size: int, max_bytes: int) -> Checked:
    with open_image(file) as image:
        frames = _frames(image) if image.format == "TIFF" else 1
        if frames > MAX_PAGES:
            raise Refused(f"The file has {frames} pages; at most {MAX_PAGES} are accepted.")
        if frames == 1:
            _refuse_large(size, max_bytes)
            refuse_animated(image)
        kind = image.format or "img"
        if kind not in JPEGS or not is_whole(file):
            decode_small(image)
    if kind in JPEGS and _ends_in_nothing(file):
        raise Refused(BREAKS_OFF)
    if frames > 1:
        return Checked("tiff", ".tif", frames)
    return Checked("photo", _EXTENSIONS.get(kind, f".{kind.lower()}"))


def _frames(image: Image.Image) -> int:
    """A directory of frames may be made to lead nowhere or in a circle."""
    try:
        return int(getattr(image, "n_frames", 1))
    except BROKEN as error:
        raise Refused(BREAKS_OFF) from error


def _ends_in_nothing(file: BinaryIO) -> bool:
    """An interrupted copy may keep the size of the file and leave zeros, which decoders forgive.

    Some cameras fill up with zeros after the end of the image: that is no fault.
    """
    end = file.seek(0, io.SEEK_END)
    file.seek(max(0, end - _TAIL))
    tail = file.read(_TAIL)
    filled = tail.rstrip(b"\0")
    return len(tail) - len(filled) > _ZEROS and not filled.endswith(_END_OF_JPEG)
