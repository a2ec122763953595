"""An item that has the same record as an earlier one: what it is to that one, in words."""

from processing.catalog.set_part import UNKNOWN
from processing.models.disc import Disc
from processing.models.twins import Likeness, Twin

_WHAT = {
    Likeness.SAME_ITEM: "The same item photographed twice",
    Likeness.COPY: "A second copy: both have an item barcode",
    Likeness.UNCLEAR: "The same item photographed twice, or a second copy: look at the shelf",
}


def sentence(disc: Disc, twin: Twin) -> str:
    """The two discs come with their uploads."""
    return f"{_what(disc, twin)} ({named(disc, twin.disc)})."


def named(disc: Disc, other: Disc) -> str:
    """The earlier item as a cataloger finds it; its upload where that is another one."""
    barcode = f"{other.item_barcode}, " if other.item_barcode else ""
    where = f", in “{other.upload.name}”" if other.upload_id != disc.upload_id else ""
    return f"{barcode}item {other.work_number}{where}"


def _what(disc: Disc, twin: Twin) -> str:
    if twin.likeness is not Likeness.PART:
        return _WHAT[twin.likeness]
    if disc.set_part not in ("", UNKNOWN):
        return f"Disc {disc.set_part} of a set, no duplicate of its other parts"
    return "Another part of one set, no duplicate"
