"""The numbers in a title. In music the number is the work: they are compared exactly.

"Symphony no. 5" and "Symphony no. 6" are 91 % alike as strings and are two works, so numbers
are taken out before any fuzzy comparison (facts 5.1).
"""

import re
import unicodedata
from collections.abc import Iterator

from processing.catalog.folding import to_ascii

Numbers = frozenset[tuple[str, str]]
MAX_RANGE = 60

# Kind of number -> the ways it is written, folded. "" is a number without a kind.
MAX_LENGTH = 1000  # characters
_KINDS = {
    "no": "no nos nr nrs nro num numero number numbers nummer n",
    "op": "op opp opus opuses oeuvre",
    "vol": "vol vols volume volumes volumen vols band bd bde tome",
    "part": "pt pts part parts parte partie teil deel del mvt movement satz",
    "disc": "cd cds disc discs disk disks disque platte",
    "book": "book bk livre heft buch libro",
    "act": "act acte atto akt",
    "scene": "scene sc szene scena",
    "take": "take takes",
    "chapter": "chapter kapitel chapitre",
    "bwv": "bwv",
    "k": "k kv kk koch kochel koechel",
    "hob": "hob hoboken",
    "d": "d deutsch",
    "rv": "rv ryom",
    "s": "s searle",
    "woo": "woo",
    "hwv": "hwv",
    "twv": "twv",
    "buxwv": "buxwv",
    "sz": "sz",
    "bb": "bb",
    "l": "l",
    "wq": "wq",
    "h": "h",
}
_KIND_OF = {word: kind for kind, written in _KINDS.items() for word in written.split()}
_NUMERALS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "un": 1, "une": 1, "deux": 2, "trois": 3,
    "quatre": 4, "cinq": 5, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "uno": 1,
    "due": 2, "tre": 3, "dos": 2, "tres": 3,
}  # fmt: skip
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_ROMAN = r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = rf"(?:\d+[a-z]?(?![a-z0-9])|{_ROMAN}(?![a-z0-9])|(?:{'|'.join(_NUMERALS)})(?![a-z0-9]))"
_LONG_KINDS = "|".join(sorted(_KIND_OF, key=len, reverse=True))
_WITH_KIND = re.compile(
    rf"(?<![a-z0-9])({_LONG_KINDS})(?:\s*[.:#°]+\s*|\s+|(?=\d))"
    rf"({_NUMBER}(?:\s*(?:,|&|-|/|:|and|et|und|e|y)\s*{_NUMBER})*)"
)
_LIST_ITEM = re.compile(rf"(-)?\s*({_NUMBER})")
_ORDINAL = re.compile(r"(?<![a-z0-9.])(\d+)(?:st|nd|rd|th|er|re|e|eme|a|o)?(?![a-z0-9])")
# Small where all letters are ("Toto iv"); a small one of a single letter is a word, or "v." a volume.
_BARE_ROMAN = re.compile(r"(?<![A-Za-z0-9.'])((?i:[IVX]{2,})|[VX](?=\s*$))(?![A-Za-z0-9.'])")
_MOVEMENT = re.compile(r"^\s*((?i:[IVX]{2,5})|[IVX])\s*[.:)]\s+(?=\S)")
# Letters of the catalogues that are also words or abbreviations: a number must follow directly.
_SHORT = frozenset({"n", "d", "s", "l", "h", "k"})
_DATE_OF_REMASTER = re.compile(r"(?i)\b(?:19|20)\d\d(?=(?:\s+\w+)?\s+(?:remaster|mix|version))")

_KEY_LETTER = {"h": "b", "ut": "c", "do": "c", "re": "d", "mi": "e", "fa": "f", "sol": "g",
               "la": "a", "si": "b"}  # fmt: skip
_MODE = {"major": "major", "dur": "major", "majeur": "major", "maggiore": "major", "mayor": "major",
         "minor": "minor", "moll": "minor", "mineur": "minor", "minore": "minor",
         "menor": "minor"}  # fmt: skip
_SIGN = {"sharp": "#", "diese": "#", "diesis": "#", "sostenido": "#", "is": "#",
         "flat": "b", "bemol": "b", "bemolle": "b", "es": "b", "s": "b"}  # fmt: skip
_KEY = re.compile(
    r"(?<![a-z0-9])(?:(ut|do|re|mi|fa|sol|la|si|[a-h])[\s-]+)"
    r"(?:(sharp|flat|diese|diesis|sostenido|bemolle|bemol)[\s-]+)?"
    r"(major|minor|dur|moll|majeur|mineur|maggiore|minore|mayor|menor)(?![a-z])"
)
_GERMAN_KEY = re.compile(r"(?<![a-z0-9])([a-h])(is|es|s)[\s-]*(dur|moll)(?![a-z])")


def numbers(text: str) -> Numbers:
    """The (kind, number) pairs of a title, such as ("op", "27"), ("no", "2"), ("key", "c#minor").

    Roman numerals and number words become digits; a number without a kind has the kind "".
    """
    ascii_text = _plain(text[:MAX_LENGTH])
    movement = _MOVEMENT.match(ascii_text)
    found = {("movement", _value(movement[1].lower()))} if movement else set()
    rest = _MOVEMENT.sub("", ascii_text)
    lower = rest.lower()
    found |= set(_musical_keys(lower))
    spans: list[tuple[int, int]] = []
    for hit in _WITH_KIND.finditer(lower):
        if _is_word(hit):
            continue
        found |= set(_kind_numbers(_KIND_OF[hit[1]], hit[2]))
        spans.append(hit.span())
    for hit in (*_ORDINAL.finditer(lower), *_BARE_ROMAN.finditer(rest)):
        if not any(start <= hit.start() < end for start, end in spans):
            found.add(("", _value(hit[1].lower())))
    return frozenset(found)


def without_numbers(text: str) -> str:
    """The title in small letters without its numbers and keys: what kind of work it is."""
    bare = _MOVEMENT.sub("", _plain(text[:MAX_LENGTH])).lower()
    for pattern in (_KEY, _GERMAN_KEY):
        bare = pattern.sub(" ", bare)
    bare = _WITH_KIND.sub(lambda hit: hit[0] if _is_word(hit) else " ", bare)
    return _ORDINAL.sub(" ", bare)


def conflict(a: Numbers, b: Numbers) -> bool:
    """Whether two titles name different numbers of one kind; no number counts for nothing."""
    return any(left and right and not left & right for left, right in _by_kind(a, b))


def differ(a: Numbers, b: Numbers) -> bool:
    """Whether the numbers are not all the same: one side names one that the other does not."""
    return {number for _, number in a} != {number for _, number in b}


def _by_kind(a: Numbers, b: Numbers) -> Iterator[tuple[set[str], set[str]]]:
    """The numbers of both sides, kind by kind; one without a kind may be of any kind."""
    for kind in {kind for kind, _ in a | b}:
        left = {number for own, number in a if own == kind}
        right = {number for own, number in b if own == kind}
        if not kind:
            left = left and left | {number for _, number in a}
            right = right and right | {number for _, number in b}
        yield left, right


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace("№", "no. ").replace("♯", " sharp ")
    plain = re.sub(r"(?<=\b[A-Ga-g])#", " sharp ", plain.replace("♭", " flat "))
    plain = re.sub(r"(?i)\bn(?:o\b|\u00ba|\u00b0)\s*\.?\s*(?=\d)|#(?=\d)", "no. ", plain)
    return _DATE_OF_REMASTER.sub(" ", to_ascii(plain))


def _is_word(hit: re.Match[str]) -> bool:
    """ "No one", "D. I": these kinds need digits ("no. 1", "K. 331"), or "no." a Roman number."""
    if hit[1] in _SHORT:
        return not hit[2][0].isdigit()
    return hit[1] == "no" and _is_numeral(hit[2])


def _is_numeral(written: str) -> bool:
    return re.split(r"[^a-z]", written)[0] in _NUMERALS


def _kind_numbers(kind: str, written: str) -> Iterator[tuple[str, str]]:
    if kind == "hob":
        yield kind, ":".join(_value(item) for _, item in _LIST_ITEM.findall(written))
        return
    if kind == "op" and (pair := re.fullmatch(r"(\d+)\s*[/,]\s*(\d+)", written)):
        yield from (("op", str(int(pair[1]))), ("no", str(int(pair[2]))))
        return
    last: int | None = None
    for dash, item in _LIST_ITEM.findall(written):
        value = _value(item)
        if dash and last is not None and value.isdigit() and 0 < int(value) - last <= MAX_RANGE:
            yield from ((kind, str(between)) for between in range(last + 1, int(value)))
        yield kind, value
        last = int(value) if value.isdigit() else None


def _value(item: str) -> str:
    """A number word, a Roman or an Arabic number as plain digits; `5a` keeps its letter."""
    if item in _NUMERALS:
        return str(_NUMERALS[item])
    if item[0].isdigit():
        return item.lstrip("0") or "0"
    values = [_ROMAN_VALUES[sign] for sign in item]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-value if value < following else value for value, following in pairs))


def _musical_keys(text: str) -> Iterator[tuple[str, str]]:
    for hit in _KEY.finditer(text):
        sign = _SIGN.get(hit[2] or "", "")
        letter = _german_b(hit[1], hit[3]) or _KEY_LETTER.get(hit[1], hit[1])
        yield "key", f"{letter}{sign}{_MODE[hit[3]]}"
    for hit in _GERMAN_KEY.finditer(text):
        letter = _KEY_LETTER.get(hit[1], hit[1])
        yield "key", f"{letter}{_SIGN[hit[2]]}{_MODE[hit[3]]}"


def _german_b(letter: str, mode: str) -> str:
    """B-Dur is B flat: only in German, where dur and moll tell the language."""
    return "bb" if letter == "b" and mode in ("dur", "moll") else ""
