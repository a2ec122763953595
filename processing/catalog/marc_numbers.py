"""The numbers of a MARC record: OCLC number, GTINs (024), publisher numbers (028)."""

import hashlib
import re
from collections.abc import Iterator

import pymarc

from processing.catalog import gtin
from processing.catalog.marc_fields import (
    clean,
    control,
    distinct,
    fields,
    indicators,
    subfields,
    texts,
    values,
    without_isbd,
)
from processing.catalog.record import PublisherNumber

NUMBER_LENGTH = 60
HASH_LENGTH = 16
MIN_INNER_DIGITS = 3
# 024 first indicator: ISRC, ISMN, and SICI are no numbers of the item under its bars.
_NOT_BARS = "024"
# 028 first indicator: a plate number is of printed music, a video number of a film.
_NOT_AUDIO = "24"
_OCLC_PREFIXED = re.compile(r"^\s*(?:ocm|ocn|on)\s*0*(\d+)\s*$", re.IGNORECASE)
_OCLC_SYSTEM = re.compile(
    r"^\s*\(OCoLC(?:-[A-Z])?\)\s*(?:ocm|ocn|on)?\s*0*(\d+)\s*$", re.IGNORECASE
)
_DIGITS = re.compile(r"^\s*0*(\d+)\s*$")
_QUALIFIER = re.compile(r"[(\[][^()\[\]]*[)\]]")
_INNER = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_ONE_DISC = re.compile(
    r"(?i)\b(?:compact )?(?:dis[ck]|cd|disque|disco|vol(?:ume)?\.?|part)\s*(?:no\. ?)?(?:\d{1,2}\b|[ivx]+\b"
    r"|one\b|two\b|three\b)(?!\s*[-&/])"
)
# "Deutsche Grammophon 415 043-2": words with small letters before the number are the label.
_LABEL_FIRST = re.compile(r"^((?:[^\W\d]*[^\W\d_A-Z][^\W\d]*[\s/&.'-]+)+)(?=[A-Z]*\s?[-\d.])")
_LABEL_BEFORE_CAPITALS = re.compile(r"^((?:[^\W\d]*[^\W\d_A-Z][^\W\d]*\s+)+)(?=[A-Z]+[\s\d])")


def oclc_number(record: pymarc.Record) -> str | None:
    """Digits without leading zeros; None where the record names none.

    A 001 counts only when 003 says OCoLC or when it has OCLC's own prefix: else it is local.
    """
    own = control(record, "001")
    if found := _OCLC_PREFIXED.match(own):
        return found[1]
    if control(record, "003").strip().upper() == "OCOLC" and (found := _DIGITS.match(own)):
        return found[1]
    for text in values(record, ("035",), "a"):
        if found := _OCLC_SYSTEM.match(text) or _OCLC_PREFIXED.match(text):
            return found[1]
    return None


def number_of(marc: pymarc.Record, position: int) -> str:
    """The source's number of a record: 001, else 035 $a, else a hash of what the record says.

    The hash makes a second import of the same file find the same records; `position`, counted
    from 1, is only used for a record without any field.
    """
    for text in (clean(control(marc, "001")), *values(marc, ("035",), "a")):
        if text:
            return text if len(text) <= NUMBER_LENGTH else _hashed(text)
    content = [(field.tag, *subfields(field)) for field in fields(marc, "028", "245", "260", "264")]
    return _hashed(repr(content)) if content else f"record {position} of the file"


def _hashed(text: str) -> str:
    return "hash-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:HASH_LENGTH]


def gtins(record: pymarc.Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(14-digit GTINs with a right check digit, weak ones) of all 024s.

    Weak are the repairs of damaged numbers and what the record itself calls cancelled ($z).
    """
    strong: list[str] = []
    weak: list[str] = []
    for field in fields(record, "024"):
        if indicators(field)[0] in _NOT_BARS:
            continue
        for code, text in subfields(field, "az"):
            number = _QUALIFIER.sub("", text)
            parsed = gtin.parse(number)
            if parsed and gtin.is_book(parsed):
                continue  # of the booklet, or of a book that it came with
            if parsed and code == "a":
                strong.append(parsed)
            else:
                weak.extend((parsed,) if parsed else gtin.repairs(number))
    kept = distinct(strong)
    return kept, tuple(number for number in distinct(weak) if number not in kept)


def publisher_numbers(record: pymarc.Record) -> tuple[PublisherNumber, ...]:
    """The 028s as transcribed (a range stays a range), each with its label, each once.

    Numbers in brackets, "ECD 88228 (ECD 88229--ECD 88230)", are given once more by themselves.
    """
    found: dict[tuple[str, str | None], PublisherNumber] = {}
    for field in fields(record, "028"):
        if indicators(field)[0] in _NOT_AUDIO:
            continue
        label = without_isbd(" ".join(texts(field, "b"))) or None
        qualified = " ".join(texts(field, "q"))
        for text in texts(field, "a"):
            for number in _numbers(without_isbd(text), label, _part(qualified)):
                found.setdefault((number.number.casefold(), number.label), number)
    return tuple(found.values())


def _part(text: str) -> str | None:
    """Which disc of a set is meant: "disc 1" of `(disc 1)`."""
    found = _ONE_DISC.search(text)
    return found[0] if found else None


def _numbers(text: str, label: str | None, part: str | None) -> Iterator[PublisherNumber]:
    number, label = _without_label(text, label)
    if any(map(str.isalnum, number)):
        yield PublisherNumber(number, label, part or _part(" ".join(_INNER.findall(number))))
    for inner in _INNER.findall(number):
        if sum(character.isdigit() for character in inner) >= MIN_INNER_DIGITS:
            yield from (PublisherNumber(part.strip(), label) for part in inner.split(",") if part)


def _without_label(text: str, label: str | None) -> tuple[str, str | None]:
    """A label that was typed before the number in $a goes where it belongs."""
    if label:
        known = text.casefold().startswith(label.casefold() + " ")
        return (text[len(label) :].strip(" :-"), label) if known else (text, label)
    found = _LABEL_BEFORE_CAPITALS.match(text) or _LABEL_FIRST.match(text)
    if not found or not any(character.isdigit() for character in text[found.end() :]):
        return text, None
    return text[found.end() :].strip(), found[1].strip(" :-")
