"""In which writing a text stands. Titles in two writings cannot contradict each other.

Folding makes some of one out of the other (Cyrillic, Greek), but not of Japanese or Chinese, where
it gives readings that nobody uses (facts 5.1). So original is compared with original first.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=20_000)
def is_latin(text: str) -> bool | None:
    """Whether most letters are Latin; None for a text without letters."""
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return None
    latin = sum(
        one.isascii() or unicodedata.name(one, "").startswith(("LATIN", "FULLWIDTH LATIN"))
        for one in letters
    )
    return 2 * latin >= len(letters)


def all_differ(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether no text of one side is in the writing of any text of the other."""
    left, right = ({is_latin(text) for text in side} - {None} for side in (ours, theirs))
    return bool(left and right) and not left & right
