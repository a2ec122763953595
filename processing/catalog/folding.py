"""Fold text for comparing and searching; never for display (facts 5.1)."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_APOSTROPHES = re.compile("['`\u2019\u2018\u00b4\u02b9\u02bc]")
_NOT_ALNUM = re.compile(r"[^0-9a-z]+")
_SHARP = re.compile(r"(?<=\b[A-Ga-g])#")

# English, French, German, Spanish, Italian, Portuguese, Dutch, Scandinavian
_STOP_WORDS = """
a an the of and or in on at to for from by with
le la les l un une des du de d et ou en au aux dans pour par avec
der die das den dem ein eine einer eines und oder im am zu zum zur von vom mit fur auf
el los las unos unas y o del al con por para
il lo gli i uno e di da della dei delle degli nel nella per
os as um uma do dos das no na nos nas com
het een van en op voor met
det ett et og och av af paa til
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def to_ascii(text: str) -> str:
    """The text in ASCII signs; most titles are so already."""
    return text if text.isascii() else anyascii(text)


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower-case ASCII words with single spaces: `Œdipe & "Cie"` becomes `oedipe and cie`.

    A text of signs only ("???") stays as it is, so that it is not equal to an empty one.
    """
    plain = unicodedata.normalize("NFKC", text).replace("♯", "#").replace("♭", " flat ")
    ascii_text = to_ascii(_SHARP.sub(" sharp ", plain)).casefold()
    spaced = _APOSTROPHES.sub("", ascii_text).replace("&", " and ")
    folded = _NOT_ALNUM.sub(" ", spaced).strip()
    return folded or " ".join(ascii_text.split())


@lru_cache(maxsize=50_000)
def words(text: str) -> tuple[str, ...]:
    """The folded words worth searching for, each once, stop words of many languages dropped.

    Where a text has nothing but stop words ("The The"), they are kept.
    """
    found = tuple(dict.fromkeys(fold(text).split()))
    return tuple(word for word in found if word not in STOP_WORDS) or found
