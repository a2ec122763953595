"""What a MARC record tells of itself as a piece of cataloging, for the record check."""

import pymarc

from processing.catalog.marc_fields import controls, distinct, fields, joined, texts, values

_SERIES_TAGS = ("440", "490", "800", "810", "811", "830")
_SUBJECT_TAGS = ("600", "610", "611", "630", "648", "650", "651", "653", "655")
_RDA_TAGS = ("336", "337", "338")


def has_007(record: pymarc.Record) -> bool:
    """Whether a 007 is of a sound recording."""
    return any(code.startswith("s") for code in controls(record, "007"))


def has_511(record: pymarc.Record) -> bool:
    """Whether a note names the performers."""
    return bool(values(record, ("511",), "a"))


def has_subjects(record: pymarc.Record) -> bool:
    """Whether there is any subject or genre heading."""
    return any(fields(record, *_SUBJECT_TAGS))


def is_rda(record: pymarc.Record) -> bool:
    """By 040 $e, or by content, media and carrier types, which no older rules have."""
    rules = {rule.lower() for rule in values(record, ("040",), "e")}
    return "rda" in rules or all(any(fields(record, tag)) for tag in _RDA_TAGS)


def numbered_series(record: pymarc.Record) -> tuple[str, ...]:
    """The series with a number ($v): the record may be of the whole set."""
    found = [field for field in fields(record, *_SERIES_TAGS) if texts(field, "v")]
    return distinct(joined(field, "atnpv") for field in found)
