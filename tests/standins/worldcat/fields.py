"""Which parts of a MARC record stand in which index."""

import re
from collections.abc import Iterator

from pymarc import Field, Record

from tests.standins.worldcat.text import control, joined, with_tags

ALL = "abcdefghijklmnopqrstuvwxyz"
WORDS = {  # index: tags with the subfields that stand in it
    "ti": {
        "130": ALL, "210": "a", "240": ALL, "245": "abnpfgks", "246": "abnp", "247": "abnp",
        "505": "t", "700": "tnp", "710": "tnp", "730": ALL, "740": "anp",
    },
    "pn": {"100": "abcdq", "700": "abcdq"},
    "cn": {"110": "abcdn", "111": "acdn", "710": "abcdn", "711": "acdn"},
    "ax": {"245": "c", "505": "r", "508": "a", "511": "a", "720": "a"},  # further names of `au`
    "pb": {"260": "b", "264": "b"},
    "pl": {"260": "a", "264": "a"},
    "se": {"440": "anpv", "490": "av", "800": ALL, "810": ALL, "811": ALL, "830": "anpv"},
    "su": {tag: ALL for tag in ("600", "610", "611", "630", "648", "650", "651", "653")},
    "ge": {"655": ALL},
    "nt": {str(tag): ALL for tag in range(500, 590)},
    "dd": {"082": "a"},
    "lc": {"050": "ab"},
    "am": {"856": "u"},
    "cs": {"040": "ac"},
}  # fmt: skip
NUMBERS = {  # index: tag and subfield; letters and digits only
    "bn": ("020", "a"),
    "in": ("022", "a"),
    "dn": ("010", "a"),
    "sn": ("024", "a"),
    "mn": ("028", "a"),
    "gn": ("086", "a"),
}
KEYWORD = ("ti", "pn", "cn", "ax", "pb", "pl", "se", "su", "ge", "nt", "yr", "bn")
TOGETHER = {"au": ("pn", "cn", "ax"), "kw": KEYWORD}
SAME = {"la": "ln"}
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_BY_TAG: dict[str, list[tuple[str, str]]] = {}
for _index, _tags in WORDS.items():
    for _tag, _codes in _tags.items():
        _BY_TAG.setdefault(_tag, []).append((_index, _codes))


def in_words(record: Record) -> Iterator[tuple[str, str, list[str]]]:
    """Index, its text, and the headings by which `ix=` finds that text."""
    for tag, field in with_tags(record):
        for index, codes in _BY_TAG.get(tag, ()):
            if text := joined(field, codes):
                yield index, text, _headings(field, text, codes)


def _headings(field: Field, text: str, codes: str) -> list[str]:
    """The whole, and its first subfield; a title also without its article."""
    found = [text]
    if "a" in codes and field.get("a"):
        found.append(field["a"])
    if field.tag == "245" and field.indicators and field.indicators.second in "123456789":
        skipped = int(field.indicators.second)
        found += [each[skipped:] for each in found]
    return found


def in_numbers(record: Record) -> Iterator[tuple[str, str]]:
    for index, (tag, code) in NUMBERS.items():
        for field in record.get_fields(tag):
            for value in field.get_subfields(code):
                yield index, value.split(" (")[0]


def years(record: Record) -> list[int]:
    """Date 1 and Date 2 of 008, else the first year of the statement of publication."""
    fixed = control(record, "008")
    found = [int(fixed[a:b]) for a, b in ((7, 11), (11, 15)) if fixed[a:b].isdecimal()]
    if found:
        return [year for year in found if year != 9999]
    for field in record.get_fields("260", "264"):
        if match := _YEAR.search(" ".join(field.get_subfields("c"))):
            return [int(match[1])]
    return []


def languages(record: Record) -> list[str]:
    """The language of 008, and those of 041 that are sung, spoken or written."""
    codes = [control(record, "008")[35:38].strip(" |")]
    for field in record.get_fields("041"):
        for value in field.get_subfields("a", "d", "j"):
            codes += [value[at : at + 3] for at in range(0, len(value), 3)]
    return sorted({code for code in codes if code})
