"""When a photo was taken, as its camera says."""

import re
from datetime import UTC, datetime, timedelta

from PIL import Image

_EXIF, _TAKEN, _FRACTION = 0x8769, 0x9003, 0x9291  # DateTimeOriginal, SubSecTimeOriginal
_FORMAT = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # before digital cameras: a clock that was never set
AHEAD = timedelta(days=2)  # other zones, and a clock that is a little fast


def taken_at(image: Image.Image) -> datetime | None:
    """The camera's clock, noted as UTC since cameras know no zone; None where it says nothing sound.

    Good for the order of photos of one camera, not for the hour of the day.
    """
    try:
        said = image.getexif().get_ifd(_EXIF)
        return _sound(str(said.get(_TAKEN, "")), str(said.get(_FRACTION, "")))
    except Exception:  # hostile EXIF raises whatever it likes; the photo is none the worse
        return None


def _sound(text: str, fraction: str) -> datetime | None:
    match = _FORMAT.match(text)
    if match is None:
        return None
    digits = re.sub(r"\D.*", "", fraction.strip(), flags=re.DOTALL)[:6]
    micro = int(digits.ljust(6, "0")) if digits else 0
    try:
        whole = datetime.strptime("".join(match.groups()), "%Y%m%d%H%M%S")
        when = whole.replace(microsecond=micro, tzinfo=UTC)
    except ValueError:
        return None
    return when if EARLIEST <= when <= datetime.now(UTC) + AHEAD else None
