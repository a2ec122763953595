"""Opening an image: only kinds that are accepted, only sizes that fit into memory."""

import threading
import warnings
from typing import BinaryIO

from PIL import Image, ImageFile, UnidentifiedImageError

from processing import optional
from processing.imaging.refused import Refused

MAX_PIXELS = 120_000_000
MAX_PIXELS_WHOLE = 80_000_000
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")  # a phone's MPO is opened as JPEG
JPEGS = ("JPEG", "MPO")
ANIMATED = ("WEBP", "PNG")
BREAKS_OFF = "The image breaks off in the middle. Copy it again from the camera."
DAMAGED = "The image is damaged. Copy it again from the camera."
# What Pillow raises while it reads a file that is damaged or made to do harm.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError, TypeError)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"heim", b"heis")

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # `refuse_too_large` does that
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\..*")  # poor EXIF is no news
ImageFile.LOAD_TRUNCATED_IMAGES = False
_DECODING = threading.BoundedSemaphore(2)  # eight uploads at once must not decode eight images


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
    except _BOMBS as error:
        raise Refused(
            f"The image has more than {MAX_PIXELS // 1_000_000} million pixels."
        ) from error
    except UnidentifiedImageError as error:
        raise Refused(
            "This is not a photo. JPEG, PNG, TIFF, WebP, HEIC, PDF and ZIP are accepted."
        ) from error
    except BROKEN as error:
        raise Refused(DAMAGED) from error
    refuse_too_large(image)
    return image


def refuse_too_large(image: Image.Image) -> None:
    """JPEGs shrink while they are read; everything else is decoded whole, so less of it is allowed."""
    limit = MAX_PIXELS if image.format in JPEGS else MAX_PIXELS_WHOLE
    if image.width * image.height > limit:
        raise Refused(f"The image has more than {limit // 1_000_000} million pixels.")
    if not image.width or not image.height:
        raise Refused("The image has no pixels. Copy it again from the camera.")


def refuse_animated(image: Image.Image) -> None:
    """A photo has one picture; a TIFF may have several, which are then pages."""
    if image.format in ANIMATED and getattr(image, "is_animated", False):
        raise Refused("This picture moves. Send photos: JPEG, PNG, TIFF, WebP, PDF or ZIP.")


def decode_small(image: Image.Image) -> None:
    """A small decode finds a truncated file: 8 ms where a JPEG breaks off, 45 to 90 for a good one."""
    try:
        image.draft("RGB", (500, 375))
        with _DECODING:
            image.load()
    except BROKEN as error:
        raise Refused(BREAKS_OFF) from error
