"""What OCLC calls a record's format, from 007, 008, 300 and 338."""

import re

from pymarc import Record

from tests.standins.worldcat.text import control, texts

GENERAL = {"j": "Music", "i": "Snd", "c": "MsScr", "d": "MsScr", "g": "Video", "a": "Book"}
CODES = {  # material types as the index `mt` has them
    "CD": "cda cd audio",
    "LP": "lps lp",
    "Cassette": "cas cassette",
    "Digital": "url digital",
    "DVD": "dvd",
}
_DVD = re.compile(r"\bdvd[- ]?(?:audio|a\b)", re.IGNORECASE)
_ONLINE = re.compile(r"\bonline|sound files?|audio files?|streaming|\bmp3", re.IGNORECASE)
_CD = re.compile(r"4 3/4 in|12 cm|compact|\bCD\b", re.IGNORECASE)
_DIGITAL = re.compile(r"\bdigital\b", re.IGNORECASE)  # and not "analog (digitally remastered)"
_LP = re.compile(
    r"33 1/3|\b(?:45|78) rpm|analog|\b(?:7|10|12) in\.|\b(?:25|30) cm|vinyl", re.IGNORECASE
)
_SPEED = {"f": "CD", "a": "LP", "b": "LP", "c": "LP", "d": "LP"}


def general(record: Record) -> str:
    """Such as Music; Leader/06 says it."""
    return GENERAL.get(str(record.leader)[6], "Book")


def specific(record: Record) -> str:
    """Such as CD, LP, Cassette, Digital, DVD; rec for a recording that says nothing."""
    if general(record) not in ("Music", "Snd"):
        return ""
    extent = " ".join(texts(record, "3abcf", "300"))
    if _DVD.search(f"{extent} {' '.join(texts(record, 'a', '538', '347', '500'))}"):
        return "DVD"
    fixed = control(record, "007")
    if _is_online(record, extent, fixed):
        return "Digital"
    if fixed[:2] == "ss" or "cassette" in extent.lower():
        return "Cassette"
    if fixed[:2] == "sd" and fixed[3:4] in _SPEED:
        return _SPEED[fixed[3:4]]
    return _by_extent(extent)


def _is_online(record: Record, extent: str, fixed: str) -> bool:
    carriers = texts(record, "ab", "338")
    disc = "disc" in extent.lower() or "disque" in extent.lower()
    item = control(record, "008")[23:24]
    online = item == "o" or (item == "s" and not disc) or (fixed[:2] == "cr" and not disc)
    return online or "online resource cr" in carriers or bool(_ONLINE.search(extent))


def _by_extent(extent: str) -> str:
    if _CD.search(extent) or _DIGITAL.search(extent):
        return "CD"
    return "LP" if _LP.search(extent) else "rec"


def sub_type(general_format: str, specific_format: str) -> str:
    """The value of itemSubType, such as music-cd."""
    return f"{general_format}-{specific_format}".lower()
