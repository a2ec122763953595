"""Image files: what is accepted, and what is made of it. No tables, no network.

Everything that comes in is hostile until it has been decoded: Pillow's `verify()` passes
truncated files (facts: users and parts, section 3), so a file is decoded before it is accepted.
"""

from processing.imaging.archive import Entry, entries, open_zip, unpack
from processing.imaging.checking import Checked, check
from processing.imaging.covering import painted, scaled
from processing.imaging.deriving import THUMB_SIDE, WORKING_SIDE, Derived, derive, jpeg
from processing.imaging.flaws import flaw_of
from processing.imaging.localfile import on_disk
from processing.imaging.opening import MAX_PIXELS, open_image
from processing.imaging.pages import MAX_PAGES, pdf_pages, tiff_frames
from processing.imaging.refused import Refused

__all__ = [
    "MAX_PAGES",
    "MAX_PIXELS",
    "THUMB_SIDE",
    "WORKING_SIDE",
    "Checked",
    "Derived",
    "Entry",
    "Refused",
    "check",
    "derive",
    "entries",
    "flaw_of",
    "jpeg",
    "on_disk",
    "open_image",
    "open_zip",
    "painted",
    "pdf_pages",
    "scaled",
    "tiff_frames",
    "unpack",
]
