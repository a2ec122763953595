"""What was read from the photos of one disc.

A `Reading` is what a reader saw, printed form kept. A `CleanReading` is what the
rules made of it (and of a cataloger's corrections): the form that search and compare use.
Unsure is None, never a guess: a value that is not given counts neither for nor against.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Legibility(StrEnum):
    """How sure a value is: read in full, read in part, or a guess not to be relied on."""

    CLEAR = "clear"
    PARTLY = "partly"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Value:
    """One text as printed, and where it stands.

    `photo` is the id of the photo; `box` is left, top, right, bottom in pixels of the
    working JPEG. Both are None for a value that a cataloger typed. `romanized` is a model's own
    romanization of text in another script: not ALA-LC, and for searching only.
    """

    text: str
    photo: int | None = None
    box: tuple[int, int, int, int] | None = None
    legibility: Legibility = Legibility.CLEAR
    romanized: str | None = None


class YearKind(StrEnum):
    """The years of a recording are different facts (facts: matching and MARC, section 6)."""

    PHONOGRAM = "phonogram"
    COPYRIGHT = "copyright"
    RELEASED = "released"
    RECORDED = "recorded"
    ORIGINAL = "original"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class YearRead:
    """A year with its kind; `year` is 4 digits, `value.text` the whole statement as printed."""

    year: int
    kind: YearKind
    value: Value


@dataclass(frozen=True, slots=True)
class TrackRead:
    """One track as printed. `disc` and `number` are None where not told; `seconds` is the duration."""

    title: Value
    disc: int | None = None
    number: int | None = None
    seconds: int | None = None
    responsibility: Value | None = None
    transliteration: str | None = None


@dataclass(frozen=True, slots=True)
class BarcodeRead:
    """A UPC/EAN of the disc: `decoded` from the bars, `printed` from the digits under them.

    `doubtful` means that two different codes were read and no vote settled it.
    """

    decoded: str | None = None
    printed: str | None = None
    photo: int | None = None
    box: tuple[int, int, int, int] | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class ContributorRead:
    """A further name with its role as printed ("producer"), None where not told."""

    name: Value
    role: str | None = None


class Part(StrEnum):
    """The parts of an item that are read each by itself: a disc may lie in the wrong case."""

    DISC = "disc"
    CASE = "case"
    BOOKLET = "booklet"


@dataclass(frozen=True, slots=True)
class PartRead:
    """What one part of the item shows."""

    part: Part
    title: Value | None = None
    name: Value | None = None
    numbers: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one disc's photos. Every field may be empty.

    `number_labels` maps a publisher number to the label that stands beside it. `languages` are
    those that are sung or spoken. `obscured` names what a sticker hides.
    """

    title: Value | None = None
    subtitle: Value | None = None
    parallel_titles: tuple[Value, ...] = ()
    part_title: Value | None = None
    responsibility: Value | None = None
    name: Value | None = None
    contributors: tuple[ContributorRead, ...] = ()
    labels: tuple[Value, ...] = ()
    place: Value | None = None
    barcodes: tuple[BarcodeRead, ...] = ()
    publisher_numbers: tuple[Value, ...] = ()
    years: tuple[YearRead, ...] = ()
    tracks: tuple[TrackRead, ...] = ()
    disc_count: int | None = None
    number_labels: dict[str, str] = field(default_factory=dict)
    parts: tuple[PartRead, ...] = ()
    languages: tuple[str, ...] = ()
    printed_languages: tuple[str, ...] = ()
    carrier_words: tuple[Value, ...] = ()
    notes: tuple[Value, ...] = ()
    obscured: tuple[str, ...] = ()
    condition: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanTrack:
    """A track ready to be compared; `seconds` is its duration, None where not told."""

    title: str
    disc: int | None = None
    number: int | None = None
    seconds: int | None = None
    responsibility: str | None = None


@dataclass(frozen=True, slots=True)
class CleanReading:
    """The reading as search and compare use it.

    `gtins` are 14-digit GTINs with a right check digit; `weak_gtins` are repairs of damaged
    ones and only good for searching. `publisher_numbers` keep the printed form.
    `years` maps a kind to its years. `doubts` says in words what is not sure and why:
    a disc with a doubt about what carried the match is never High confidence.
    `other_titles` are parallel titles, each as good as `title` for comparing; `romanized_titles`
    and `romanized_names` help a search, and where the record is in another script. `composers` and
    `performers` are those of the names whose part the item tells. `notes` is what else is printed.
    """

    title: str | None = None
    subtitle: str | None = None
    other_titles: tuple[str, ...] = ()
    name: str | None = None
    other_names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    gtins: tuple[str, ...] = ()
    weak_gtins: tuple[str, ...] = ()
    publisher_numbers: tuple[str, ...] = ()
    years: dict[YearKind, tuple[int, ...]] | None = None
    tracks: tuple[CleanTrack, ...] = ()
    disc_count: int | None = None
    romanized_titles: tuple[str, ...] = ()
    romanized_names: tuple[str, ...] = ()
    composers: tuple[str, ...] = ()
    performers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
