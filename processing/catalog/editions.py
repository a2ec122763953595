"""Words that make another edition of the same album: deluxe, expanded, anniversary.

They say what more is on the discs, so where all tracks agree they are settled.
"""

import re
from collections.abc import Iterable

from processing.catalog.folding import fold

_EDITIONS = {
    "deluxe": r"\bdeluxe\b|\bde luxe\b",
    "expanded": r"\bexpanded\b|\bextended edition\b|\berweiterte?\b",
    "anniversary": r"\banniversary\b|\banniversaire\b|\bjubilaum\w*|\baniversario\b",
    "legacy": r"\blegacy edition\b",
    "special": r"\bspecial edition\b|\bedition speciale\b|\bsonderausgabe\b|\bedicion especial\b",
    "collector's": r"\bcollectors?\b",
    "limited": r"\blimited edition\b|\blimitierte\b|\bedition limitee\b",
    "bonus": r"\bbonus (?:track|disc|cd|edition)",
}
_RULES = {word: re.compile(rule) for word, rule in _EDITIONS.items()}


def edition_words(texts: Iterable[str | None]) -> frozenset[str]:
    """The words, in one spelling, by which these texts name an edition."""
    folded = [fold(text) for text in texts if text]
    return frozenset(
        word for word, rule in _RULES.items() if any(rule.search(one) for one in folded)
    )
