"""The keys under which records are kept, and the same keys of a reading to find them by."""

import re
from collections.abc import Iterable

from processing.catalog import publisher_number
from processing.catalog.record import Carrier, Record
from processing.catalog.text import words
from processing.models import RecordKey

Key = tuple[str, str]  # kind, key

MAX_KEY = 80
MAX_WORD = 40
# The digits of a number, printed or transcribed without its letters: `CK 64935` and `64935`.
MIN_BARE_DIGITS = 5
TRACK_WORDS = 3  # a track is found by its first words, as one key
MIN_TRACK_KEY = 6  # "rondo" and "intro" find nothing worth finding
MAX_TRACKS = 60
MAX_WORDS = 120  # of one kind and record: an anthology may name hundreds of performers
_NOT_DIGITS = re.compile(r"\D")


def keys_of(record: Record) -> frozenset[Key]:
    """All keys of a record; none for what is surely no CD, so that it is never found."""
    if record.carrier is Carrier.OTHER:
        return frozenset()
    kind = RecordKey.Kind
    numbers = [key for one in record.publisher_numbers for key in number_keys(one.number)]
    names = (*record.names, record.name or "", record.responsibility or "")
    found = {
        kind.GTIN: record.gtins,
        kind.WEAK_GTIN: record.weak_gtins,
        kind.PUBLISHER_NUMBER: numbers,
        kind.TITLE_WORD: search_words((record.title, *record.titles)),
        kind.NAME_WORD: search_words(names),
        kind.TRACK: track_keys(track.title for track in record.tracks),
    }
    return frozenset((name.value, key[:MAX_KEY]) for name, keys in found.items() for key in keys)


def number_keys(number: str) -> tuple[str, ...]:
    """The keys of a publisher number, the strongest first, its bare digits last."""
    strong = publisher_number.keys(number)
    bare = [digits for key in strong if len(digits := bare_digits(key)) >= MIN_BARE_DIGITS]
    return tuple(dict.fromkeys((*strong, *bare)))


def bare_digits(key: str) -> str:
    return _NOT_DIGITS.sub("", key)


def search_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of several texts, each once; single letters (initials) only where nothing else."""
    found = tuple(dict.fromkeys(word[:MAX_WORD] for text in texts for word in words(text)))
    long = tuple(word for word in found if len(word) > 1 or word.isdigit())
    return (long or found)[:MAX_WORDS]


def track_keys(titles: Iterable[str]) -> tuple[str, ...]:
    """One key for each track: the first words of its title."""
    keys = (" ".join(words(title)[:TRACK_WORDS]) for title in titles)
    found = dict.fromkeys(key[:MAX_KEY] for key in keys if len(key) >= MIN_TRACK_KEY)
    return tuple(found)[:MAX_TRACKS]
