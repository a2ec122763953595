"""How the stand-in compares an item with one record: in its own simple way, unlike the program's."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

Data = dict[str, Any]
WEIGHTS = {
    "gtin": 30,
    "publisher_number": 25,
    "title": 15,
    "name": 10,
    "label": 6,
    "discs": 4,
    "tracks": 14,
    "years": 6,
}
WORTH = {"agree": 1.0, "partial": 0.4, "conflict": -1.0}
ALIKE, NEARLY = 0.85, 0.55
MISREAD = 2  # digits
NOBODY = {"various artists", "various", "various performers"}


def compare(item: Data, record: Data) -> dict[str, str]:
    """Agree, partial, absent or conflict for every field."""
    return {
        "gtin": _gtin(item, record),
        "publisher_number": _number(item, record),
        "title": _texts(_titles(item), _titles(record)),
        "name": _texts(_names(item), _names(record)),
        "label": _words(item.get("labels"), record.get("labels")),
        "tracks": _tracks(item, record),
        "discs": _equal(item.get("discs"), record.get("discs")),
        "years": _years(item, record),
    }


def score(verdicts: dict[str, str]) -> float:
    """From -1 to 1: how much of what both sides give agrees."""
    weighed = {field: WEIGHTS[field] for field, said in verdicts.items() if said != "absent"}
    if not weighed:
        return -1.0
    return sum(WORTH[verdicts[field]] * one for field, one in weighed.items()) / sum(
        weighed.values()
    )


def folded(text: str) -> str:
    """Small letters and digits alone, without accents."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def _gtin(item: Data, record: Data) -> str:
    ours = [one.lstrip("0") for one in [*item.get("upc", ()), *item.get("damaged_upc", ())]]
    theirs = [one.lstrip("0") for one in record.get("upc", ())]
    if not ours or not theirs:
        return "absent"
    if set(ours) & set(theirs):
        return "agree"
    near = any(_wrong_digits(one, two) <= MISREAD for one in ours for two in theirs)
    return "partial" if near or not item.get("upc") else "conflict"


def _wrong_digits(one: str, two: str) -> int:
    same = len(one) == len(two)
    return sum(left != right for left, right in zip(one, two, strict=True)) if same else 99


def _number(item: Data, record: Data) -> str:
    ours = [folded(one).replace(" ", "") for one in item.get("numbers", ())]
    theirs = [folded(one).replace(" ", "") for one in record.get("numbers", ())]
    if not ours or not theirs:
        return "absent"
    if any(one in two or two in one for one in ours for two in theirs):
        return "agree"
    return "conflict"


def _titles(side: Data) -> list[str]:
    return [side.get("title", ""), *side.get("other_titles", ())]


def _names(side: Data) -> list[str]:
    """All names of one side; nobody is called Various Artists."""
    names = [side.get("name", ""), side.get("responsibility", ""), *side.get("other_names", ())]
    return [name for name in names if folded(name) not in NOBODY]


def _texts(ours: Iterable[str], theirs: Iterable[str]) -> str:
    """The best pair of texts; the order of words and years of birth do not count."""
    left, right = list(filter(None, map(_sorted, ours))), list(filter(None, map(_sorted, theirs)))
    if not left or not right:
        return "absent"
    best = max(_alike(one, two) for one in left for two in right)
    return "agree" if best >= ALIKE else "partial" if best >= NEARLY else "conflict"


def _sorted(text: str) -> str:
    words = folded(text).split()
    return " ".join(sorted(word for word in words if not re.fullmatch(r"1[89]\d\d", word)))


def _alike(one: str, two: str) -> float:
    if set(one.split()) <= set(two.split()):
        return 0.9
    return SequenceMatcher(None, one, two).ratio()


def _words(ours: list[str] | None, theirs: list[str] | None) -> str:
    left = {word for one in ours or () for word in folded(one).split()}
    right = {word for one in theirs or () for word in folded(one).split()}
    if not left or not right:
        return "absent"
    return "agree" if left & right else "conflict"


def _tracks(item: Data, record: Data) -> str:
    told = record.get("tracks") or {}
    ours, theirs = len(item.get("tracks", ())), told.get("on_record", 0)
    if not ours or not theirs:
        return "absent"
    share = told.get("alike", 0) / max(ours, theirs)
    return "agree" if share >= 0.8 else "partial" if share >= 0.4 else "conflict"


def _equal(ours: Any, theirs: Any) -> str:
    if ours is None or theirs is None:
        return "absent"
    return "agree" if ours == theirs else "conflict"


def _years(item: Data, record: Data) -> str:
    ours = {year for years in item.get("years", {}).values() for year in years}
    theirs = {year for years in record.get("years", {}).values() for year in years}
    if not ours or not theirs:
        return "absent"
    if ours & theirs:
        return "agree"
    return "conflict" if min(theirs) > max(ours) else "partial"
