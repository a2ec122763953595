"""An issue as a cataloger describes it, with the habits of one: some fields are left out.

The description becomes MARC and is read back, so what a record loses there is lost here too.
"""

import random
from dataclasses import dataclass

from pymarc import Field, Indicators, Record, Subfield

from processing.catalog.marc import record_from_marc
from processing.catalog.record import Record as CatalogRecord
from processing.evaluation.issues import Issue, Song
from processing.sample.entries import Carrier, Entry, Rules
from processing.sample.marc import marc

MUCH, LITTLE = 0.85, 0.15
_SCRIPTS = {"jpn": "$1", "chi": "$1", "kor": "$1", "rus": "(N", "gre": "(S", "heb": "(2"}


@dataclass(frozen=True, slots=True)
class Habit:
    """What a cataloger does and leaves out. `copies_phonogram`: the ℗ is given as year of issue."""

    gtin: bool = True
    numbers: bool = True
    contents: bool = True
    durations: bool = False
    capitals: bool = False
    copies_phonogram: bool = False
    short_label: bool = False
    rules: Rules = Rules.AACR2
    level: str = " "
    language: str = "eng"


FULL = Habit()


def habit(chance: random.Random) -> Habit:
    """A cataloger by chance, as often with each habit as real records have it."""
    has_gtin = chance.random() < MUCH
    return Habit(
        gtin=has_gtin,
        numbers=not has_gtin or chance.random() < MUCH,
        contents=chance.random() < MUCH,
        durations=chance.random() < 0.4,
        capitals=chance.random() < LITTLE,
        copies_phonogram=chance.random() < 0.1,
        short_label=chance.random() < LITTLE,
        rules=chance.choice((Rules.AACR2, Rules.RDA)),
        level=chance.choice((" ", " ", "I", "7", "M")),
    )


def described(issue: Issue, *, source: str, number: str, habit: Habit = FULL) -> CatalogRecord:
    """The record of an issue, `number` being its control number."""
    made = marc(_entry(issue, number, habit))
    _add_originals(made, issue)
    return record_from_marc(made, source=source, number=number)


def _entry(issue: Issue, number: str, habit: Habit) -> Entry:
    kind, name = _heading(issue)
    label = issue.label.split(" / ")[0].split("/")[0] if habit.short_label else issue.label
    # Who copies the ℗ does not see that there was an earlier issue.
    copied = habit.copies_phonogram and issue.phonogram and not issue.original
    return Entry(
        number, _case(issue.title.latin, habit), label,
        issue.numbers if habit.numbers else (),
        issue.phonogram if copied and issue.phonogram else issue.year,
        name=name, kind=kind, statement=_statement(issue),
        gtin=issue.upc if habit.gtin and issue.upc else None,
        carrier=issue.carrier, rules=habit.rules, level=habit.level, oclc=False,
        pieces=issue.discs,
        phonogram=issue.phonogram if issue.phonogram == issue.year or habit.rules is Rules.RDA else None,
        original=issue.original, edition=issue.edition,
        contents=(_contents(issue, habit),) if habit.contents and issue.songs else (),
        performers=" ; ".join(issue.performers), notes=(issue.note,) if issue.note else (),
        language=issue.language, cataloged_in=habit.language, form=issue.form,
        added=tuple(f"700 {_inverted(one)}" for one in issue.performers),
    )  # fmt: skip


def _heading(issue: Issue) -> tuple[str, str]:
    if issue.various:
        return "100", ""
    if issue.group:
        return "110", issue.name.latin
    latin = issue.name.latin
    return "100", latin if "," in latin else _inverted(latin)


def _inverted(name: str) -> str:
    given, space, family = name.rpartition(" ")
    return f"{family}, {given}" if space else name


def _statement(issue: Issue) -> str:
    if issue.various:
        return ""
    return " ; ".join((issue.name.latin, *issue.performers))


def _case(text: str, habit: Habit) -> str:
    """As a cataloger writes it: only the first letter is large."""
    return text if habit.capitals else text[:1] + text[1:].lower()


def _contents(issue: Issue, habit: Habit) -> str:
    songs = [_song(song, habit) for song in issue.songs]
    if issue.discs == 1:
        return " -- ".join(songs) + "."
    parts = []
    for disc in range(1, issue.discs + 1):
        own = [text for text, song in zip(songs, issue.songs, strict=True) if song.disc == disc]
        parts.append(f"Disc {disc}. " + " -- ".join(own))
    return ". ".join(parts) + "."


def _song(song: Song, habit: Habit) -> str:
    text = _case(song.title.latin, habit)
    if song.by:
        text += f" / {song.by}"
    if habit.durations and song.seconds:
        text += f" ({song.seconds // 60}:{song.seconds % 60:02})"
    return text


def _add_originals(made: Record, issue: Issue) -> None:
    """880s with the title, the name and the tracks in their own script."""
    if not issue.title.roman:
        return
    script = _SCRIPTS.get(issue.language, "$1")
    texts = {
        "245": issue.title.printed,
        "100" if not issue.group else "110": issue.name.printed if issue.name.roman else "",
        "505": " -- ".join(song.title.printed for song in issue.songs),
    }
    for place, (tag, text) in enumerate(texts.items(), start=1):
        fields = made.get_fields(tag)
        if not text or not fields:
            continue
        fields[0].subfields.insert(0, Subfield("6", f"880-{place:02}"))
        first, second = fields[0].indicators or (" ", " ")
        own = [Subfield("6", f"{tag}-{place:02}/{script}"), Subfield("a", text)]
        made.add_field(Field("880", Indicators(first, second), own))


def is_cd(issue: Issue) -> bool:
    return issue.carrier is Carrier.CD
