"""Titles and names made comparable. What the rules need of text is all reached from here.

Similarity is the best of plain edit ratios over a few variants: on real track lists it
separates true from false pairs better than partial or token ratios (facts 2.3). Numbers are
compared exactly and version words lower the score, before any fuzziness.
"""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from processing.catalog import title_numbers
from processing.catalog.folding import fold, words
from processing.catalog.names import is_various, label_key, label_similarity, name_similarity
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
    "numbers",
    "similarity",
    "variants",
    "version_tags",
    "words",
]

MIN_CUT = 3
MAX_LENGTH = 1000  # characters that are compared; a hostile title must not cost seconds
# Below this, and with no word in common, no variant can be alike: most pairs end here.
HOPELESS = 0.5
_ARTICLE = re.compile(
    r"^(?:(?:the|an?|le|la|les|el|los|las|der|die|das|ein|eine|il|lo|gli|os|as|o|een|het|de|det"
    r"|den|un|une)\s+|l['\u2019]\s*)(?=\S)",
    re.IGNORECASE,
)
_LATE_ARTICLE = re.compile(r"^(.*),\s*(the|an?|le|la|les|l'|el|los|las|der|die|das)$", re.I)
_CREDIT = re.compile(r"(?i)[\s(\[]+(?:feat|featuring|ft)\b\.?.*$|\s*[(\[]with [^)\]]*[)\]]\s*$")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
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
    score = _best_ratio(a, b)
    left, right = _numbers(a), _numbers(b)
    if left or right:
        score = _with_numbers(score, a, b, left, right)
    return min(score, OTHER_VERSION) if _tags(a) != _tags(b) else score


def _with_numbers(
    score: float, a: str, b: str, left: title_numbers.Numbers, right: title_numbers.Numbers
) -> float:
    if left and right and score < SAME_WORK:
        score = max(score, work_similarity(a, b, left, right))
    if title_numbers.conflict(left, right):
        return min(score, TITLE_NUMBER_CONFLICT)
    if title_numbers.differ(left, right):
        return min(score, TITLE_NUMBER_MISSING)
    return score


def _best_ratio(a: str, b: str) -> float:
    (whole_a, cut_a), (whole_b, cut_b) = _forms(a), _forms(b)
    first = _ratio(whole_a[0], whole_b[0]) if whole_a and whole_b else 0.0
    if first < HOPELESS and not _words(a) & _words(b):
        return first
    best = max((_ratio(x, y) for x in whole_a for y in whole_b), default=0.0)
    mixed = [(x, y) for x in whole_a for y in cut_b] + [(x, y) for x in cut_a for y in whole_b]
    best = max([best, *(_ratio(x, y) for x, y in mixed)])
    if best >= BOTH_CUT:
        return best
    both = max((_ratio(x, y) for x in cut_a for y in cut_b), default=0.0)
    return max(best, min(both, BOTH_CUT))


def _ratio(a: str, b: str) -> float:
    return fuzz.ratio(a, b) / 100


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


@lru_cache(maxsize=20_000)
def _numbers(text: str) -> title_numbers.Numbers:
    return numbers(text)


@lru_cache(maxsize=20_000)
def _tags(text: str) -> frozenset[str]:
    return version_tags(text)


@lru_cache(maxsize=20_000)
def _forms(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Folded forms of the whole title, and of its parts."""
    plain = without_soft_tails(text[:MAX_LENGTH])
    late = _LATE_ARTICLE.match(plain)
    upright = f"{late[2]} {late[1]}" if late else plain
    credit_free = _CREDIT.sub("", upright).strip() or upright
    whole = [plain, upright, _ARTICLE.sub("", upright), credit_free, _ARTICLE.sub("", credit_free)]
    whole.append(_AND.sub(" and ", credit_free))
    bracket_free = _BRACKETS.sub("", credit_free).strip()
    cut = [bracket_free, *_heads(credit_free), *_heads(bracket_free)]
    cut += [part for side in (credit_free, bracket_free) for part in _sides(side, ":")]
    cut += [_ARTICLE.sub("", part) for part in cut]
    folded_whole = tuple(dict.fromkeys(fold(form) for form in whole if fold(form)))
    folded_cut = dict.fromkeys(fold(part) for part in cut if len(fold(part)) >= MIN_CUT)
    return folded_whole, tuple(part for part in folded_cut if part not in folded_whole)


def _heads(text: str) -> list[str]:
    """The part before a statement of responsibility, where there is one."""
    head, found, _ = text.partition(" / ")
    return [head] if found else []


def _sides(text: str, sign: str) -> list[str]:
    head, found, tail = text.partition(sign)
    return [head, tail] if found else []
