"""The shape of a catalog entry: what a cataloger recorded, before it becomes MARC.

OCLC numbers of the sample begin with 9900000: far above any number that OCLC has given,
so that nobody can take one for a real record. They are made from the entry's own number.
"""

from dataclasses import dataclass
from enum import StrEnum

RESERVED_OCLC = 9_900_000_000


class Carrier(StrEnum):
    """What the record describes."""

    CD = "cd"
    LP = "lp"
    CASSETTE = "cassette"


class Rules(StrEnum):
    """The rules a record was made under."""

    RDA = "rda"
    AACR2 = "aacr2"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the sample catalog, in a cataloger's own order.

    `name` is the heading of 1xx with its kind ("100", "110" or none); `statement` is 245 $c.
    `numbers` are 028 $a; `gtin` is 024 $a. `year` is the year of issue; `original` is 008
    Date 2 for a reissue. `contents` is 505 $a as the cataloger typed it. `added` are further
    headings, each "700 Name" or "710 Name". `oclc` says whether it has an OCLC number.
    """

    number: str
    title: str
    label: str
    numbers: tuple[str, ...]
    year: int
    name: str = ""
    kind: str = "100"
    remainder: str = ""
    statement: str = ""
    place: str = "New York"
    country: str = "nyu"
    gtin: str | None = None
    carrier: Carrier = Carrier.CD
    rules: Rules = Rules.AACR2
    level: str = " "
    oclc: bool = True
    pieces: int = 1
    minutes: int | None = None
    phonogram: int | None = None
    original: int | None = None
    edition: str = ""
    uniform: str = ""
    contents: tuple[str, ...] = ()
    performers: str = ""
    notes: tuple[str, ...] = ()
    recorded: str = ""
    subjects: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    language: str = "eng"
    cataloged_in: str = "eng"
    form: str = "pp"

    @property
    def oclc_number(self) -> int | None:
        """The made-up OCLC number, in the reserved range."""
        return RESERVED_OCLC + int(self.number.removeprefix("smp")) if self.oclc else None
