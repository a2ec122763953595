"""Words that a camera or an OCR damaged, and the words of the catalog that they may have been.

Only for words that the catalog does not have: one wrong, lost or added letter; two in a long
word whose beginning is whole; a space that was lost (`kindofblue`) or put in (`beet hoven`).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from string import ascii_lowercase

from django.db.models import QuerySet
from rapidfuzz.distance import Levenshtein

from processing.catalog.folding import STOP_WORDS
from processing.models import RecordKey

Index = QuerySet[RecordKey]  # the keys that are searched
KINDS = (RecordKey.Kind.TITLE_WORD, RecordKey.Kind.NAME_WORD)
MIN_LENGTH = 4
MAX_LENGTH = 40
LONG_WORD = 8
LONG_WORD_ERRORS = 2
PREFIX = 4
MAX_PREFIXED = 400
MIN_PIECE = 2
MAX_LOOKUPS = 800  # keys asked for in one query; SQLite takes 999 and more


def respell(index: Index, missing: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each word the words of the catalog that it may be; a word without any is left out."""
    fit = [word for word in missing if MIN_LENGTH <= len(word) <= MAX_LENGTH]
    edits = {word: one_edit(word) for word in fit}
    known = existing(index, {edit for found in edits.values() for edit in found})
    spelled = {word: tuple(sorted(found & known)) for word, found in edits.items()}
    for word in fit:
        spelled[word] = spelled[word] or _two_edits(index, word) or _pieces(index, word)
    return {word: found for word, found in spelled.items() if found}


def one_edit(word: str) -> frozenset[str]:
    """All words that one wrong, one lost, or one added letter makes of this one."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    added = {head + tail[1:] for head, tail in cuts if tail}
    wrong = {head + sign + tail[1:] for head, tail in cuts if tail for sign in ascii_lowercase}
    lost = {head + sign + tail for head, tail in cuts for sign in ascii_lowercase}
    return frozenset((added | wrong | lost) - {word})


def existing(index: Index, words: Iterable[str]) -> set[str]:
    """Those of the words that some record has in a title or a name."""
    ordered = sorted(words)
    found: set[str] = set()
    for start in range(0, len(ordered), MAX_LOOKUPS):
        found.update(_keys(index).filter(key__in=ordered[start : start + MAX_LOOKUPS]))
    return found


def _keys(index: Index) -> "QuerySet[RecordKey, str]":
    return index.filter(kind__in=KINDS).values_list("key", flat=True).distinct()


def _two_edits(index: Index, word: str) -> tuple[str, ...]:
    if len(word) < LONG_WORD:
        return ()
    head = word[:PREFIX]
    # a range, because LIKE uses no index in SQLite
    near = _keys(index).filter(key__gte=head, key__lt=head + "z" * MAX_LENGTH)[:MAX_PREFIXED]
    limit = LONG_WORD_ERRORS
    return tuple(
        key for key in near if Levenshtein.distance(word, key, score_cutoff=limit) <= limit
    )


def _pieces(index: Index, word: str) -> tuple[str, ...]:
    """The words that a text without its spaces is made of, where they fill it."""
    spans = [(a, b) for a in range(len(word)) for b in range(a + MIN_PIECE, len(word) + 1)]
    known = existing(index, {word[a:b] for a, b in spans}) | STOP_WORDS
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        options = (_with(best[start], word[start:end], known) for start in range(end))
        best[end] = min((option for option in options if option), key=len, default=None)
    return tuple(piece for piece in best[-1] or () if piece not in STOP_WORDS)


def _with(before: tuple[str, ...] | None, piece: str, known: set[str]) -> tuple[str, ...] | None:
    return (*before, piece) if before is not None and piece in known else None


def joined(words: Sequence[str]) -> Iterator[str]:
    """Each word together with the next: a space too many may stand in the reading."""
    return (first + second for first, second in pairwise(words))
