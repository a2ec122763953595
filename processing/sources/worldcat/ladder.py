"""The rungs of the search in WorldCat, each one query, the surest first (facts: worldcat.md, 3).

A query stays within MAX_TERMS words: longer ones are refused. Where a rung finds more than one
page shows, a clause of `narrower` is added; nothing that was found is dropped.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from processing.catalog import gtin
from processing.catalog.reading import CleanReading, YearKind
from processing.catalog.text import is_various, label_key, without_article
from processing.sources.keys import number_keys
from processing.sources.worldcat.phrases import (
    all_of,
    bare_words,
    joined,
    parts,
    phrases,
    plain,
    size,
)
from processing.sources.worldcat.telling import telling_tracks

MAX_TERMS = 30
ROOM = 4  # words of a label or a year, which are added to a clause
MAX_NUMBERS = 12  # keys of publisher numbers
MAX_TITLES = 2
MAX_NAMES = 2
MIN_LOOSE, MAX_LOOSE = 2, 5  # words of a title that may have one misread
MIN_TRACKS, FEW_TRACKS = 2, 3
_SPACES = re.compile(r"[\s()]+")
_QUOTED = re.compile(r'"([^"]*)"')
ISSUE_YEARS = (YearKind.RELEASED, YearKind.PHONOGRAM, YearKind.COPYRIGHT, YearKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Rung:
    """One query. `said` is what it looks for, in words for the cataloger.

    `gtins` and `numbers` are the codes that it looks up: a hit has one of them in WorldCat's own
    index, even where the record does not show it. `narrower` are clauses that may be added, the
    best first; `shorter` is the query to add them to where `query` has no room. `music_cd` False:
    WorldCat's limit to music CDs is left away. `by_hand`: the query is a person's, and nothing is
    to be learnt from what it finds.
    """

    said: str
    query: str
    gtins: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    shorter: str = ""
    music_cd: bool = True
    by_hand: bool = False

    @property
    def any_language(self) -> bool:
        """A code tells so much that a record cataloged elsewhere is better than none."""
        return self.by_identifier or self.by_hand

    @property
    def by_identifier(self) -> bool:
        return bool(self.gtins or self.numbers)


def rungs(reading: CleanReading) -> tuple[Rung, ...]:
    """All rungs for which the reading has what they ask for."""
    titles, names = _titles(reading), _names(reading)
    title, name = _either(titles), _either(names)
    label, year = _label(reading), _years(reading)
    loose = _loose_or(reading, name)
    either = _either((title, name))
    found = [
        _by_gtin(reading, either),
        _by_number(reading, either),
        _rung("title and name", (title, name), (label, year), least=1 if titles else 2),
        _by_tracks(reading, (name, title, year)),
        _rung("title or name, and label", (loose, label), (year, name, title)),
        _rung("title or name, and year", (loose, year), (label, name, title)),
    ]
    return tuple(_each_once(one for one in found if one))


def outside(reading: CleanReading) -> Rung | None:
    """The identifiers once more, without the limit to music CDs; None without identifiers."""
    either = _either((*_titles(reading), *_names(reading)))
    by_number = _by_number(reading, either)
    left = MAX_TERMS - (_terms(by_number.query) if by_number else 0)
    asked = [one for one in (_by_gtin(reading, either, left), by_number) if one]
    if not asked:
        return None
    return Rung(
        said=f"{' or '.join(one.said for one in asked)}, also beside music CDs",
        query=_either(one.query for one in asked),
        gtins=tuple(code for one in asked for code in one.gtins),
        numbers=tuple(number for one in asked for number in one.numbers),
        narrower=asked[0].narrower,
        music_cd=False,
    )


def _rung(
    said: str, clauses: Iterable[str], narrower: Iterable[str], *, least: int = 2
) -> Rung | None:
    given = [clause for clause in clauses if clause]
    if len(given) < least:
        return None
    return Rung(said, " AND ".join(given), narrower=_given(*narrower))


def _by_tracks(reading: CleanReading, narrower: Iterable[str]) -> Rung | None:
    """Title or name would only narrow: either may be misread, or printed otherwise."""
    tracks = telling_tracks(reading)
    rung = _rung("two tracks", (two_of(tracks),), narrower, least=1)
    return replace(rung, shorter=two_of(tracks[:FEW_TRACKS])) if rung else None


def _by_gtin(reading: CleanReading, narrower: str, most: int = MAX_TERMS) -> Rung | None:
    codes = tuple(dict.fromkeys((*reading.gtins, *reading.weak_gtins)))
    if not codes:
        return None
    forms = [form for code in codes for form in gtin.forms(code)]
    damaged = [form for code in reading.gtins for form in _damaged(code)]
    # Some catalogers have put the digits under the bars into 028.
    also = f"mn:{gtin.forms(codes[0])[-1]}"
    asked = tuple(dict.fromkeys([*forms, *damaged]))[: most - 1]
    shown = ", ".join(map(gtin.display, codes))
    query = f"{any_of('sn', asked)} OR {also}"
    return Rung(f"UPC/EAN {shown}", query, gtins=codes, narrower=_given(narrower))


def _damaged(code: str) -> tuple[str, ...]:
    """How old records have a UPC: without its outer digits, which are printed small (facts 5.2)."""
    if not code.startswith("00"):
        return ()
    upc = code[2:]
    return upc[1:-1], upc[1:], upc[:-1]


def _by_number(reading: CleanReading, narrower: str) -> Rung | None:
    numbers = reading.publisher_numbers
    keys = tuple(dict.fromkeys(key for number in numbers for key in number_keys(number)))
    if not keys:
        return None
    shown = ", ".join(numbers[:3])
    query = any_of("mn", keys[:MAX_NUMBERS])
    given = _given(narrower)
    return Rung(f"publisher number {shown}", query, numbers=numbers, narrower=given)


def _given(*clauses: str) -> tuple[str, ...]:
    return tuple(filter(None, clauses))


def _titles(reading: CleanReading) -> tuple[str, ...]:
    texts = (reading.title, *reading.other_titles, *reading.romanized_titles)
    clauses = [all_of("ti", phrases(one)) for text in texts for one in parts(text)]
    return tuple(dict.fromkeys(filter(None, clauses)))[:MAX_TITLES]


def _names(reading: CleanReading) -> tuple[str, ...]:
    texts = [reading.name, *reading.other_names, *reading.romanized_names]
    clauses = [_one_name(name) for name in texts if name and not is_various(name)]
    return tuple(dict.fromkeys(filter(None, clauses)))[:MAX_NAMES]


def _either(clauses: Iterable[str]) -> str:
    return joined(" OR ", clauses)


def _one_name(name: str) -> str:
    """Headings turn names round, so their words are asked for in any order.

    They have no article before a name either, and a word that they do not have finds nothing.
    """
    name = without_article(plain(name))
    return all_of("au", bare_words(name) or phrases(name))


def _label(reading: CleanReading) -> str:
    keys = [bare_words(label_key(label), 2) for label in reading.labels]
    return _either(list(dict.fromkeys(all_of("pb", key) for key in keys if key))[:2])


def _years(reading: CleanReading) -> str:
    """The year of issue that the item itself suggests, and the years beside it."""
    of_kind = reading.years or {}
    given = [max(of_kind[kind]) for kind in ISSUE_YEARS if of_kind.get(kind)]
    if not given:
        return ""
    year = max(given)
    return any_of("yr", (str(year), str(year - 1), str(year + 1)))


def two_of(tracks: tuple[str, ...]) -> str:
    """Any two of these tracks. Contents notes are reached by keyword."""
    asked = [f"kw:{track}" for track in tracks]
    if len(asked) < MIN_TRACKS:
        return ""
    pairs = [f"({one} AND {_either(asked[place + 1 :])})" for place, one in enumerate(asked[:-1])]
    return _either(pairs)


def _loose_or(reading: CleanReading, name: str) -> str:
    """The title but for one word, or the name, with room for a clause more."""
    loose = _either((_loose(reading, MAX_LOOSE), name))
    if _terms(loose) <= MAX_TERMS - ROOM:
        return loose
    return _either((_loose(reading, MAX_LOOSE - 1), name))


def _loose(reading: CleanReading, most: int) -> str:
    """The words of the title, of which one may have been misread."""
    found = [word for word in bare_words(reading.title, most) if len(word) > 2]
    if len(found) < MIN_LOOSE:
        return joined(" AND ", (f"ti:{word}" for word in found))
    left = [[word for word in found if word != missing] for missing in found]
    return _either(joined(" AND ", (f"ti:{word}" for word in some)) for some in left)


def any_of(index: str, values: tuple[str, ...]) -> str:
    """A clause that asks for one of these values in one index."""
    return f"{index}:{values[0]}" if len(values) == 1 else f"{index}:({' OR '.join(values)})"


def narrowed(rung: Rung, clause: str) -> Rung | None:
    """The rung with one more clause; None where that would be too long."""
    for query in filter(None, (rung.query, rung.shorter)):
        longer = f"({query}) AND {clause}"
        if _terms(longer) <= MAX_TERMS:
            return replace(rung, query=longer)
    return None


def _each_once(found: Iterable[Rung]) -> Iterator[Rung]:
    """Without rungs that ask the same, and without those that are too long to be answered."""
    seen: set[str] = set()
    for rung in found:
        if rung.query not in seen and _terms(rung.query) <= MAX_TERMS:
            seen.add(rung.query)
            yield rung


def _terms(query: str) -> int:
    """How many words are looked up; the two letters of an index before its colon are none."""
    phrases_in = _QUOTED.findall(query)
    bare = (word.rpartition(":")[2] for word in _SPACES.split(_QUOTED.sub(" ", query)))
    return sum(map(size, (*phrases_in, *(word for word in bare if word not in ("AND", "OR")))))
