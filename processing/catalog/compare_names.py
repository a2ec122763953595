"""Evidence of the names: who made the music, and where there is a composer, who plays it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from processing.catalog import scripts
from processing.catalog.compare_fields import joined, said, verdict_of
from processing.catalog.credits import by_kind
from processing.catalog.evidence import Evidence, Field, Verdict
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.catalog.text import fold, is_various, name_similarity, names_nobody
from processing.catalog.thresholds import (
    NAME_AGREES,
    NAME_PARTLY,
    OTHER_PERFORMERS,
    ROMANISED,
    STATED_NAME,
)
from processing.catalog.wording import missing


def name_evidence(reading: CleanReading, record: Record) -> Evidence:
    """Any name on the item may be any name of the record. "Various artists" is neutral, and so is
    "original soundtrack" unless the record has it.

    Where only the composer is the same, the performers are compared too.
    """
    stated = [name for name in (record.name, *record.names) if name]
    theirs = [name for name in stated if not is_various(name)]
    read = [name for name in (reading.name, *reading.other_names) if name and not is_various(name)]
    ours = [name for name in read if not names_nobody(name) or _same([name], theirs)]
    all_theirs = joined(dict.fromkeys([*stated, *filter(None, [record.responsibility])]))
    sides = (reading.name or joined(ours), all_theirs)
    if reading.name and is_various(reading.name) and record.name and is_various(record.name):
        sentence = "Both are by various artists."
        return Evidence(Field.NAME, Verdict.AGREE, *sides, 1.0, sentence)
    various = bool(reading.name and is_various(reading.name))
    if various or not ours or not (theirs or record.responsibility):
        sentence = missing("name", ours, theirs)
        sentence = "Various artists: names are not compared." if various else sentence
        return Evidence(Field.NAME, Verdict.ABSENT, *sides, None, sentence)
    score = _score(ours, theirs, record.responsibility)
    verdict = verdict_of(score, NAME_AGREES, NAME_PARTLY)
    found = Evidence(Field.NAME, verdict, *sides, score, said(verdict, "name"))
    if verdict is Verdict.AGREE:
        return _with_parts(found, reading, record, ours)
    if scripts.all_differ(ours, [*theirs, record.responsibility or ""]):
        return _across_scripts(found, reading.romanized_names, theirs)
    return found


def _score(ours: Sequence[str], theirs: Sequence[str], responsibility: str | None) -> float:
    score = max((name_similarity(a, b) for a in ours for b in theirs), default=0.0)
    if responsibility and any(_states(responsibility, name) for name in ours):
        return max(score, STATED_NAME)
    return score


def _states(responsibility: str, name: str) -> bool:
    """Whether a statement of responsibility has the name as it stands on the item."""
    return f" {fold(name)} " in f" {fold(responsibility)} "


def _across_scripts(found: Evidence, romanised: Sequence[str], theirs: Sequence[str]) -> Evidence:
    """A name in another script agrees partly in its romanised form, and never contradicts."""
    score = max((name_similarity(a, b) for a in romanised for b in theirs), default=0.0)
    if score >= NAME_AGREES:
        sentence = "The name is the same in its romanised form."
        return replace(found, verdict=Verdict.PARTIAL, score=ROMANISED, sentence=sentence)
    sentence = "The name on the record is in another script and could not be compared."
    return replace(found, verdict=Verdict.ABSENT, score=None, sentence=sentence)


def _with_parts(
    found: Evidence, reading: CleanReading, record: Record, ours: Sequence[str]
) -> Evidence:
    """The same work by others, or others' work by the same, is another record.

    Who performs what he has composed is no composer in this sense.
    """
    composers = [name for name in record.composers if not is_various(name)]
    if reading.composers and composers and not _same(reading.composers, composers):
        sentence = f"The composer is another one: {reading.composers[0]} on the item."
        return replace(found, verdict=Verdict.CONFLICT, score=OTHER_PERFORMERS, sentence=sentence)
    known = [
        *(name for name in composers if not _same([name], record.performers)),
        *(name for name in reading.composers if not _same([name], reading.performers)),
    ]
    if not _same(ours, known):
        return found
    own, other = _without(reading.performers, known), _without(record.performers, known)
    told = " ".join(filter(None, (record.responsibility, *record.notes)))
    for mine, their in zip(by_kind(own), by_kind(other), strict=True):
        if (
            mine
            and their
            and not _same(mine, their)
            and not any(_states(told, one) for one in mine)
        ):
            sentence = (
                f"The composer is the same, the performers are others: {mine[0]} on the item, "
                f"{their[0]} on the record."
            )
            return replace(
                found, verdict=Verdict.CONFLICT, score=OTHER_PERFORMERS, sentence=sentence
            )
    return found


def _same(ours: Iterable[str], theirs: Sequence[str]) -> bool:
    return any(name_similarity(a, b) >= NAME_AGREES for a in ours for b in theirs)


def _without(names: Iterable[str], composers: Sequence[str]) -> list[str]:
    return [name for name in names if not is_various(name) and not _same([name], composers)]
