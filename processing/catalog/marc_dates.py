"""The years of a MARC record, each with its kind (facts 6).

008 Date 1 and 260/264 _1 $c are the issue; Date 2 is what 008/06 says it is; ℗ and © come from
264 _4 and from the `p1997`, `c2003`, `cp1993` of a 260; 033, 518, and notes tell when it was
recorded or first released. A range of doubt (DtSt q, "between 1990 and 1995") is no year.
"""

import re
from collections.abc import Iterable, Iterator

import pymarc

from processing.catalog.marc_fields import control, fields, indicators, texts, values
from processing.catalog.reading import YearKind
from processing.catalog.year_statements import statements

FIRST_YEAR, LAST_YEAR = 1877, 2100
DATES_START = 6
# Reading a statement takes time that grows with the square of its length.
MAX_STATEMENT = 1500
_DATE_2_KINDS = {
    "p": YearKind.RECORDED,
    "r": YearKind.ORIGINAL,
    "t": YearKind.COPYRIGHT,
    "m": YearKind.RELEASED,
}
_DATE_1_TYPES = "ceikmprstud "
_NOTE_TAGS = ("500", "518", "534", "503", "581")
_EARLIER = (YearKind.RECORDED, YearKind.ORIGINAL)
_ISSUE_OR_UNSIGNED = (YearKind.RELEASED, YearKind.UNKNOWN)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_COPYRIGHT_AND_PHONOGRAM = re.compile(r"(?i)\bc\s*[&+/]?\s*p(?=\s?\d{4})")
_BOTH_SIGNS = re.compile("©\\s*℗")
# A decade ("199-?", "1990s") or a span of doubt is no year of issue.
_DOUBTFUL = re.compile(
    r"(?i)\d{4}s\b|\d{3}-(?!\d)|\b(?:between|before|after|entre|zwischen|vor|nach|avant|apr[eè]s|not)\b"
)

Pair = tuple[YearKind, int]


def years_of(record: pymarc.Record) -> dict[YearKind, tuple[int, ...]] | None:
    """All years by kind, in ascending order; None where the record gives none."""
    pairs = [*_fixed_dates(record), *_published(record), *_signed(record), *_earlier(record)]
    found: dict[YearKind, set[int]] = {}
    for kind, year in pairs:
        if FIRST_YEAR <= year <= LAST_YEAR:
            found.setdefault(kind, set()).add(year)
    return {kind: tuple(sorted(found[kind])) for kind in YearKind if kind in found} or None


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


def _fixed_dates(record: pymarc.Record) -> Iterator[Pair]:
    """Date 1 and 2 stand before the positions that differ by material, so a short 008 will do."""
    data = control(record, "008")[DATES_START : DATES_START + 9]
    kind, first, second = data[:1], _year(data[1:5]), _year(data[5:9])
    if first and (kind in _DATE_1_TYPES):
        yield YearKind.RELEASED, first
    if second and kind in _DATE_2_KINDS:
        yield _DATE_2_KINDS[kind], second


def _statement(text: str) -> tuple[Pair, ...]:
    both = _COPYRIGHT_AND_PHONOGRAM.sub("p&c", text[:MAX_STATEMENT])
    return statements(_BOTH_SIGNS.sub("℗©", both))


def _published(record: pymarc.Record) -> Iterator[Pair]:
    """260 $c and 264 _1 $c: without a sign it is the year of issue."""
    for field in fields(record, "260", "264"):
        if field.tag == "264" and indicators(field)[1] not in "1 ":
            continue
        for text in texts(field, "c"):
            for kind, year in () if _DOUBTFUL.search(text) else _statement(text):
                yield (YearKind.RELEASED if kind is YearKind.UNKNOWN else kind), year


def _signed(record: pymarc.Record) -> Iterator[Pair]:
    """264 _4 $c: ℗ or ©; a year without its sign is a copyright year of some kind."""
    for field in fields(record, "264"):
        if indicators(field)[1] == "4":
            for kind, year in _pairs(texts(field, "c")):
                yield (YearKind.COPYRIGHT if kind in _ISSUE_OR_UNSIGNED else kind), year


def _pairs(found: Iterable[str]) -> Iterator[Pair]:
    for text in found:
        yield from _statement(text)


def _earlier(record: pymarc.Record) -> Iterator[Pair]:
    """When it was recorded or first released: 033, 518, and the notes that say so."""
    for text in values(record, ("033",), "a"):
        if (year := _year(text[:4])) is not None:
            yield YearKind.RECORDED, year
    for field in fields(record, *_NOTE_TAGS):
        text = " ".join(texts(field, "3aodpcn"))
        if not _YEAR.search(text):
            continue
        found = [pair for pair in _statement(text) if pair[0] in _EARLIER]
        if not found and field.tag in ("518", "534"):
            kind = YearKind.RECORDED if field.tag == "518" else YearKind.ORIGINAL
            found = [(kind, int(hit)) for hit in _YEAR.findall(text)]
        yield from found
