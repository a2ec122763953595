"""What a MARC record says of the publication as a thing: extent, number of discs, label, notes."""

import re
from collections.abc import Iterator

import pymarc

from processing.catalog.marc_fields import (
    distinct,
    fields,
    indicators,
    joined,
    linked,
    texts,
    values,
    without_brackets,
    without_isbd,
)

MAX_NOTES = 15
MAX_NOTE_LENGTH = 600
MAX_DISCS = 500
# 505 and 511 have fields of their own; the others are of no use for recognising a disc.
_NOTE_TAGS = ("500", "501", "508", "518", "520", "530", "533", "534", "538", "546", "590")
_DISC_WORD = (
    r"(?:compact[\s-]*dis[ck]s?|dis[ck]s?|disques?|discos?|dischi|cds?|sacds?|disci"
    r"|kompaktdis[ck]s?|geluidsdis[ck]s?|schallplatten?|tontr[aä]ger|audiodis[ck]s?|cd-?levy\w*|[aä]änilevy\w*"
    r"|skivor|skiva|cd-?skiv\w*|cd-?plader?|płyt\w*|диск\w*|компакт-?диск\w*|枚)"
)
# German and Dutch join the sort to the disc: "3 Audio-CDs", "2 Super-Audio-CDs".
_SORT = r"(?:(?:super-?audio|audio|hybrid|enhanced|sa)-)?"
_COUNT = re.compile(
    rf"(?i)(?<![\w/.:])\[?(\d{{1,3}})\]?\s*(?:[\w.-]+\s+){{0,2}}?{_SORT}{_DISC_WORD}(?![\w-]*rom)\b"
)
_COUNT_BEHIND = re.compile(rf"(?i){_SORT}{_DISC_WORD}\s*\((\d{{1,2}})\)")  # sound discs (3)
_NOT_AUDIO = re.compile(
    r"(?i)\b(?:dvd|blu-?ray|video\w*|comput\w*|cd-?rom|roms?|lps?|rpm|r/min|vin[iy]l\w*|cassett\w*)\b"
    r"|33 ?1/3"
)
_NO_LABEL = re.compile(
    r"(?i)^(?:s\.\s?n\.?|sn|n\. ?pub\.?|(?:publisher|label|name of publisher|éditeur|editor|verlag)"
    r"\b.* (?:not|nicht|non|no|nao|não)\b.*|not identified|unknown|s\.l\.?)$"
)
_NOT_PUBLISHER = re.compile(
    r"(?i)^(?:distribut|manufactur|marketed|pressed|made|licen[cs]ed|exclusive|vertrieb|distrib)"
)
_PUBLISHED = "1 "


def extent(record: pymarc.Record) -> str | None:
    """300 as transcribed; several 300s joined by a semicolon."""
    found = [text for field in fields(record, "300") if (text := " ".join(texts(field, "3abcefg")))]
    return " ; ".join(found) or None


def disc_count(record: pymarc.Record) -> int | None:
    """How many discs 300 counts; None where it counts none, or other carriers among them.

    Accompanying material ($e) is not counted, so a CD in a book of songs stays unsure too.
    """
    for field in fields(record, "300"):
        text = " ".join(texts(field, "ab"))
        counts = [int(one) for one in _COUNT.findall(text) or _COUNT_BEHIND.findall(text)]
        if counts:
            unsure = bool(_NOT_AUDIO.search(text)) and len(counts) > 1
            total = sum(counts[:1]) if _repeats(text, counts) else sum(counts)
            return None if unsure or not 0 < total <= MAX_DISCS else total
    return None


def _repeats(text: str, counts: list[int]) -> bool:
    """Whether later counts say the first again: `2 audio discs (2 CDs)`."""
    return len(counts) > 1 and "(" in text and len(set(counts)) == 1


def labels(record: pymarc.Record) -> tuple[str, ...]:
    """Publishers of 260 and 264 _1 and the labels of 028, without distributors."""
    return distinct(label for label in _all_labels(record) if any(map(str.isalnum, label)))


def _all_labels(record: pymarc.Record) -> Iterator[str]:
    for field in (*fields(record, "260", "264"), *linked(record, "260", "264")):
        if field.tag == "264" and indicators(field)[1] not in _PUBLISHED:
            continue
        for text in texts(field, "b"):
            label = without_isbd(without_brackets(without_isbd(text)))
            if not _NO_LABEL.match(label) and not _NOT_PUBLISHER.match(label):
                yield label
    for text in values(record, ("028",), "b"):
        yield without_isbd(without_brackets(text))


def edition(record: pymarc.Record) -> str | None:
    """250 as transcribed."""
    return next((text for field in fields(record, "250") if (text := joined(field, "ab"))), None)


def series(record: pymarc.Record) -> tuple[str, ...]:
    """Series statements and headings with their numbers (490, 440, 800 to 830), each once."""
    found = fields(record, "440", "490", "800", "810", "811", "830")
    return distinct(joined(field, "atnpv") for field in found)


def notes(record: pymarc.Record) -> tuple[str, ...]:
    """The first notes that help to recognise a disc, shortened where very long."""
    found = (" ".join(texts(field, "3abcdefiklmnop")) for field in fields(record, *_NOTE_TAGS))
    return distinct(text[:MAX_NOTE_LENGTH] for text in found)[:MAX_NOTES]
