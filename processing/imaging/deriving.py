"""What is made of a photo: the upright image, the working JPEG and the thumbnail."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from PIL import Image, ImageOps

from processing.imaging.clock import taken_at
from processing.imaging.opening import BREAKS_OFF, BROKEN, open_image
from processing.imaging.refused import Refused

WORKING_SIDE = 2048  # pixels; longest side of the working JPEG
THUMB_SIDE = 320


@dataclass(frozen=True, slots=True)
class Derived:
    """What is made of a photo: upright, RGB, without EXIF. `small` is the working JPEG's image."""

    upright: Image.Image
    small: Image.Image
    working: bytes
    thumb: bytes
    taken_at: datetime | None

    @property
    def width(self) -> int:
        """Pixels of the working JPEG."""
        return self.small.width

    @property
    def height(self) -> int:
        return self.small.height


def derive(file: BinaryIO) -> Derived:
    """The upright image, its working JPEG and its thumbnail; raises Refused."""
    with open_image(file) as image:
        when = taken_at(image)
        turned = upright(image)
    small = turned.copy()
    small.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.LANCZOS)
    thumb = small.copy()
    thumb.thumbnail((THUMB_SIDE, THUMB_SIDE))
    return Derived(turned, small, jpeg(small, 88), jpeg(thumb, 80), when)


def upright(image: Image.Image) -> Image.Image:
    """RGB, turned as the camera was held, on white where it is transparent, nothing else kept."""
    try:
        turned = _turned(_in_eight_bits(image))
        if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
            alpha = turned.convert("RGBA")
            turned = Image.new("RGBA", alpha.size, "white")
            turned.alpha_composite(alpha)
        rgb = turned.convert("RGB")
    except BROKEN as error:
        raise Refused(BREAKS_OFF) from error
    rgb.info.clear()  # EXIF, GPS and comments end here
    return rgb


def _turned(image: Image.Image) -> Image.Image:
    """EXIF that makes no sense is no reason to lose a photo."""
    image.load()
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # hostile EXIF raises whatever it likes
        return image


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
