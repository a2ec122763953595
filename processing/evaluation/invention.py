"""Invented titles, names, labels and numbers, in several languages; the same for the same seed."""

import json
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

from processing.catalog.folding import fold
from processing.evaluation.issues import Issue, Text, complete

WORDS = Path(__file__).parent / "data" / "words.json"
CLASSICAL = ("sy", "sn", "co", "su", "op")
_COMPOSERS = (
    "Joseph Haydn", "Luigi Boccherini", "Carl Nielsen", "Franz Berwald", "Bohuslav Martinů",
    "Clara Schumann", "Fanny Hensel", "Niels Gade", "Albert Roussel", "Ethel Smyth", "Max Reger",
    "Louise Farrenc", "Jan Václav Voříšek", "Karol Szymanowski", "Frank Martin", "Amy Beach",
    "Johann Nepomuk Hummel", "George Onslow", "Emilie Mayer", "Wilhelm Stenhammar",
)  # fmt: skip
_KEYS = (
    "C Major",
    "D Minor",
    "E-flat Major",
    "F-sharp Minor",
    "G Minor",
    "A Major",
    "B-flat Major",
)
_WORKS = {
    "sy": "Symphony No. {no} in {key}, Op. {op}",
    "sn": "Piano Sonata No. {no} in {key}, Op. {op}",
    "co": "Violin Concerto No. {no} in {key}, Op. {op}",
    "su": "String Quartet No. {no} in {key}, Op. {op}",
    "op": "{title}: Opera in Three Acts",
}
_TEMPI = (
    "Allegro con brio", "Andante", "Scherzo: Vivace", "Finale: Presto", "Adagio molto",
    "Menuetto: Allegretto", "Rondo: Allegro", "Largo", "Allegro ma non troppo", "Poco adagio",
)  # fmt: skip
_OPERA = ("Introduzione", "Aria", "Duetto", "Coro", "Finale")
_PLACES = ("Montreux", "Tokyo", "Paris", "Carnegie Hall", "Lisbon", "Warsaw", "Austin", "Umeå")
_CITIES = ("Göteborg", "Leipzig", "Lyon", "Bristol", "Torino", "Bergen", "Winnipeg", "Brno")
_BODIES = ("Symphony Orchestra", "Chamber Orchestra", "Philharmonic Orchestra", "Sinfonietta")
# Label -> how it numbers: letters and five digits, six digits and -2, 8.nnnnnn, UPC form, small.
LABELS = {
    "Northlight": "letters NLD", "Verdigris": "letters VG", "Blue Heron": "letters BHCD",
    "Palisade/Heritage": "letters PK", "Old Mill": "small OMR", "Red Door Records": "small RDR",
    "Tangerine Dreams": "small TDCD", "Kiosk Records": "small KIOSK", "Concordia Musica": "six 46",
    "Philomel": "six 43", "Arcadia Classics": "six 51", "Meridian Sound": "six 83",
    "Cantus": "eight 8", "Stella Maris": "eight 9", "Capstan": "upc 7243", "Harbour/EMA": "upc 5099",
    "Disques du Quai": "letters DQ", "Klangwerk": "letters KW", "Sello Azul": "letters SAZ",
    "Onda": "small ONDA",
}  # fmt: skip


_LISTS = ("nouns", "adjectives", "patterns", "given", "family", "groups")
_IN_BARS = ("patterns", "groups")


class Inventor:
    """Invents; no title comes twice for one name. `chance` is the only source of it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._used: set[str] = set()

    def title(self, language: str) -> Text:
        """A title that was not there before."""
        for _ in range(1_000):
            found = self._phrase(language)
            if fold(found.printed) not in self._used:
                self._used.add(fold(found.printed))
                return found
        raise ValueError(f"There are no more titles in {language}: add words.")

    def track(self, language: str) -> Text:
        return self._phrase(language)

    def work(self, form: str, language: str) -> Text:
        """The title of a classical work."""
        values = {
            "no": self.chance.randrange(1, 28), "key": self.chance.choice(_KEYS),
            "op": self.chance.randrange(1, 140),
            "title": self.title(language).latin if form == "op" else "",
        }  # fmt: skip
        return Text(_WORKS[form].format(**values))

    def movements(self, form: str) -> tuple[Text, ...]:
        if form == "op":
            acts = ("Act 1", "Act 2", "Act 3")
            return tuple(Text(f"{act}: {part}") for act in acts for part in _OPERA)
        return tuple(map(Text, self.chance.sample(_TEMPI, 3 if form == "co" else 4)))

    def name(self, language: str, form: str) -> tuple[Text, bool]:
        """A name in direct order, and whether it is that of a group."""
        if form in CLASSICAL:
            return Text(self.chance.choice(_COMPOSERS)), False
        if self.chance.random() < 0.4:
            return self._filled(language, self._one(language, "groups")), True
        return self._person(language), False

    def person(self) -> str:
        language = self.chance.choice(("eng", "ger", "fre", "ita"))
        return self._person(language).printed

    def orchestra(self) -> str:
        return f"{self.chance.choice(_CITIES)} {self.chance.choice(_BODIES)}"

    def place(self) -> str:
        return self.chance.choice(_PLACES)

    def label(self) -> str:
        return self.chance.choice(tuple(LABELS))

    def other_label(self, label: str) -> str:
        return self.chance.choice([name for name in LABELS if name != label])

    def codes(self, label: str, *, ean: bool = False) -> dict[str, Any]:
        """A number and a UPC in the style of a label: the fields `numbers` and `upc`."""
        style, start = LABELS.get(label, "letters XCD").split()
        serial = self.chance.randrange(10_000, 99_999)
        if style == "small":
            upc = complete(f"40{self.chance.randrange(10**9, 10**10)}") if ean else ""
            return {"numbers": (f"{start} {serial % 300 + 1:03}",), "upc": upc}
        number, body = _numbered(style, start, serial, label)
        upc = complete(body)
        number = _in_groups(upc) if style == "upc" else number
        return {"numbers": (number,), "upc": complete(f"5{upc[:-1]}") if ean else upc}

    def next_codes(self, issue: Issue) -> dict[str, Any]:
        """The codes that the label gave next after those of an issue."""
        numbers = tuple(_next_number(number) for number in issue.numbers)
        if not issue.upc:
            return {"numbers": numbers, "upc": ""}
        body = issue.upc[:-2]
        upc = complete(f"{int(body) + 1:0{len(body)}}{issue.upc[-2]}")
        if any(re.sub(r"\D", "", number) == issue.upc for number in issue.numbers):
            numbers = (_in_groups(upc),)
        return {"numbers": numbers, "upc": upc}

    def _one(self, language: str, kind: str) -> str:
        return self.chance.choice(_words(language)[kind])

    def _phrase(self, language: str) -> Text:
        return self._filled(language, self._one(language, "patterns"))

    def _filled(self, language: str, pattern: str) -> Text:
        first, second = self.chance.sample(_words(language)["nouns"], 2)
        words = {"n": first, "m": second, "a": self._one(language, "adjectives")}
        printed, _, roman = pattern.partition("=*")
        own = {key: word.partition("=")[0] for key, word in words.items()}
        latin = {key: word.partition("=")[2] for key, word in words.items()}
        text = _capital(printed.format(**own))
        if not latin["n"]:
            return Text(text)
        return Text(text, _capital((roman or printed).format(**latin)))

    def _person(self, language: str) -> Text:
        given, family = self._one(language, "given"), self._one(language, "family")
        own, roman = given.partition("=")[::2]
        surname, latin = family.partition("=")[::2]
        if language == "jpn":
            return Text(f"{surname}{own}", f"{latin}, {roman}")
        return Text(f"{own} {surname}", f"{latin}, {roman}" if roman else "")


@cache
def _words(language: str) -> dict[str, list[str]]:
    """The words of a language; English where there are none of it."""
    every = json.loads(WORDS.read_text(encoding="utf-8"))
    found = every.get(language, every["eng"])
    return {key: found[key].split("|" if key in _IN_BARS else ",") for key in _LISTS}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _company(label: str) -> int:
    return sum(ord(sign) * place for place, sign in enumerate(label, start=7)) % 9_000 + 1_000


def _numbered(style: str, start: str, serial: int, label: str) -> tuple[str, str]:
    """A number, and the UPC made of it without its check digit, as labels make them."""
    if style == "six":
        six = f"{start}{serial % 10_000:04}"
        return f"{six[:3]} {six[3:]}-2", f"0289{six}2"
    if style == "eight":
        return f"{start}.5{serial}", f"730{start}99{serial}"
    if style == "upc":
        return "", f"{start}{serial % 8 + 1}{serial}2"
    return f"{start} {serial}", f"0{_company(label)}{serial}2"


def _in_groups(upc: str) -> str:
    """A UPC as order number: `7243 8 55229 2 5`."""
    return f"{upc[:4]} {upc[4]} {upc[5:10]} {upc[10]} {upc[11]}"


def _next_number(number: str) -> str:
    """The last group of at least two digits counts one up: `453 025-2` gives `453 026-2`."""
    groups = list(re.finditer(r"\d{2,}", number))
    if not groups:
        return f"{number} 2"
    last = groups[-1]
    return f"{number[: last.start()]}{int(last[0]) + 1:0{len(last[0])}}{number[last.end() :]}"
