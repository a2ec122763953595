"""What the description itself says of the carrier: 300, 33X, 34X, 007."""

import re
from collections.abc import Iterator

import pymarc

from processing.catalog import carrier_words as words
from processing.catalog.carrier_mark import TERMS, Mark, Strength, mark, terms
from processing.catalog.carrier_words import Says, plain
from processing.catalog.marc_fields import controls, fields, texts

_UNIT = re.compile(r"(?=\b\d+ (?:sound|audio|compact|video|dvd|cd)|\+)")
_SPEEDS_OF_LP = "abcde"
_SIZES_OF_LP = "cdef"


def extent(record: pymarc.Record) -> Iterator[Mark]:
    """300, unit by unit: `1 sound disc (33 1/3 rpm), 1 sound disc (digital)` is a set of both."""
    for field in fields(record, "300"):
        text = " ".join(texts(field, "3abcfg"))
        units = [unit for unit in _UNIT.split(plain(text)) if unit.strip()]
        found = [one for unit in units for one in _unit(unit, text)]
        yield from found
        has_film = any(one.says is Says.VIDEO for one in found)
        for unit in units if has_film else ():
            if words.AUDIO_DISC.search(unit) and not words.VIDEO.search(unit):
                yield mark(Says.SMALL_DISC, "300", text)
        accompanying = " ".join(texts(field, "e"))
        if words.CD.search(plain(accompanying)):
            yield mark(Says.CD, "300", accompanying)


def _unit(unit: str, text: str) -> Iterator[Mark]:
    found = [says for pattern, says in TERMS if pattern.search(unit)]
    yield from (mark(says, "300", text) for says in found)
    if not found and words.LP_SIZE.search(unit):
        yield mark(Says.LP, "300", text)
    elif not found and words.DISC_WORD.search(unit) and words.ANALOG.search(unit):
        # Reissues are often described so ("analog (digitally remastered)") when they are CDs.
        yield mark(Says.LP, "300", text, Strength.WEAK)
    blocked = any(says not in (Says.CD, Says.ONLINE) for says in found)
    digital = words.DIGITAL.search(unit) and words.DISC_WORD.search(unit)
    if not blocked and (digital or words.SMALL_SIZE.search(unit)):
        yield mark(Says.SMALL_DISC, "300", text)


def carrier_fields(record: pymarc.Record) -> Iterator[Mark]:
    """338 by code or term, and 337, 340, 344, 347 where they name a carrier."""
    for field in fields(record, "338"):
        for code in texts(field, "b"):
            if code in words.CARRIER_CODES:
                yield mark(words.CARRIER_CODES[code], "338", " ".join(texts(field, "ab")))
        yield from terms("338", texts(field, "a"))
    for field in fields(record, "340", "344", "347"):
        found = texts(field, "abcdfgho")
        yield from terms(field.tag, found)
        for text in found:
            if words.SMALL_SIZE.search(plain(text)):
                yield mark(Says.SMALL_DISC, field.tag, text)
            elif field.tag == "340" and words.LP_SIZE.search(plain(text)):
                yield mark(Says.LP, field.tag, text)


def coded_sound(record: pymarc.Record) -> Iterator[Mark]:
    """007: sd with f (1.4 m/s) or g (4 3/4 in.) is a CD; also in old, half-filled 007s."""
    for code in controls(record, "007"):
        kind, carrier, speed, size = code[:1], code[1:2], code[3:4], code[6:7]
        if kind == "s" and carrier in words.SOUND_CODES:
            yield mark(words.SOUND_CODES[carrier], "007", code)
        elif kind == "s" and carrier in ("d", "u", " ", "|", ""):
            if speed == "f" or size == "g":
                yield mark(Says.SMALL_DISC, "007", code)
            elif (speed and speed in _SPEEDS_OF_LP) or (size and size in _SIZES_OF_LP):
                yield mark(Says.LP, "007", code)
        elif kind == "v":
            yield mark(Says.VIDEO, "007", code)
        elif code[:2] == "cr":
            yield mark(Says.ONLINE, "007", code)
