"""The records: MARC as OCLC keeps it, numbers that were merged, and the indexes over them."""

import gc
import itertools
import re
import threading
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pymarc import Field, Indicators, Record, Subfield

from tests.standins.worldcat import fields, formats
from tests.standins.worldcat.brief import brief, merged, title
from tests.standins.worldcat.full import full
from tests.standins.worldcat.index import Index
from tests.standins.worldcat.names import creator
from tests.standins.worldcat.text import control, first, run, words

GIVEN = 9_800_000_001  # the first number for a record that has none: far above real ones
MANY = 1000
_OURS = re.compile(r"(?:ocm|ocn|on)0*(\d+)\s*$")
_OF_OCLC = re.compile(r"\(OCoLC\)(?:ocm|ocn|on)?0*(\d+)$")


@dataclass(slots=True)
class Held:
    """One record with what searches ask of it; `years` may be empty."""

    number: str
    place: int
    record: Record
    general: str
    specific: str
    years: list[int]
    languages: list[str]
    cataloged_in: str
    work: str
    title: str
    made: dict[str, dict[str, Any]] = field(default_factory=dict)


class Store:
    """All records by OCLC number. Adding one with a number that is there replaces that one."""

    def __init__(self) -> None:
        self.index = Index()
        self.lock = threading.RLock()
        self._numbers = itertools.count(GIVEN)
        self._places = itertools.count(1)
        self._by_number: dict[str, Held] = {}
        self._by_place: dict[int, Held] = {}
        self._merged: dict[str, str] = {}
        self._works: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._by_number)

    def add(self, records: Iterable[Record]) -> list[str]:
        """Takes the records in; their OCLC numbers, given where they have none."""
        with _no_collecting():
            numbers = [self._take_in(record) for record in records]
        if len(numbers) >= MANY:
            gc.freeze()  # a collection that looks through a haystack stops the server for a second
        return numbers

    def _take_in(self, record: Record) -> str:
        number = number_of(record) or str(next(self._numbers))
        with self.lock:
            self._put(number, kept(record, number))
        return number

    def merge(self, old: str, into: str) -> None:
        """The record `old` is gone: its number leads to the record `into`, which says so in 019."""
        with self.lock:
            survivor = self._by_number[into]
            self._remove(old)
            self._put(into, with_merged(survivor.record, into, [old]))

    def get(self, number: str) -> Held | None:
        """The record with this number, or the one that took it over."""
        number = number.lstrip("0")
        return self._by_number.get(self._merged.get(number, number))

    def at(self, places: Iterable[int]) -> list[Held]:
        """The records at these places of the index, without those that were replaced."""
        return [held for place in places if (held := self._by_place.get(place))]

    def all(self) -> list[Held]:
        return list(self._by_number.values())

    def brief(self, held: Held) -> dict[str, Any]:
        if "brief" not in held.made:
            held.made["brief"] = brief(held.record, held.number)
        return dict(held.made["brief"])

    def full(self, held: Held) -> dict[str, Any]:
        if "full" not in held.made:
            held.made["full"] = full(held.record, held.number)
        editions = self._works[held.work]
        work = {"id": held.work, "count": editions}
        return {**held.made["full"], "work": work, "totalEditions": editions}

    def _put(self, number: str, record: Record) -> None:
        self._remove(number)
        place = next(self._places)
        held = _held(number, place, record)
        self._by_number[number], self._by_place[place] = held, held
        self._works[held.work] += 1
        self._merged.update(dict.fromkeys(merged(record), number))
        self._list(held)

    def _remove(self, number: str) -> None:
        if held := self._by_number.pop(number, None):
            del self._by_place[held.place]
            self._works[held.work] -= 1

    def _list(self, held: Held) -> None:
        """The record into the indexes."""
        index, place, record = self.index, held.place, held.record
        for name, text, headings in fields.in_words(record):
            index.add_text(place, name, text, headings)
        for name, number in fields.in_numbers(record):
            index.add_number(place, name, number)
        old = merged(record)
        kinds = f"{formats.CODES.get(held.specific, '')} rec"
        index.add_text(place, "mt", kinds, ["cd audio"] if held.specific == "CD" else [kinds])
        values = {
            "no": [held.number, *old],
            "yr": [str(year) for year in held.years],
            "ln": held.languages,
            "ll": [held.cataloged_in],
            "x0": [held.general.lower()],
            "x1": [formats.sub_type(held.general, held.specific)],
        }
        for name, found in values.items():
            for value in found:
                index.add_number(place, name, value)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Nothing of what is taken in is garbage; looking for it takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _held(number: str, place: int, record: Record) -> Held:
    name, work = title(record), run(words(f"{creator(record)} {title(record)}"))
    return Held(
        number=number,
        place=place,
        record=record,
        general=formats.general(record),
        specific=formats.specific(record),
        years=fields.years(record),
        languages=fields.languages(record),
        cataloged_in=first(record, "040", "b"),
        work=str(zlib.crc32(work.encode()) + 1_000_000_000),
        title=run(words(name)),
    )


def number_of(record: Record) -> str:
    """The OCLC number of a record: 001 where OCLC gave it, else 035."""
    own = control(record, "001").strip()
    if match := _OURS.match(own):
        return match[1]
    if "OCoLC" in control(record, "003") and own.isdecimal():
        return own.lstrip("0")
    for other in record.get_fields("035"):
        for value in other.get_subfields("a"):
            if match := _OF_OCLC.match(value.strip()):
                return match[1]
    return ""


def prefixed(number: str) -> str:
    """001 as OCLC writes it: ocm00012345, ocn123456789, on1234567890."""
    if len(number) <= 8:
        return f"ocm{number:0>8}"
    return f"{'ocn' if len(number) == 9 else 'on'}{number}"


def kept(record: Record, number: str) -> Record:
    """The record as OCLC keeps it: its number, a language of cataloging, nothing local."""
    changed = [
        Field("001", data=prefixed(number)),
        Field("003", data="OCoLC"),
        Field("005", data=control(record, "005") or "20200114120000.0"),
    ]
    skipped = {"001", "003", "005", "035", "040"}
    rest = [each for each in record.fields if each.tag not in skipped and each.tag < "900"]
    source = Field("035", Indicators(" ", " "), [Subfield("a", f"(OCoLC){number}")])
    changed += [source, _cataloging(record), *rest]
    changed.sort(key=lambda each: each.tag[:2] if each.tag < "100" else each.tag[:1])
    return _like(record, changed)


def _cataloging(record: Record) -> Field:
    """040; where it does not name a language it is English."""
    old = record.get("040")
    parts = list(old.subfields) if old else [Subfield("a", "XYZ"), Subfield("c", "XYZ")]
    if not any(each.code == "b" for each in parts):
        parts.insert(1 if parts and parts[0].code == "a" else 0, Subfield("b", "eng"))
    return Field("040", Indicators(" ", " "), parts)


def with_merged(record: Record, number: str, old: Iterable[str]) -> Record:
    """The same record under this number, with further numbers that it took over (019)."""
    gone = [Subfield("a", each) for each in old]
    known = [each for other in record.get_fields("019") for each in other.subfields]
    added = Field("019", Indicators(" ", " "), [*known, *gone])
    rest = [each for each in record.fields if each.tag not in ("001", "019")]
    place = next((at for at, each in enumerate(rest) if each.tag > "019"), len(rest))
    return _like(record, [Field("001", data=prefixed(number)), *rest[:place], added, *rest[place:]])


def _like(record: Record, fields_of: list[Field]) -> Record:
    made = Record(fields=fields_of, force_utf8=True)
    leader = str(record.leader)
    made.leader = type(made.leader)(f"00000{leader[5:9]}a2200000{leader[17:]}")
    return made
