"""A mark: one statement in a record about its carrier."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from processing.catalog import carrier_words as words
from processing.catalog.carrier_words import Says, plain

QUOTED_LENGTH = 60
TERMS = (
    (words.CD, Says.CD),
    (words.DVD_AUDIO, Says.DVD_AUDIO),
    (words.VIDEO, Says.VIDEO),
    (words.LP, Says.LP),
    (words.TAPE, Says.TAPE),
    (words.ONLINE, Says.ONLINE),
    (words.MISCELLANEOUS, Says.MISCELLANEOUS),
)


class Strength(IntEnum):
    """How much a mark counts.

    MENTION speaks of another version, HOLDING is a call number of one library's copy, WEAK is
    local or loose usage, STRONG describes the thing itself.
    """

    MENTION = 0
    HOLDING = 1
    WEAK = 2
    STRONG = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement: what it says, where, in which words."""

    says: Says
    strength: Strength
    field: str
    quoted: str


def mark(says: Says, field: str, quoted: str, strength: Strength = Strength.STRONG) -> Mark:
    """A mark with the words that it was found in, shortened."""
    return Mark(says, strength, field, quoted[:QUOTED_LENGTH].rstrip())


def terms(tag: str, found: list[str], strength: Strength = Strength.STRONG) -> Iterator[Mark]:
    """The marks of all terms for carriers in these texts."""
    for text in found:
        for pattern, says in TERMS:
            if pattern.search(plain(text)):
                yield mark(says, tag, text, strength)
