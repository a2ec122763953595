"""Invented families of releases: an issue, one that is taken for it, and discs of both."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from processing.evaluation.invention import CLASSICAL, Inventor
from processing.evaluation.issues import VARIOUS, Issue, Song, Text
from processing.evaluation.neighbours import Kind, suitable

SEED = 20261128
FAMILIES = 1_400  # so many that more than 600 titles of them are accepted
# Form of music (008/18-19) and language, as often as they stand here.
_MIX = (
    *[("pp", "eng")] * 3, *[("rc", "eng")] * 3, *[("jz", "eng")] * 3, ("cy", "eng"), ("bl", "eng"),
    *[("pp", "ger")] * 2, *[("pp", "fre")] * 2, *[("pp", "spa")] * 2, ("pp", "ita"), ("pp", "por"),
    ("pp", "rus"), ("pp", "jpn"), ("sy", "eng"), ("sn", "eng"), ("co", "eng"), ("su", "eng"),
    ("op", "ita"), *[("va", "eng")] * 2, ("va", "fre"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Family:
    """An issue, its neighbour, and what makes the two alike. `part`: see `neighbours.Kind`."""

    name: str
    kind: str
    base: Issue
    neighbour: Issue
    part: bool = False


def families(count: int = FAMILIES, seed: int = SEED) -> Iterator[Family]:
    """Always the same for the same count and seed."""
    chance = random.Random(seed)
    inventor = Inventor(chance)
    for place in range(count):
        form, language = _MIX[place % len(_MIX)]
        issue = invented(inventor, form, language)
        kinds = suitable(issue.form)
        yield related(issue, kinds[(place // len(_MIX) + place) % len(kinds)], inventor)


def related(issue: Issue, kind: Kind, inventor: Inventor) -> Family:
    """The family of an issue and the neighbour that a kind of confusion gives it."""
    base, neighbour = kind.rule(issue, inventor)
    return Family(f"{base.name.latin} / {base.title.latin}", kind.name, base, neighbour, kind.part)


def invented(inventor: Inventor, form: str, language: str) -> Issue:
    """An issue of a form of music; "va" is a collection of various artists."""
    year = inventor.chance.randrange(1984, 2013)
    label = inventor.label()
    issue = Issue(
        title=_title(inventor, form, language), name=Text(VARIOUS), label=label, year=year,
        songs=_songs(inventor, form, language), phonogram=year,
        copyright=year if inventor.chance.random() < 0.7 else None,
        language=language, form="pp" if form == "va" else form, **inventor.codes(label),
    )  # fmt: skip
    if form == "va":
        return issue
    name, group = inventor.name(language, form)
    if form not in CLASSICAL:
        return replace(issue, name=name, group=group, discs=issue.songs[-1].disc)
    performers = (inventor.orchestra(), inventor.person())
    return replace(issue, name=name, performers=performers, discs=issue.songs[-1].disc)


def _title(inventor: Inventor, form: str, language: str) -> Text:
    return inventor.work(form, language) if form in CLASSICAL else inventor.title(language)


def _songs(inventor: Inventor, form: str, language: str) -> tuple[Song, ...]:
    chance = inventor.chance
    if form in CLASSICAL:
        titles = inventor.movements(form)
    else:
        titles = tuple(inventor.track(language) for _ in range(chance.randrange(6, 14)))
    per_disc = len(titles) // 2 if form == "op" else len(titles)
    return tuple(
        Song(
            title,
            disc=1 + place // per_disc if form == "op" else 1,
            seconds=chance.randrange(95, 560),
            by=inventor.person() if form == "va" else "",
        )
        for place, title in enumerate(titles)
    )
