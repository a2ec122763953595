"""What a file name says: the item barcode of a disc and the role of a photo.

As the scripts before us had it (facts: reference workflow, 2.2 and 2.3): item barcode and a
letter, `a` front, `b` back, further letters other photos; the pages of a PDF in that order.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

_NAME = re.compile(r"(\d{5,20})[ _-]?([a-z])", re.IGNORECASE)
_DIGITS = re.compile(r"\d{5,20}")
_ROLE_WORDS = {
    "front": "front",
    "back": "back",
    "rear": "back",
    "tray": "back",
    "disc": "disc",
    "disk": "disc",
    "spine": "spine",
    "booklet": "booklet",
    "inside": "booklet",
    "sticker": "sticker",
    "cover": "front",  # after the others: a back cover is a back
}
_LETTER_ROLES = {"a": "front", "b": "back"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photo belongs: by item barcode, by folder, or nowhere (both None)."""

    item_barcode: str | None = None
    folder: str | None = None
    role: str = "other"


def is_item_barcode(digits: str, pattern: str = "") -> bool:
    """Whether digits can be the library's sticker number.

    `pattern` is the setting ITEM_BARCODE_PATTERN: digits stand for themselves, # for any digit
    (`059173#########`). Without it any 5 to 20 digits pass.
    """
    if not pattern:
        return bool(_DIGITS.fullmatch(digits))
    return bool(re.fullmatch(pattern.replace("#", r"\d"), digits))


def role_of(stem: str, page: int | None = None) -> str:
    """The role that a file name suggests: by its letter, by a word in it, or by the page."""
    if page is not None:
        return {1: "front", 2: "back"}.get(page, "other")
    if match := _NAME.fullmatch(stem.strip()):
        return _LETTER_ROLES.get(match[2].lower(), "other")
    words = re.split(r"[^a-z]+", stem.lower())
    return next((role for word, role in _ROLE_WORDS.items() if word in words), "other")


def place_by_name(name: str, pattern: str = "", page: int | None = None) -> Place:
    """Item barcode and letter; for a page of a PDF or TIFF the digits alone are enough."""
    stem = PurePosixPath(name).stem.strip()
    match = _NAME.fullmatch(stem)
    digits = match[1] if match else (stem if page is not None else "")
    barcode = digits if is_item_barcode(digits, pattern) else None
    return Place(item_barcode=barcode, role=role_of(stem, page))


def place_by_folder(name: str, folder: str, pattern: str = "", page: int | None = None) -> Place:
    """One folder is one disc; a folder named by digits gives the item barcode.

    A file in no folder is placed by its name.
    """
    if not folder.strip("/"):
        return place_by_name(name, pattern, page)
    role = role_of(PurePosixPath(name).stem, page)
    last = PurePosixPath(folder).name.strip()
    if is_item_barcode(last, pattern):
        return Place(item_barcode=last, role=role)
    return Place(folder=folder.strip("/"), role=role)


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts IMG_2 before IMG_10."""
    parts = re.split(r"(\d+)", name.lower())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
