"""Disc headings inside contents notes: `CD 1.`, `Disc two:`, `v.2.`, `[Disque I]`, `DVD.`"""

import re

_WORD_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "one i un une eins uno um een ett en",
            "two ii deux zwei dos due dois twee två to",
            "three iii trois drei tres tre três drie",
            "four iv quatre vier cuatro quattro quatro fyra fire",
            "five v cinq fünf cinco cinque vijf fem",
            "six vi sechs seis sei zes sex",
            "seven vii sept sieben siete sette sete zeven",
            "eight viii huit acht ocho otto oito",
            "nine ix neuf neun nueve nove negen",
            "ten x dix zehn diez dieci dez tien",
        ),
        start=1,
    )
    for word in words.split()
}
_LETTERS = "abcdefgh"
_DISC = (
    r"compact dis[ck]s?|cds?|dis[ck]s?|disques?|discos?|dischi|schijf|cd-levy|levy|skiva|plade"
    r"|компакт-диск|диск|disco compacto|disque compact"
)
_VOLUME = r"vol(?:ume|\.)?|v\.|bd\."
_SPELLED = "|".join(sorted(_WORD_NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?P<number>\d{{1,3}}|{_SPELLED}|[a-h])(?P<to>\s?[-–/&]\s?(?:\d{{1,3}}|{_SPELLED}))?"
_SIGN = r"[.:,)\]]+|\s-(?=\s)"
_CLOSED = rf"[\])]?\s?(?:{_SIGN}|$)\s*"
# "CD 1 First song" is a heading without any sign; "Volume 1 First song" would be a title.
_OPEN = r"\s+(?=[\"'\u201c(\[]?[A-Z\u00c0-\u00de0-9])"
_NUMBERED = re.compile(
    rf"^[\[(]?(?:(?P<film>dvd|blu-ray)|{_DISC})\s?(?:no\.?|nr\.?|#)?\s?{_NUMBER}{_CLOSED}",
    re.IGNORECASE,
)
# "Volume 4" alone is a title; only with a sign after it does it head what follows.
_NUMBERED_VOLUME = re.compile(
    rf"^[\[(]?(?:{_VOLUME})\s?(?:no\.?|nr\.?|#)?\s?{_NUMBER}[\])]?\s?(?:{_SIGN})\s*(?=\S)",
    re.IGNORECASE,
)
_UNSIGNED = re.compile(rf"^[\[(]?(?:CDs?|Dis[ck]|DISC)\s(?P<number>\d{{1,2}}){_OPEN}")
_UNNUMBERED = re.compile(
    r"^[\[(]?(?:(?:[A-Z]\w+\s)?(?:[A-Z]\w*[a-z])?(?:CD|DVD)|Blu-ray|(?:Bonus|Live|Extra) [Dd]is[ck])"
    r"[\])]?\s?[.:]\s*"
)
_SIDE = re.compile(
    r"^[\[(]?(?:side|face|seite|cara|lado|lato)\s(?:\d|[a-h]|one|two|three|four)[\])]?\s?[.:,]\s*",
    re.I,
)
# A heading in the middle of a piece: after a semicolon, or after a full stop if it is a disc.
_AFTER_SEMICOLON = re.compile(rf"\s;\s(?=(?:{_DISC}|{_VOLUME})\s?\d{{1,3}}[.:])", re.IGNORECASE)
_AFTER_STOP = re.compile(rf"(?<=[.)\]])\s(?=(?:{_DISC}|v\.)\s?\d{{1,3}}\s?[.:]\s)", re.IGNORECASE)


def mark_discs(text: str) -> str:
    """Put ` -- ` before a disc heading that stands inside a piece, so that it starts one."""
    return _AFTER_STOP.sub(" -- ", _AFTER_SEMICOLON.sub(" -- ", text))


class DiscCounter:
    """The disc that the walk through the notes has come to; None before the first heading."""

    def __init__(self) -> None:
        self.current: int | None = None
        self._highest = 0

    def peel(self, text: str) -> tuple[bool, str]:
        """(whether the text begins with a disc heading, the rest); headings may follow each other.

        A heading without a number, and any DVD, is the next disc. A range ("CD 1-3.") is none.
        """
        headed = False
        while text:
            rest = self._peel_one(text)
            if rest is None:
                return headed, text
            headed, text = True, rest
        return headed, text

    def _peel_one(self, text: str) -> str | None:
        if side := _SIDE.match(text):
            return text[side.end() :]
        found = _NUMBERED.match(text) or _NUMBERED_VOLUME.match(text) or _UNSIGNED.match(text)
        if found:
            groups = found.groupdict()
            number = None if groups.get("to") else _number(groups["number"])
            self._open(self._highest + 1 if groups.get("film") else number)
        else:
            found = _UNNUMBERED.match(text)
            if not found:
                return None
            self._open(self._highest + 1)
        return text[found.end() :]

    def _open(self, number: int | None) -> None:
        self.current = number
        self._highest = max(self._highest, number or 0)


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    word = text.casefold()
    return _WORD_NUMBERS.get(word) or (_LETTERS.find(word) + 1 or None)
