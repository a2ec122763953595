"""Printed date statements such as `℗ 1997 © 2003` or `Originally released 1959`, read by kind."""

import re
import unicodedata

from processing.catalog.reading import YearKind

MAX_LENGTH = 2000  # characters; a hostile text must not cost seconds
_PHONOGRAM_SIGN = "\u2117"
# Encircled capital and small P, and the parenthesised small p.
_OTHER_P_SIGNS = re.compile("[\u24c5\u24df\u24ab]")
_YEAR = r"(?<!\d)(?:18[89]\d|19\d\d|20\d\d)(?!\d)"
_WORD_KINDS = (
    (
        YearKind.ORIGINAL,
        r"\b(?:originally|original (?:release|recording|issue)|first (?:released|issued|published)"
        r"|erstver\w+|previously (?:released|issued)|sorti (?:initialement|à l'origine))",
    ),
    (
        YearKind.RECORDED,
        r"\b(?:re-?)?record(?:ed|ings?)\b(?!s? (?:co|inc|ltd|gmbh|company)\b)|\brec\.|\benregistr\w+"
        r"|\baufgenommen\b|\baufnahmen?\b|\bgrabad[oa]s?\b|\bregistrat[oa]\b|\bgravado\b"
        r"|\blive (?:at|in|from)\b|\bopname\w*",
    ),
    (
        YearKind.RELEASED,
        r"\b(?:released?|reissued?|issued|published|pressed|veröffentlicht|erschienen|paru|sorti"
        r"|this (?:edition|release))\b",
    ),
)
_SIGN_PAIR = r"(?:{p})\s*(?:&|and|\+|/|,|et|und|y)?\s*(?:{c})"
_CERTAIN_P = r"\u2117|\(\s*[Pp]\s*\)"
_GUESSED_P = r"[®\u2468]|\(\s*[Rr]\s*\)|\bP\b"
_C = r"©|\(\s*[Cc]\s*\)"
_BOTH = re.compile(
    "|".join(
        (
            _SIGN_PAIR.format(p=f"{_CERTAIN_P}|{_GUESSED_P}", c=_C),
            _SIGN_PAIR.format(p=_C, c=f"{_CERTAIN_P}|{_GUESSED_P}"),
            r"\b[Pp]\s*(?:&|\+|/)?\s*[Cc](?=\s*(?:19|20)\d\d)",
        )
    )
)
_P = re.compile(rf"{_CERTAIN_P}|\bp(?=\s?(?:19|20)\d\d)|\bphonogram(?: copyright)?\b", re.ASCII)
_COPYRIGHT = re.compile(rf"{_C}|\bc(?=\s?(?:19|20)\d\d)|\bcopyright\b", re.IGNORECASE)
_UNSURE_SIGN = re.compile(_GUESSED_P)
_END = re.compile(r"[.;\n](?!\d)\s")


def statements(text: str) -> tuple[tuple[YearKind, int], ...]:
    """The (kind, year) pairs that a printed text states, in order, each once.

    ® or ⑨ or a lone P are what OCR makes of ℗: beside a © they are one, alone they stay UNKNOWN.
    """
    plain = _normal(text[:MAX_LENGTH])
    marks = sorted(_marks(plain))
    found = []
    for hit in re.finditer(_YEAR, plain):
        for kind in _kinds_before(hit.start(), marks, plain):
            found.append((kind, int(hit[0])))
    return tuple(dict.fromkeys(found))


Mark = tuple[int, int, tuple[YearKind, ...]]


def _normal(text: str) -> str:
    signed = _OTHER_P_SIGNS.sub(_PHONOGRAM_SIGN, text)
    kept = signed.replace("\u2468", "®")
    return unicodedata.normalize("NFKC", kept)


def _marks(text: str) -> list[Mark]:
    """Where signs and words stand and which kinds they give to the years after them."""
    found: list[Mark] = []
    for hit in _BOTH.finditer(text):
        found.append((hit.start(), hit.end(), (YearKind.PHONOGRAM, YearKind.COPYRIGHT)))
    rules = ((_P, YearKind.PHONOGRAM), (_COPYRIGHT, YearKind.COPYRIGHT))
    words = tuple((re.compile(rule, re.IGNORECASE), kind) for kind, rule in _WORD_KINDS)
    for rule, kind in (*rules, *words, (_UNSURE_SIGN, YearKind.UNKNOWN)):
        for hit in rule.finditer(text):
            if not any(start < hit.end() and hit.start() < end for start, end, _ in found):
                found.append((hit.start(), hit.end(), (kind,)))
    return found


def _kinds_before(place: int, marks: list[Mark], text: str) -> tuple[YearKind, ...]:
    """What governs a year: the nearest mark before it in the same sentence.

    "Originally released ℗ 1959": the word goes before the sign when they follow each other.
    """
    before = [mark for mark in marks if mark[1] <= place]
    if not before:
        return (YearKind.UNKNOWN,)
    start, end, kinds = before[-1]
    if _END.search(text[end:place]):
        return (YearKind.UNKNOWN,)
    for _, word_end, word_kinds in before[:-1]:
        same_phrase = not re.search(rf"{_YEAR}|[.;\n]", text[word_end:start])
        if word_kinds == (YearKind.ORIGINAL,) and same_phrase:
            return word_kinds
    return kinds
