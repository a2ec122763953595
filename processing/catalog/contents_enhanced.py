"""Enhanced contents notes: $t titles, $r responsibility, $g numbers, discs, and durations."""

from collections.abc import Iterable
from dataclasses import replace

from processing.catalog.contents_basic import basic_entries, split
from processing.catalog.contents_discs import DiscCounter
from processing.catalog.contents_entry import Entry, number_and_rest, parse_entries, seconds_of


class EnhancedNote:
    """Walks an enhanced 505: $t starts a track, $r and $g belong to it."""

    def __init__(self, discs: DiscCounter) -> None:
        self.discs = discs
        self.entries: list[Entry] = []
        self.number: int | None = None
        self.group_start = 0

    def read(self, subfields: Iterable[tuple[str, str]]) -> list[Entry]:
        steps = {"t": self._title, "r": self._responsibility, "g": self._miscellany}
        for code, text in subfields:
            steps.get(code, self._text)(" ".join(text.split()))
        return self.entries

    def _title(self, text: str) -> None:
        joined = bool(self.entries) and self.entries[-1].open_end
        if not joined:
            self.group_start = len(self.entries)
        for piece in split(text):
            for entry in parse_entries(self.discs.peel(piece)[1]):
                number = entry.number if self.number is None else self.number
                self.entries.append(replace(entry, disc=self.discs.current, number=number))
                self.number = None

    def _responsibility(self, text: str) -> None:
        """Goes to every title of the group: `$t Fire ; $t Rain / $r Morrigan`."""
        named = next(iter(parse_entries(split(text)[0])), None)
        if named is None:
            return
        for place in range(self.group_start, len(self.entries)):
            entry = self.entries[place]
            whole = f"{entry.responsibility} ; {named.title}" if entry.own_responsibility else ""
            self.entries[place] = replace(
                entry, responsibility=whole or named.title, own_responsibility=True, open_end=False
            )
        if self.entries and self.entries[-1].seconds is None:
            self.entries[-1] = replace(self.entries[-1], seconds=named.seconds)

    def _miscellany(self, text: str) -> None:
        headed, rest = self.discs.peel(text)
        number, _ = number_and_rest(rest, bare=True)
        duration = seconds_of(rest)
        if number is not None:
            self.number = number
        elif duration is not None and self.entries and self.entries[-1].seconds is None:
            self.entries[-1] = replace(self.entries[-1], seconds=duration)
        if self.entries and rest.endswith(";"):
            self.entries[-1] = replace(self.entries[-1], open_end=True)
        elif headed or rest.endswith("--"):
            self.group_start = len(self.entries)
            if self.entries:
                self.entries[-1] = replace(self.entries[-1], open_end=False)

    def _text(self, text: str) -> None:
        self.entries.extend(basic_entries(text, self.discs))
