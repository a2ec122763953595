"""Thumbnails for a workbook: small JPEGs that wait in a file, so that memory stays flat."""

import io
from typing import BinaryIO

from openpyxl.drawing.image import Image
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

SIDE = 120  # pixels of the longer side, as shown
MAX_PIXELS = 20_000_000  # a thumbnail is small; what is larger is no thumbnail
QUALITY = 80
_UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError)


class Thumbnails:
    """The thumbnails of one workbook, kept in `file`, which stays open until it is saved."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def add(self, thumbnail: bytes) -> "StoredImage | None":
        """Keep a thumbnail; None where it cannot be read as an image."""
        try:
            with Pillow.open(io.BytesIO(thumbnail)) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    return None
                small = _small(opened)
        except _UNREADABLE:
            return None
        start = self._file.seek(0, io.SEEK_END)
        small.save(self._file, "JPEG", quality=QUALITY)
        return StoredImage(self, start, self._file.tell() - start, small.size)

    def read(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        return self._file.read(length)


class StoredImage(Image):
    """An image whose bytes are read when the workbook is saved, one at a time."""

    def __init__(self, store: Thumbnails, start: int, length: int, size: tuple[int, int]) -> None:
        self._store, self._start, self._length = store, start, length
        self.width, self.height = size
        self.format = "jpeg"

    def _data(self) -> bytes:
        return self._store.read(self._start, self._length)


def _small(image: Pillow.Image) -> Pillow.Image:
    image.draft("RGB", (SIDE, SIDE))
    image.thumbnail((SIDE, SIDE))
    return _on_white(ImageOps.exif_transpose(image))


def _on_white(image: Pillow.Image) -> Pillow.Image:
    """Without transparency, which a JPEG does not have."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    page = Pillow.new("RGBA", image.size, "white")
    page.alpha_composite(image.convert("RGBA"))
    return page.convert("RGB")
