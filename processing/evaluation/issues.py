"""An issue as its item shows it: what both a reading and a cataloger's record are made from."""

from dataclasses import dataclass

from processing.catalog import gtin
from processing.catalog.reading import CleanReading, CleanTrack, YearKind
from processing.sample.entries import Carrier

VARIOUS = "Various artists"


@dataclass(frozen=True, slots=True)
class Text:
    """A text as printed; `roman` is its romanization where it is in another script."""

    printed: str
    roman: str = ""

    @property
    def latin(self) -> str:
        return self.roman or self.printed


@dataclass(frozen=True, slots=True)
class Song:
    """A track; `seconds` is None where nothing tells it, `by` its performer or composer."""

    title: Text
    disc: int = 1
    seconds: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue. `name` is in direct order ("Miles Davis"), `group` where it is no person's.

    `upc` has 12 or 13 digits or is empty. `year` is the year of issue, `phonogram` the ℗ on the
    item, `original` the year of the first issue where this is a later one. `edition`, `note` and
    `issued_as` are for the record alone: 250, 500, and a publisher number that only the record has.
    """

    title: Text
    name: Text
    label: str
    year: int
    songs: tuple[Song, ...]
    numbers: tuple[str, ...] = ()
    upc: str = ""
    phonogram: int | None = None
    original: int | None = None
    copyright: int | None = None
    discs: int = 1
    group: bool = False
    performers: tuple[str, ...] = ()
    language: str = "eng"
    form: str = "pp"
    carrier: Carrier = Carrier.CD
    edition: str = ""
    note: str = ""

    @property
    def various(self) -> bool:
        return self.name.printed == VARIOUS


_MUSIC = {"jz": "jazz", "bl": "jazz", "op": "opera", "or": "opera", "sy": "classical",
          "sn": "classical", "co": "classical", "su": "classical"}  # fmt: skip


_COMPOSED = frozenset({"sy", "sn", "co", "su", "or", "op"})


def music_of(issue: Issue) -> str:
    """What an issue is, for the report: its script first, then its make-up, then its form."""
    if issue.title.roman or issue.name.roman:
        return "non-Latin script"
    if issue.various:
        return "compilation"
    form = _MUSIC.get(issue.form, "popular")
    return "set" if issue.discs > 1 and form != "opera" else form


def complete(body: str) -> str:
    """A UPC or EAN from its first digits: the check digit is added."""
    return body + gtin.check_digit(body)


def reading_of_issue(issue: Issue, *, durations: bool = True) -> CleanReading:
    """The reading of an item of this issue that nothing has damaged."""
    years: dict[YearKind, tuple[int, ...]] = {
        kind: (year,)
        for kind, year in (
            (YearKind.PHONOGRAM, issue.phonogram),
            (YearKind.COPYRIGHT, issue.copyright),
        )
        if year
    }
    code = gtin.parse(issue.upc)
    return CleanReading(
        title=issue.title.printed,
        name=issue.name.printed,
        other_names=issue.performers,
        composers=(issue.name.printed,) if issue.form in _COMPOSED else (),
        performers=issue.performers,
        labels=(issue.label,),
        gtins=(code,) if code else (),
        publisher_numbers=issue.numbers,
        years=years or None,
        tracks=_tracks(issue, durations=durations),
        disc_count=issue.discs,
        romanized_titles=(issue.title.roman,) if issue.title.roman else (),
        romanized_names=(issue.name.roman,) if issue.name.roman else (),
    )


def _tracks(issue: Issue, *, durations: bool) -> tuple[CleanTrack, ...]:
    return tuple(
        CleanTrack(
            song.title.printed,
            disc=song.disc if issue.discs > 1 else None,
            number=place,
            seconds=song.seconds if durations else None,
            responsibility=song.by or None,
        )
        for place, song in enumerate(issue.songs, start=1)
    )
