"""The inverted indexes: which records have which words, phrases and numbers."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from tests.standins.worldcat import fields
from tests.standins.worldcat.text import run, solid, words

SOLID = {*fields.NUMBERS, "no", "x0", "x1", "ln", "ll"}
_WILD = re.compile(r"\*|#|\?\d?|\+$")
_RANGE = re.compile(r"(\d{4})?\s*(?:-|\.\.)\s*(\d{4})?")
Places = set[int]


class Index:
    """Records are known by their place, a number that never comes twice."""

    def __init__(self) -> None:
        self._words: dict[str, dict[str, Places]] = defaultdict(lambda: defaultdict(set))
        self._headings: dict[str, dict[str, Places]] = defaultdict(lambda: defaultdict(set))
        self._runs: dict[str, dict[int, list[str]]] = defaultdict(dict)
        self._sorted: dict[str, list[str]] = {}
        self.keyword_has_numbers = False

    def add_text(self, place: int, index: str, text: str, headings: Iterable[str]) -> None:
        found = words(text)
        for word in found:
            self._words[index][word].add(place)
        self._runs[index].setdefault(place, []).append(run(found))
        for heading in headings:
            self._headings[index][run(words(heading))].add(place)
        self._sorted.pop(index, None)

    def add_number(self, place: int, index: str, number: str) -> None:
        self._words[index][solid(number)].add(place)
        self._sorted.pop(index, None)

    def find(self, index: str, text: str, *, exact: bool = False) -> Places:
        """The records that have these words side by side, or `exact` as a whole heading.

        Wildcards * # ? and a plural + are taken into account.
        """
        index = fields.SAME.get(index, index)
        if index in fields.TOGETHER:
            parts = fields.TOGETHER[index]
            if index == "kw" and self.keyword_has_numbers:
                parts = (*parts, "sn", "mn")
            return set().union(*(self.find(one, text, exact=exact) for one in parts))
        if index == "yr":
            return self._years(text)
        if index in SOLID:
            return self._one(index, text, _number(index, text))
        if exact:
            return self._heading(index, text)
        return self._phrase(index, text)

    def has_word(self, index: str, word: str, place: int) -> bool:
        return any(
            place in self._words[one].get(word, ()) for one in fields.TOGETHER.get(index, (index,))
        )

    def _years(self, text: str) -> Places:
        years = self._words["yr"]
        if (match := _RANGE.fullmatch(text.strip())) and (match[1] or match[2]):
            low, high = match[1] or "0000", match[2] or "9999"
            return set().union(*(found for year, found in years.items() if low <= year <= high))
        return self._one("yr", text, text.strip())

    def _one(self, index: str, text: str, word: str) -> Places:
        if _WILD.search(text):
            return self._expanded(index, _pattern(text, ""))
        return set(self._words[index].get(word, ()))

    def _heading(self, index: str, text: str) -> Places:
        if text.rstrip().endswith("*"):
            start = run(words(text)).rstrip()
            return set().union(
                *(f for heading, f in self._headings[index].items() if heading.startswith(start))
            )
        return set(self._headings[index].get(run(words(text)), ()))

    def _phrase(self, index: str, text: str) -> Places:
        """One word, or words side by side."""
        pieces = text.split()
        if any(_WILD.search(piece) for piece in pieces):
            return self._wild_phrase(index, pieces)
        found = words(text)
        if not found:
            return set()
        places = self._all(index, found)
        if len(found) == 1:
            return places
        phrase, runs = run(found), self._runs[index]
        return {place for place in places if any(phrase in one for one in runs[place])}

    def _wild_phrase(self, index: str, pieces: list[str]) -> Places:
        patterns = [one for piece in pieces for one in _pattern(piece, " ").split()]
        places = set.intersection(*(self._expanded(index, one) for one in patterns))
        whole = re.compile(f" {' '.join(patterns)} ")
        runs = self._runs[index]
        return {place for place in places if any(whole.search(one) for one in runs[place])}

    def _all(self, index: str, found: list[str]) -> Places:
        postings = [self._words[index].get(word, set()) for word in found]
        return set.intersection(*sorted(postings, key=len))

    def _expanded(self, index: str, pattern: str) -> Places:
        """The records of all words of an index that fit."""
        if index not in self._sorted:
            self._sorted[index] = sorted(self._words[index])
        known = self._sorted[index]
        plain = re.match(r"\w*", pattern)
        start = plain[0] if plain else ""
        fits, found = re.compile(pattern), set()
        for word in known[bisect_left(known, start) :]:
            if not word.startswith(start):
                break
            if fits.fullmatch(word):
                found |= self._words[index][word]
        return found


def _number(index: str, text: str) -> str:
    """A number as it is kept; OCLC's own without its prefix and noughts."""
    return re.sub(r"^(?:ocm|ocn|on)?0*", "", solid(text)) if index == "no" else solid(text)


def _pattern(text: str, between: str) -> str:
    """A word with wildcards as a regular expression over the words of an index."""
    parts, last = [], 0
    for match in _WILD.finditer(text):
        parts.append(between.join(words(text[last : match.start()])))
        parts.append(_wild(match[0]))
        last = match.end()
    return "".join([*parts, between.join(words(text[last:]))])


def _wild(sign: str) -> str:
    if sign == "+":
        return "(?:e?s)?"
    if sign == "#":
        return r"\w"
    return rf"\w{{0,{sign[1:]}}}" if sign[1:] else r"\w*"
