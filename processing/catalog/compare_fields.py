"""Evidence of the description: title, name, label, years."""

from collections.abc import Iterable, Sequence

from processing.catalog import title_numbers
from processing.catalog.evidence import Evidence, Field, Verdict
from processing.catalog.reading import CleanReading, YearKind
from processing.catalog.record import Record
from processing.catalog.text import (
    fold,
    is_various,
    label_similarity,
    name_similarity,
    numbers,
    similarity,
)
from processing.catalog.wording import missing
from processing.catalog.years import Years, compare_years

TITLE_AGREES, TITLE_PARTLY = 0.85, 0.6
NAME_AGREES, NAME_PARTLY = 0.8, 0.6
LABEL_AGREES, LABEL_PARTLY = 0.85, 0.5
NUMBER_CONFLICT_CAP = 0.5
PART_MISSING_CAP = 0.84
STATED_NAME_SCORE = 0.95
YEAR_SCORES = {Verdict.AGREE: 1.0, Verdict.PARTIAL: 0.6, Verdict.CONFLICT: 0.0}
_PART_KINDS = frozenset({"vol", "part", "book", "disc"})


def title_evidence(reading: CleanReading, record: Record) -> Evidence:
    """The best pair of title forms; a number that differs or a missing volume lowers it."""
    ours, theirs = _our_titles(reading), _their_titles(record)
    shown = " : ".join(filter(None, (reading.title, reading.subtitle)))
    if not ours or not theirs:
        sentence = missing("title", ours, theirs)
        return Evidence(Field.TITLE, Verdict.ABSENT, shown, record.title, None, sentence)
    score = max(similarity(a, b) for a in ours for b in theirs)
    capped = min(score, _number_cap(shown, record.title))
    verdict = _verdict(capped, TITLE_AGREES, TITLE_PARTLY)
    sentence = {
        Verdict.AGREE: "The title is the same.",
        Verdict.PARTIAL: "The title is alike but not the same.",
        Verdict.CONFLICT: "The title is another one.",
    }[verdict]
    if capped < score:
        sentence = "The titles differ in a number: a volume, part, or work."
    return Evidence(Field.TITLE, verdict, shown, record.title, capped, sentence)


def name_evidence(reading: CleanReading, record: Record) -> Evidence:
    """Any name on the item may be any name of the record. "Various artists" is neutral."""
    ours = [name for name in (reading.name, *reading.other_names) if name and not is_various(name)]
    stated = [name for name in (record.name, *record.names) if name]
    theirs = [name for name in stated if not is_various(name)]
    shown_theirs = _shown(dict.fromkeys([*stated, *filter(None, [record.responsibility])]))
    shown_ours = reading.name or _shown(ours)
    if reading.name and is_various(reading.name) and record.name and is_various(record.name):
        sentence = "Both are by various artists."
        return Evidence(Field.NAME, Verdict.AGREE, shown_ours, shown_theirs, 1.0, sentence)
    various = bool(reading.name and is_various(reading.name))
    if various or not ours or not (theirs or record.responsibility):
        sentence = missing("name", ours, theirs)
        sentence = "Various artists: names are not compared." if various else sentence
        return Evidence(Field.NAME, Verdict.ABSENT, shown_ours, shown_theirs, None, sentence)
    score = max((name_similarity(a, b) for a in ours for b in theirs), default=0.0)
    if record.responsibility and any(_states(record.responsibility, name) for name in ours):
        score = max(score, STATED_NAME_SCORE)
    verdict = _verdict(score, NAME_AGREES, NAME_PARTLY)
    return Evidence(Field.NAME, verdict, shown_ours, shown_theirs, score, _said(verdict, "name"))


def label_evidence(reading: CleanReading, record: Record) -> Evidence:
    """The best pair of labels, those that stand with publisher numbers among them."""
    own = [number.label for number in record.publisher_numbers if number.label]
    ours, theirs = reading.labels, tuple(dict.fromkeys((*record.labels, *own)))
    if not ours or not theirs:
        sentence = missing("label", ours, theirs)
        return Evidence(Field.LABEL, Verdict.ABSENT, _shown(ours), _shown(theirs), None, sentence)
    score = max(label_similarity(a, b) for a in ours for b in theirs)
    verdict = _verdict(score, LABEL_AGREES, LABEL_PARTLY)
    return Evidence(
        Field.LABEL, verdict, _shown(ours), _shown(theirs), score, _said(verdict, "label")
    )


def year_evidence(reading: CleanReading, record: Record) -> Evidence:
    """See `compare_years`."""
    found = compare_years(reading.years, record.years)
    shown = (_shown_years(reading.years), _shown_years(record.years))
    score = YEAR_SCORES.get(found.verdict)
    return Evidence(Field.YEARS, found.verdict, *shown, score, found.sentence)


def _our_titles(reading: CleanReading) -> list[str]:
    full = f"{reading.title} : {reading.subtitle}" if reading.title and reading.subtitle else None
    forms = (reading.title, full, *reading.other_titles)
    return [form for form in forms if form]


def _their_titles(record: Record) -> list[str]:
    return [form for form in dict.fromkeys((record.title, *record.titles)) if form]


def _number_cap(ours: str, theirs: str) -> float:
    """What the numbers of the full titles allow, whatever shorter forms agree."""
    left, right = numbers(ours), numbers(theirs)
    if title_numbers.conflict(left, right):
        return NUMBER_CONFLICT_CAP
    parts_left = {number for kind, number in left if kind in _PART_KINDS}
    parts_right = {number for kind, number in right if kind in _PART_KINDS}
    known_left, known_right = {number for _, number in left}, {number for _, number in right}
    covered = parts_left <= known_right and parts_right <= known_left
    return 1.0 if covered else PART_MISSING_CAP


def _states(responsibility: str, name: str) -> bool:
    """Whether a statement of responsibility has the name as it stands on the item."""
    return f" {fold(name)} " in f" {fold(responsibility)} "


def _verdict(score: float, agrees: float, partly: float) -> Verdict:
    if score >= agrees:
        return Verdict.AGREE
    return Verdict.PARTIAL if score >= partly else Verdict.CONFLICT


def _said(verdict: Verdict, what: str) -> str:
    if verdict is Verdict.AGREE:
        return f"The {what} is the same."
    if verdict is Verdict.PARTIAL:
        return f"The {what} is alike but not the same."
    return f"The {what} on the record is another one."


def _shown(values: Iterable[str]) -> str:
    return "; ".join(values)


def _shown_years(years: Years | None) -> str:
    signs = {YearKind.PHONOGRAM: "℗", YearKind.COPYRIGHT: "©"}
    found: Sequence[str] = [
        f"{signs[kind]}{year}" if kind in signs else f"{year} ({kind})"
        for kind, of_kind in (years or {}).items()
        for year in of_kind
    ]
    return ", ".join(found)
