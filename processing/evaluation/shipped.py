"""The corpus that ships with the program: albums with known facts, and invented families.

Both are made in the same way and always reported apart. Each disc is read and damaged; in more
than a quarter of the cases the true record is hidden, and what is like it stays.
"""

import random
from dataclasses import replace

from processing.catalog.record import Record
from processing.evaluation.building import Builder
from processing.evaluation.cases import Corpus
from processing.evaluation.cataloging import described, habit, is_cd
from processing.evaluation.families import FAMILIES, SEED, Family, families, related
from processing.evaluation.handmade import albums
from processing.evaluation.invention import Inventor
from processing.evaluation.issues import Issue, music_of, reading_of_issue
from processing.evaluation.neighbours import suitable

HANDMADE, GENERATED = "handmade", "generated"
PARALLEL = 0.15  # of the issues have a second record, in another language of cataloging
EDITIONS = "editions of an album"


def generated(count: int = FAMILIES, seed: int = SEED) -> Corpus:
    """Invented families, `count` of them."""
    builder = Builder(GENERATED, seed)
    for place, family in enumerate(families(count, seed)):
        _add_family(builder, family, absent_base=bool(place % 2))
    return builder.corpus()


def handmade(seed: int = SEED) -> Corpus:
    """The albums, each with its known issues on CD, or with one that is made to be like it."""
    builder = Builder(HANDMADE, seed)
    inventor = Inventor(random.Random(seed))
    for place, issues in enumerate(albums()):
        first = issues[0]
        if len(issues) > 1:
            family = Family(_name(first), EDITIONS, first, issues[1])
        else:
            kinds = suitable(first.form)
            family = related(first, kinds[place % len(kinds)], inventor)
        _add_family(builder, family, absent_base=bool(place % 2))
    return builder.corpus()


def _name(issue: Issue) -> str:
    return f"{issue.name.latin} / {issue.title.latin}"


def _add_family(builder: Builder, family: Family, *, absent_base: bool) -> None:
    """Discs of the issue and of its neighbour; one of them without its record."""
    neighbour = _describe(builder, family.neighbour)
    base = neighbour if family.part else _describe(builder, family.base)
    _add(builder, family, family.base, base, present=True)
    if absent_base or not is_cd(family.neighbour):
        _add(builder, family, family.base, base, present=False)
    else:
        _add(builder, family, family.neighbour, neighbour, present=False)
    if absent_base and is_cd(family.neighbour):
        _add(builder, family, family.neighbour, neighbour, present=True)


def _describe(builder: Builder, issue: Issue) -> list[Record]:
    """The records of an issue: one, or two in two languages of cataloging."""
    habits = [habit(builder.chance)]
    if builder.chance.random() < PARALLEL:
        habits.append(replace(habit(builder.chance), language="ger"))
    found = [
        described(
            issue,
            source=builder.name,
            number=f"{builder.name}-{builder.count + place:05}",
            habit=one,
        )
        for place, one in enumerate(habits, start=1)
    ]
    builder.keep(found)
    return found


def _add(
    builder: Builder, family: Family, issue: Issue, records: list[Record], *, present: bool
) -> None:
    reading = reading_of_issue(issue, durations=builder.chance.random() < 0.5)
    builder.add(
        reading,
        records,
        family=family.name,
        kind=family.kind,
        present=present,
        music=music_of(issue),
    )
