"""Marks on photos that tell discs apart: the library's item-barcode sticker and separator slips.

Which codes count as a sticker follows design, section 5 (ITEM_BARCODE_PATTERN): libraries print
Codabar, Code 39, Code 128 or ITF; a UPC or EAN belongs to every copy of a disc and is never one.
"""

from collections.abc import Iterable

from processing.catalog.filenames import is_item_barcode

SLIP = "cdcatalog:slip:"  # what the QR code of a separator slip says, before its number
STICKER_FORMATS = frozenset({"CODABAR", "CODE39", "CODE128", "ITF"})
_CODABAR_ENDS = "ABCDTNE*abcdtne"  # start and stop letters, some decoders give them with the digits
_SIGNS = str.maketrans("", "", " -_")

Code = tuple[str, str]  # what the bars say, and the name of the kind of code


def _kind(name: str) -> str:
    """Decoders write one kind as Code39, Code 39, CODE_39 or Code39Std."""
    return name.upper().translate(_SIGNS).removesuffix("STD").removesuffix("EXT")


def is_slip(codes: Iterable[Code]) -> bool:
    """Whether one of the codes is the QR code of a separator slip."""
    return any(
        text.startswith(SLIP) and text[len(SLIP) :].isdecimal() and _kind(kind) == "QRCODE"
        for text, kind in codes
    )


def item_barcodes(codes: Iterable[Code], pattern: str = "") -> tuple[str, ...]:
    """The codes of a photo that can be the library's sticker, each once, in their order.

    `pattern` is the setting ITEM_BARCODE_PATTERN; without it 5 to 20 digits pass. A number that
    stands on the photo as a UPC or EAN too is none, whatever kind of bars repeat it.
    """
    codes = list(codes)
    products = {text.lstrip("0") for text, kind in codes if _kind(kind) not in STICKER_FORMATS}
    found = [
        digits
        for text, kind in codes
        if (digits := _digits(text, kind))
        and is_item_barcode(digits, pattern)
        and digits.lstrip("0") not in products
    ]
    return tuple(dict.fromkeys(found))


def _digits(text: str, kind: str) -> str:
    """The digits of a sticker; "" for another kind of code or where letters stand in it."""
    if _kind(kind) not in STICKER_FORMATS:
        return ""
    plain = text.strip()
    if _kind(kind) == "CODABAR":
        plain = plain.strip(_CODABAR_ENDS)
    elif _kind(kind) == "CODE39":
        plain = plain.strip("*")
    plain = plain.translate(_SIGNS)
    return plain if plain.isascii() and plain.isdecimal() else ""
