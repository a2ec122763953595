"""Titles and names of a MARC record, headings and transcription."""

import re
from collections.abc import Iterator

import pymarc

from processing.catalog.marc_fields import (
    distinct,
    fields,
    indicators,
    joined,
    linked,
    subfields,
    texts,
    without_brackets,
    without_isbd,
)

MAX_TITLES = 60
MAX_NAMES = 60
MIN_TITLE = 2
TITLE_CODES = "anpb"
MAIN_TAGS = ("100", "110", "111")
ADDED_TAGS = ("700", "710", "711", "720")
_UNIFORM_CODES = "amnpkrso"
_ANALYTIC_CODES = "tmnpr"
_TITLE_TAGS = {"246": TITLE_CODES, "740": "anp", "730": _UNIFORM_CODES, "240": _UNIFORM_CODES}
_ISBD_END = re.compile(r"\s*[/:;=.]\s*$")
_QUALIFIER = re.compile(r"\s?\([^()]*\)\s?$")
_TRAILING_MATERIAL = re.compile(r"\s*\[(?:sound|electronic|enregistrement|ressource)[^\]]*\]", re.I)
_NO_NAME = re.compile(r"(?i)^(?:different|unidentified) |\b(?:various|performed|accompan\w+) ")


def main_title(record: pymarc.Record) -> str:
    """245 $a$n$p$b with the punctuation between them, the material designation $h left out."""
    return next((text for field in fields(record, "245") if (text := _title(field))), "")


def titles(record: pymarc.Record) -> tuple[str, ...]:
    """Every form worth comparing: 245 whole, in parts, without its article; 246, 240, 730, 740,
    the titles of works ($t of 700 to 711), and all of these in the original script (880)."""
    return distinct(title for title in _all_titles(record) if len(title) >= MIN_TITLE)[:MAX_TITLES]


def _all_titles(record: pymarc.Record) -> Iterator[str]:
    for field in (*fields(record, "245"), *linked(record, "245")):
        yield from _forms(field)
    for tag, codes in _TITLE_TAGS.items():
        for field in (*fields(record, tag), *linked(record, tag)):
            yield without_brackets(joined(field, codes))
    for field in (*fields(record, "130"), *linked(record, "130")):
        yield joined(field, _UNIFORM_CODES)
    for field in (*fields(record, *ADDED_TAGS), *linked(record, *ADDED_TAGS)):
        if texts(field, "t"):
            yield joined(field, _ANALYTIC_CODES)


def _title(field: pymarc.Field) -> str:
    """$h often carries the sign that belongs between its neighbours: `$a Songs $h [..] : $b`."""
    parts: list[str] = []
    for code, text in subfields(field, TITLE_CODES + "h"):
        sign = _ISBD_END.search(text) if code == "h" else None
        if sign and parts:
            parts[-1] = without_isbd(parts[-1]) + " " + sign[0].strip()
        elif code != "h":
            parts.append(_TRAILING_MATERIAL.sub("", text))
    whole = " ".join(parts)
    if not texts(field, "c"):
        whole = whole.partition(" / ")[0]
    return without_isbd(whole)


def _forms(field: pymarc.Field) -> Iterator[str]:
    whole = _title(field)
    yield whole
    skip = indicators(field)[1]
    if skip.isdigit() and 0 < int(skip) < len(whole) and not whole[int(skip) - 1].isalnum():
        yield whole[int(skip) :].strip()
    yield joined(field, "a")
    yield joined(field, "anp")
    if " = " in whole:
        yield from (without_isbd(part) for part in whole.split(" = "))


def responsibility(record: pymarc.Record) -> str | None:
    """245 $c as transcribed; where there is none, what follows " / " in the title."""
    for field in fields(record, "245"):
        stated = joined(field, "c") or joined(field, "ab").partition(" / ")[2]
        if stated:
            return without_isbd(stated)
    return None


def main_name(record: pymarc.Record) -> str | None:
    """The heading of the main entry (1XX), None for a title main entry."""
    return next((name for field in fields(record, *MAIN_TAGS) if (name := heading(field))), None)


def names(record: pymarc.Record) -> tuple[str, ...]:
    """Headings 1XX and 7XX, performers named in 511, and all of these in the original script."""
    return distinct(_all_names(record))[:MAX_NAMES]


def _all_names(record: pymarc.Record) -> Iterator[str]:
    for tags in (MAIN_TAGS, ADDED_TAGS):
        for field in (*fields(record, *tags), *linked(record, *tags)):
            yield heading(field)
    yield from noted_performers(record)


def noted_performers(record: pymarc.Record) -> Iterator[str]:
    """The names in all 511s, and in their 880s."""
    for field in (*fields(record, "511"), *linked(record, "511")):
        yield from performers(" ".join(texts(field, "a")))


def heading(field: pymarc.Field) -> str:
    """A name without dates, roles, titles of works, and qualifier: `Shihad (Musical group)`."""
    tag = own_tag(field)
    codes = "ab" if tag[1:] in ("00", "10", "20") else "a"
    parts = [_QUALIFIER.sub("", without_isbd(text)) for text in texts(field, codes)]
    return without_isbd(" ".join(parts) if tag[1:] == "00" else ". ".join(parts))


def own_tag(field: pymarc.Field) -> str:
    """The tag, of an 880 the one that it gives in the original script."""
    return next(iter(texts(field, "6")), "")[:3] if field.tag == "880" else field.tag


def performers(text: str) -> Iterator[str]:
    """The names in a 511: `Sarah Sun, soprano ; Jan Schulze, piano (tr. 2)` gives two.

    Instruments and voices begin with a small letter, names do not.
    """
    plain = re.sub(r"\([^()]*\)", " ", text)
    for phrase in re.split(r"\s*;\s*", plain):
        for piece in phrase.rpartition(": ")[2].split(","):
            name = without_isbd(" ".join(piece.split()))
            if name and not name[0].islower() and not _NO_NAME.search(name):
                yield name
