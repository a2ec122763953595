"""What stands around the description: designation, notes, local fields, links, call numbers."""

from collections.abc import Iterator

import pymarc

from processing.catalog import carrier_words as words
from processing.catalog.carrier_mark import Mark, Strength, mark, terms
from processing.catalog.carrier_words import Says, plain
from processing.catalog.marc_fields import fields, fixed, indicators, subfields, texts

FORM_PLACE = 23
_NOTE_TAGS = ("500", "506", "533", "534", "538", "590")
_OTHER_VERSION_TAGS = ("530", "534", "776")
_LOCAL_MATERIAL_TAGS = ("349", "359", "379", "389", "390", "399", "655")
_HOLDING_TAGS = ("090", "092", "099", "852", "949", "952")


def designation(record: pymarc.Record) -> Iterator[Mark]:
    """245 $h and 008/23, form of item (o online, s electronic in older use)."""
    for field in fields(record, "245"):
        for text in texts(field, "h"):
            yield from terms("245 $h", [text])
            if words.ELECTRONIC.search(plain(text)):
                yield mark(Says.ONLINE, "245 $h", text)
    form = fixed(record, FORM_PLACE, FORM_PLACE + 1)
    if form in ("o", "s"):
        yield mark(Says.ONLINE, "008/23", form, Strength.WEAK)


def notes(record: pymarc.Record) -> Iterator[Mark]:
    """Notes name a CD or remote access. They never prove a record: "analog recording" is of the
    tape it was made from, "issued also as cassette" of another version."""
    for field in fields(record, *_NOTE_TAGS):
        text = " ".join(texts(field, "3abdn"))
        low = plain(text)
        if remote := words.REMOTE_NOTE.search(low):
            yield mark(Says.ONLINE, field.tag, text[remote.start() :])
        named = words.CD.search(low)
        if named:
            about_other = field.tag == "534" or words.OTHER_VERSION.search(low[: named.start()])
            strength = Strength.MENTION if about_other or remote else Strength.STRONG
            yield mark(Says.CD, field.tag, text, strength)
    for field in fields(record, *_OTHER_VERSION_TAGS):
        text = " ".join(texts(field, "abcint"))
        if words.CD.search(plain(text)):
            yield mark(Says.CD, field.tag, text, Strength.MENTION)


def local(record: pymarc.Record) -> Iterator[Mark]:
    """Local fields for the material, genre terms, and call numbers: weak, but often the only word."""
    for field in fields(record, *_LOCAL_MATERIAL_TAGS):
        yield from terms(field.tag, texts(field, "a"), Strength.WEAK)
    for field in fields(record, *_HOLDING_TAGS):
        text = " ".join(part for _, part in subfields(field))
        if words.HOLDING_CD.search(plain(text)):
            yield mark(Says.CD, field.tag, text, Strength.HOLDING)


def online_access(record: pymarc.Record) -> Iterator[Mark]:
    """856 40 is the resource itself, unless 300 describes a disc to which the link was added."""
    discs = (plain(" ".join(texts(field, "ab"))) for field in fields(record, "300"))
    if any(words.DISC_WORD.search(text) or words.CD.search(text) for text in discs):
        return
    for field in fields(record, "856"):
        if indicators(field) == ("4", "0"):
            yield mark(Says.ONLINE, "856", " ".join(texts(field, "u")), Strength.WEAK)
