"""What is right about the sample: what each disc is, what can be seen of it, which record fits."""

from dataclasses import asdict
from typing import Any

from processing.sample.discs import DISCS
from processing.sample.facts import Defect, SampleDisc


def _visible(disc: SampleDisc) -> dict[str, bool]:
    return {
        "gtin": not {Defect.NO_UPC, Defect.UPC_COVERED} & disc.defects,
        "item_barcode": disc.look.sticker is not None,
        "durations": disc.look.durations,
        "title": True,
        "tracks": True,
        "publisher_number": True,
    }


def _disc(disc: SampleDisc) -> dict[str, Any]:
    return {
        "title": disc.title,
        "subtitle": disc.subtitle,
        "names": list(disc.names),
        "gtin": disc.gtin,
        "label": disc.label,
        "publisher_numbers": list(disc.publisher_numbers),
        "years": {
            "phonogram": list(disc.phonogram),
            "copyright": list(disc.copyright),
            "original": [disc.original] if disc.original else [],
        },
        "disc_count": disc.disc_count,
        "tracks": [asdict(track) for track in disc.tracks],
        "record": disc.record,
        "others": list(disc.others),
        "defects": sorted(disc.defects),
        "visible": _visible(disc),
        "note": disc.note,
    }


def truth() -> dict[str, dict[str, Any]]:
    """By item barcode: the facts, the right record's number or None, and what can be seen.

    `gtin` is the real UPC even where it cannot be seen. `others` are numbers of records that come
    near: other editions and carriers, other albums of the same people, a wrong UPC.
    """
    return {disc.item_barcode: _disc(disc) for disc in DISCS}
