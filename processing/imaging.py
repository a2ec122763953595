"""Image files: what is accepted, and what is made of it. No tables, no network.

Everything that comes in is hostile until it has been decoded: Pillow's `verify()` passes
truncated files (facts: users and parts, section 3), so a file is decoded before it is accepted.
"""

import io
import threading
import warnings
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from processing import optional

WORKING_SIDE = 2048  # pixels; longest side of the working JPEG
THUMB_SIDE = 320
MAX_PIXELS = 120_000_000
MAX_PIXELS_WHOLE = 80_000_000
MAX_PAGES = 200
PDF_SCALE = 300 / 72  # 300 dpi
PDF_PIXELS = 40_000_000  # a larger page is drawn with fewer dots
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")  # a phone's MPO is opened as JPEG
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"heim", b"heis")

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # `_not_too_large` refuses these
_PDFIUM = threading.Lock()  # PDFium crashes the process when two threads use it at once
_DECODING = threading.BoundedSemaphore(2)  # eight uploads at once must not decode eight images


class Refused(Exception):
    """The file is not accepted; the message says why, for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An accepted file: its kind ("photo", "pdf", "tiff"), extension and number of photos in it."""

    kind: str
    extension: str
    photos: int = 1


@dataclass(frozen=True, slots=True)
class Derived:
    """What is made of a photo: upright, RGB, without EXIF."""

    upright: Image.Image
    working: bytes
    thumb: bytes
    width: int
    height: int


def check(file: BinaryIO, *, max_bytes: int) -> Checked:
    """Decodes the file far enough to know that it is whole; raises Refused with the reason."""
    size = file.seek(0, io.SEEK_END)
    if not size:
        raise Refused("The file is empty. Copy it again from the camera.")
    if size > max_bytes:
        raise Refused(f"The file has {size >> 20} MB; at most {max_bytes >> 20} MB are accepted.")
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    if head.startswith(b"%PDF"):
        return Checked("pdf", ".pdf", _count_pages(file))
    with open_image(file) as image:
        frames = getattr(image, "n_frames", 1)
        if image.format == "TIFF" and frames > 1:
            _decode(image)
            if frames > MAX_PAGES:
                raise Refused(f"The file has {frames} pages; at most {MAX_PAGES} are accepted.")
            return Checked("tiff", ".tif", frames)
        extension = "." + (image.format or "img").lower().replace("mpo", "jpg").replace(
            "jpeg", "jpg"
        )
        _decode(image)
    return Checked("photo", extension)


def _count_pages(file: BinaryIO) -> int:
    try:
        with _PDFIUM, pypdfium2.PdfDocument(file.read()) as pdf:
            pages = len(pdf)
    except pypdfium2.PdfiumError as error:
        raise Refused("The PDF is damaged or locked with a password.") from error
    if pages > MAX_PAGES:
        raise Refused(f"The PDF has {pages} pages; at most {MAX_PAGES} are accepted.")
    return pages


def open_image(file: BinaryIO) -> Image.Image:
    """An image of an accepted format; raises Refused for anything else, bombs included."""
    heif = optional.load("pillow_heif")
    if heif is not None:
        heif.register_heif_opener()
    head = file.read(16)
    file.seek(0)
    if heif is None and head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        raise Refused(
            "HEIC photos cannot be opened here. On the phone choose Settings, Camera, Formats, "
            "“Most Compatible”, or ask for the package pillow-heif to be installed."
        )
    try:
        image = Image.open(file, formats=(*FORMATS, *(("HEIF",) if heif else ())))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(
            f"The image has more than {MAX_PIXELS // 1_000_000} million pixels."
        ) from error
    except UnidentifiedImageError as error:
        raise Refused("This is not a photo. JPEG, PNG, TIFF, WebP and PDF are accepted.") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused("The image is damaged. Copy it again from the camera.") from error
    _refuse_too_large(image)
    return image


def _refuse_too_large(image: Image.Image) -> None:
    """JPEGs shrink while they are read; everything else is decoded whole, so less of it is allowed."""
    limit = MAX_PIXELS if image.format in ("JPEG", "MPO") else MAX_PIXELS_WHOLE
    if image.width * image.height > limit:
        raise Refused(f"The image has more than {limit // 1_000_000} million pixels.")


def _decode(image: Image.Image) -> None:
    """A small decode finds a truncated file: 8 ms where a JPEG breaks off, 87 for a good one."""
    try:
        image.draft("RGB", (500, 375))
        with _DECODING:
            image.load()
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise Refused(
            "The image breaks off in the middle. Copy it again from the camera."
        ) from error


def derive(file: BinaryIO) -> Derived:
    """The upright image, its working JPEG and its thumbnail; raises Refused."""
    with open_image(file) as image:
        upright = _upright(image)
    working = upright.copy()
    working.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.LANCZOS)
    thumb = working.copy()
    thumb.thumbnail((THUMB_SIDE, THUMB_SIDE))
    return Derived(upright, jpeg(working, 88), jpeg(thumb, 80), *working.size)


def _upright(image: Image.Image) -> Image.Image:
    try:
        turned = ImageOps.exif_transpose(_in_eight_bits(image))
        if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
            alpha = turned.convert("RGBA")
            turned = Image.new("RGBA", alpha.size, "white")
            turned.alpha_composite(alpha)
        rgb = turned.convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Refused(
            "The image breaks off in the middle. Copy it again from the camera."
        ) from error
    rgb.info.clear()  # EXIF, GPS and comments end here
    return rgb


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Pillow clips 16-bit greys to white instead of scaling them; scanners make such files."""
    if image.mode == "F":
        raise Refused("The image has a colour depth that is not known here. Save it as JPEG.")
    if not image.mode.startswith("I"):
        return image
    scaled = image.convert("I").point(lambda value: value / 256)
    eight = scaled.convert("L")
    eight.info.update(image.info)
    return eight


def jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def pdf_pages(content: bytes, skip: Container[int] = ()) -> Iterator[tuple[int, bytes]]:
    """Number (from 1) and JPEG at 300 dpi of each page that is not to be skipped."""
    for number in range(1, _count_pages(io.BytesIO(content)) + 1):
        if number not in skip:
            yield number, _pdf_page(content, number)


def _pdf_page(content: bytes, number: int) -> bytes:
    """Opens the file anew for each page, so that the lock is never held while nobody draws."""
    try:
        with _PDFIUM, pypdfium2.PdfDocument(content) as pdf:
            page = pdf[number - 1]
            width, height = page.get_size()
            scale = min(PDF_SCALE, (PDF_PIXELS / max(1.0, width * height)) ** 0.5)
            drawn = page.render(scale=scale).to_pil().convert("RGB")
            page.close()
    except (pypdfium2.PdfiumError, OSError, ValueError) as error:
        raise Refused(f"Page {number} of the PDF cannot be drawn. Scan it again.") from error
    return jpeg(drawn, 90)


def tiff_frames(content: bytes, skip: Container[int] = ()) -> Iterator[tuple[int, bytes]]:
    """Number (from 1) and PNG of each frame that is not to be skipped: nothing is lost."""
    with open_image(io.BytesIO(content)) as image:
        for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
            if number in skip:
                continue
            _refuse_too_large(frame)
            out = io.BytesIO()
            _upright(frame).save(out, "PNG", compress_level=3)
            yield number, out.getvalue()
