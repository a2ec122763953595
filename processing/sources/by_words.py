"""Records by the words of title and name and by tracks, those with the rarest common words first.

Frequent words ("symphony", "orchestra") are not looked up, but count where rarer words have
found a record: so the time does not grow with the catalog. A word counts wherever it stands,
because readers confuse title and name, and less where it stands in the other field.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from processing.models import RecordKey
from processing.sources.spelling import KINDS, Index, existing, joined, respell

MAX_POSTINGS = 6_000  # entries of the index that one search reads
MAX_REFINED = 300  # of the best records, the frequent words are looked up too
REFERENCE = 100_000  # a word in so many records says nothing
OTHER_FIELD = 0.6
RESPELLED = 0.8

Key = tuple[str, str]  # kind, word


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of the index that may be one of the reading: `word` is that one, as read."""

    word: str
    kinds: frozenset[str]
    factor: float = 1.0


@dataclass(slots=True)
class Found:
    """What speaks for a record: for each word of the reading its weight, and where it stands."""

    weights: dict[str, float]
    kinds: set[str]

    @property
    def weight(self) -> float:
        return sum(self.weights.values())

    def add(self, kind: str, asked: Asked, count: int) -> None:
        weight = asked.factor * math.log1p(REFERENCE / count)
        weight *= 1.0 if kind in asked.kinds else OTHER_FIELD
        self.weights[asked.word] = max(weight, self.weights.get(asked.word, 0.0))
        self.kinds.add(kind)


def by_words(index: Index, titles: tuple[str, ...], names: tuple[str, ...]) -> dict[int, Found]:
    """Row ids of BibRecords with what was found, for words as `keys.search_words` gives them."""
    return _find(index.filter(kind__in=KINDS), _asked(index, titles, names))


def by_tracks(index: Index, tracks: tuple[str, ...]) -> dict[int, Found]:
    """The same for the tracks of a reading, as `keys.track_keys` gives them."""
    kind = RecordKey.Kind.TRACK
    own = frozenset((kind.value,))
    return _find(index.filter(kind=kind), {track: [Asked(track, own)] for track in tracks})


def _find(index: Index, asked: Mapping[str, list[Asked]]) -> dict[int, Found]:
    counts = _counts(index, asked)
    read, later = _within_budget(counts)
    found: dict[int, Found] = defaultdict(lambda: Found({}, set()))
    _collect(index, read, asked, counts, found)
    best = sorted(found, key=lambda pk: (-found[pk].weight, pk))[:MAX_REFINED]
    _collect(index.filter(record__in=best), later, asked, counts, found)
    return {pk: found[pk] for pk in best}


def _asked(index: Index, titles: tuple[str, ...], names: tuple[str, ...]) -> dict[str, list[Asked]]:
    """Words to look up, with what they stand for: the words read, and for unknown ones others."""
    title, name = KINDS
    asked: dict[str, list[Asked]] = defaultdict(list)
    words = dict.fromkeys((*titles, *names))
    kinds = {
        word: frozenset(kind.value for kind, own in ((title, titles), (name, names)) if word in own)
        for word in words
    }
    known = existing(index, words)
    for word in known:
        asked[word].append(Asked(word, kinds[word]))
    missing = [word for word in words if word not in known]
    for word, others in respell(index, missing).items():
        for other in others:
            asked[other].append(Asked(word, kinds[word], RESPELLED))
    for own in (titles, names) if missing else ():
        for pair in joined(own):
            asked[pair].append(Asked(pair, kinds[own[0]], RESPELLED))
    return asked


def _counts(index: Index, words: Iterable[str]) -> dict[Key, int]:
    rows = index.filter(key__in=list(words))
    counted = rows.values_list("kind", "key").annotate(Count("id"))
    return {(kind, key): count for kind, key, count in counted}


def _within_budget(counts: Mapping[Key, int]) -> tuple[list[Key], list[Key]]:
    """The rarest words up to the budget (at least one), and the rest."""
    ordered = sorted(counts, key=lambda key: (counts[key], key))
    total, cut = 0, 0
    for key in ordered:
        total += counts[key]
        if cut and total > MAX_POSTINGS:
            break
        cut += 1
    return ordered[:cut], ordered[cut:]


def _collect(
    index: Index,
    keys: list[Key],
    asked: Mapping[str, list[Asked]],
    counts: Mapping[Key, int],
    found: dict[int, Found],
) -> None:
    """Adds what the index has under these keys."""
    for kind in {kind for kind, _ in keys}:
        words = [word for own, word in keys if own == kind]
        rows = index.filter(kind=kind, key__in=words)
        for pk, word in rows.values_list("record_id", "key")[: MAX_POSTINGS * 2]:
            for one in asked[word]:
                found[pk].add(kind, one, counts[kind, word])
