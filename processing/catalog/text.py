"""Titles and names made comparable. What the rules need of text is all reached from here.

Similarity is the best of plain edit ratios over a few variants: on real track lists it
separates true from false pairs better than partial or token ratios (facts 2.3). Numbers are
compared exactly and version words lower the score, before any fuzziness.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from processing.catalog import title_numbers
from processing.catalog.folding import fold, words
from processing.catalog.names import (
    is_various,
    label_key,
    label_similarity,
    name_similarity,
    names_nobody,
    without_article,
)
from processing.catalog.thresholds import (
    BOTH_CUT,
    OTHER_VERSION,
    SAME_WORK,
    TITLE_NUMBER_CONFLICT,
    TITLE_NUMBER_MISSING,
)
from processing.catalog.title_numbers import numbers
from processing.catalog.versions import version_tags, without_soft_tails
from processing.catalog.works import work_similarity

__all__ = [
    "fold",
    "is_various",
    "label_key",
    "label_similarity",
    "name_similarity",
    "names_nobody",
    "numbers",
    "similarity",
    "variants",
    "version_tags",
    "without_article",
    "words",
]

MIN_CUT = 3
MAX_LENGTH = 1000  # characters that are compared; a hostile title must not cost seconds
# Below this, and with no word in common, no variant can be alike: most pairs end here.
HOPELESS = 0.5
_ARTICLE = re.compile(
    r"^(?:(?:the|an?|le|la|les|el|los|las|der|die|das|ein|eine|il|lo|gli|os|as|o|een|het|de|det"
    r"|den|un|une|una|uno|um|uma|ett)\s+|l['\u2019]\s*)(?=\S)",
    re.IGNORECASE,
)
_LATE_ARTICLE = re.compile(r"^(.*),\s*(the|an?|le|la|les|l'|el|los|las|der|die|das)$", re.I)
_CREDIT = re.compile(r"(?i)[\s(\[]+(?:feat|featuring|ft)\b\.?.*$|\s*[(\[]with [^)\]]*[)\]]\s*$")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_PARTS = re.compile(r"[(\[:]| / ")
_AND = re.compile(r"(?i)\s*\+\s*|\s+(?:und|et|y)\s+")


def variants(text: str) -> tuple[str, ...]:
    """The folded forms under which a title may stand elsewhere, the full one first.

    Without article, guest credit or brackets; the part before " / ", before a colon, after one.
    """
    whole, cut = _forms(text)
    return tuple(dict.fromkeys((*whole, *cut)))


@lru_cache(maxsize=50_000)  # the candidates of a disc mostly have the same titles
def similarity(a: str, b: str) -> float:
    """How alike two titles are, 0.0 to 1.0; the same in both directions.

    Different numbers of one kind end below 0.5 however alike the words are. Another version
    (live, remix) of the same title is at most 0.8, a number on one side only at most 0.84.
    """
    left, right = _title(a), _title(b)
    score = _best_ratio(left, right)
    if left.numbers or right.numbers:
        score = _with_numbers(score, left, right)
    return min(score, OTHER_VERSION) if left.tags != right.tags else score


@dataclass(frozen=True, slots=True)
class _Title:
    """A title with all that a comparison asks of it: found once, for it is compared with many."""

    text: str
    first: str
    words: frozenset[str]
    numbers: title_numbers.Numbers
    tags: frozenset[str]
    whole: tuple[str, ...]
    cut: tuple[str, ...]


@lru_cache(maxsize=20_000)
def _title(text: str) -> _Title:
    whole, cut = _forms(text)
    said = frozenset(fold(text).split())
    first = whole[0] if whole else ""
    return _Title(text, first, said, numbers(text), version_tags(text), whole, cut)


def _with_numbers(score: float, a: _Title, b: _Title) -> float:
    if a.numbers and b.numbers and score < SAME_WORK:
        score = max(score, work_similarity(a.text, b.text, a.numbers, b.numbers))
    if title_numbers.conflict(a.numbers, b.numbers):
        return min(score, TITLE_NUMBER_CONFLICT)
    if title_numbers.differ(a.numbers, b.numbers):
        return min(score, TITLE_NUMBER_MISSING)
    return score


def _best_ratio(a: _Title, b: _Title) -> float:
    first = _ratio(a.first, b.first) if a.first and b.first else 0.0
    if first < HOPELESS and a.words.isdisjoint(b.words):
        return first
    best = max((_ratio(x, y) for x in a.whole for y in b.whole), default=0.0)
    mixed = [(x, y) for x in a.whole for y in b.cut] + [(x, y) for x in a.cut for y in b.whole]
    best = max([best, *(_ratio(x, y) for x, y in mixed)])
    if best >= BOTH_CUT:
        return best
    both = max((_ratio(x, y) for x in a.cut for y in b.cut), default=0.0)
    return max(best, min(both, BOTH_CUT))


def _ratio(a: str, b: str) -> float:
    return fuzz.ratio(a, b) / 100


def _forms(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Folded forms of the whole title, and of its parts."""
    plain = without_soft_tails(text[:MAX_LENGTH])
    late = _LATE_ARTICLE.match(plain)
    upright = f"{late[2]} {late[1]}" if late else plain
    credit_free = _CREDIT.sub("", upright).strip() or upright
    whole = [plain, upright, _ARTICLE.sub("", upright), credit_free, _ARTICLE.sub("", credit_free)]
    whole.append(_AND.sub(" and ", credit_free))
    folded_whole = _folded(whole)
    if not _PARTS.search(credit_free):
        return folded_whole, ()
    bracket_free = _BRACKETS.sub("", credit_free).strip()
    cut = [bracket_free, *_heads(credit_free), *_heads(bracket_free)]
    cut += [part for side in (credit_free, bracket_free) for part in _sides(side, ":")]
    cut += [_ARTICLE.sub("", part) for part in cut]
    folded_cut = (part for part in _folded(cut) if len(part) >= MIN_CUT)
    return folded_whole, tuple(part for part in folded_cut if part not in folded_whole)


def _folded(forms: list[str]) -> tuple[str, ...]:
    """Each folded form once, in their order; none that is empty."""
    return tuple(dict.fromkeys(filter(None, map(fold, dict.fromkeys(forms)))))


def _heads(text: str) -> list[str]:
    """The part before a statement of responsibility, where there is one."""
    head, found, _ = text.partition(" / ")
    return [head] if found else []


def _sides(text: str, sign: str) -> list[str]:
    """What stands before and after the first sign, and after the last: a series may go before."""
    head, found, tail = text.partition(sign)
    return [head, tail, text.rpartition(sign)[2]] if found else []
