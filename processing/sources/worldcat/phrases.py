"""Text from a disc made fit for a query of WorldCat (facts: worldcat.md, section 3).

What has a meaning in the query language goes: operators, wildcards, quotes and brackets, of any
script. Words that are operators ("with", "and", "it" misread as "lt") only stand inside quotes.
"""

import re
import unicodedata
from collections.abc import Iterable

OPERATORS = frozenset({"and", "or", "not", "near", "with", "n", "w", "le", "ge", "lt", "gt"})
MAX_PHRASE = 6  # words; a longer phrase finds no more and breaks at the first misread word
MAX_NAME_WORDS = 4
MAX_TEXT = 400  # characters that are looked at
MAX_WORD = 40  # characters; nothing longer is a word
CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_PIECES = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'"})
# "&", "+" and a slash stand between parts that are not always printed the same way.
_PARTS = re.compile(r"\s+[=;:/|\u2013\u2014]\s+|:\s+|;\s+|\s+-+\s+")
_BREAKS = re.compile(r"\s*[&+/;:=\u2013\u2014|]\s*|\s-+\s|\s\.\.\.\s")


def phrase(text: str | None, most: int = MAX_PHRASE) -> str:
    """The first words of a text in quotes; "" where it has none."""
    found = first(words(text), most)
    return f'"{" ".join(found)}"' if found else ""


def phrases(text: str | None, most: int = MAX_PHRASE) -> tuple[str, ...]:
    """The longest parts of a text in quotes, at most two, with `most` words together."""
    found = [words(part) for part in _BREAKS.split(plain(text))]
    longest = sorted(filter(None, found), key=lambda part: -len(" ".join(part)))[:2]
    kept: list[str] = []
    for part in longest:
        part = first(part, most)
        most -= sum(map(size, part))
        if part:
            kept.append(f'"{" ".join(part)}"')
    return tuple(kept)


def parts(text: str | None) -> list[str]:
    """The parts of a title, the longest first: a record may have only one of them as its title.

    They are titles in other languages, title and subtitle, several works, or the name before it.
    """
    return sorted(_PARTS.split(plain(text)), key=lambda part: -len(" ".join(words(part))))


def bare_words(text: str | None, most: int = MAX_NAME_WORDS) -> tuple[str, ...]:
    """Words for a search in any order, operators left out; initials only where nothing else is."""
    found = [word for word in words(text) if word.casefold() not in OPERATORS]
    long = [word for word in found if len(word) > 1 or not word.isascii()]
    return first(tuple(dict.fromkeys(long or found)), most)


def words(text: str | None) -> tuple[str, ...]:
    """The words of a text as printed, without any sign of the query language.

    Other signs part words, as they do in the indexes; an apostrophe within a word stays. Signs
    that are not seen (soft hyphens, joiners) go without a trace.
    """
    spaced = "".join(sign if _belongs(sign) else " " for sign in plain(text) if not _unseen(sign))
    found = (part.strip("'")[:MAX_WORD].rstrip("'") for part in spaced.split())
    return tuple(word for word in found if size(word))


def size(word: str) -> int:
    """How many words the indexes make of it: each Chinese, Japanese or Korean sign is one.

    0 for what has no letter and no digit, such as an accent that stands alone.
    """
    if word.isascii():
        return len(_PIECES.findall(word.replace("'", "")))
    parted = unicodedata.normalize("NFKD", word.replace("'", ""))
    bare = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return len(_PIECES.findall(unicodedata.normalize("NFC", bare)))


def first(found: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first of these words, `most` by their sizes; a run of signs without blanks is cut."""
    kept: list[str] = []
    for word in found:
        while word and size(word) > most:
            word = word[:-1]
        if not word or not size(word):
            break
        kept.append(word)
        most -= size(word)
    return tuple(kept)


def plain(text: str | None) -> str:
    """The text without what stands in brackets, unless that is all of it."""
    whole = unicodedata.normalize("NFKC", (text or "")[:MAX_TEXT]).translate(_APOSTROPHES)
    return _BRACKETS.sub(" ", whole).strip() or whole


def all_of(index: str, found: Iterable[str]) -> str:
    """A clause that asks for all of these words or phrases in one index; "" for none."""
    clauses = [f"{index}:{one}" for one in found if one]
    return joined(" AND ", clauses)


def joined(operator: str, clauses: Iterable[str]) -> str:
    """Clauses with an operator between them, in brackets where there are several."""
    given = [clause for clause in clauses if clause]
    return given[0] if len(given) == 1 else f"({operator.join(given)})" if given else ""


def _belongs(sign: str) -> bool:
    return sign == "'" or unicodedata.category(sign)[0] in "LNM"


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf"
