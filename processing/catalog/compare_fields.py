"""Evidence of the description: title, name, label, years."""

import re
from collections.abc import Iterable, Sequence

from processing.catalog import scripts, title_numbers
from processing.catalog.evidence import Evidence, Field, Verdict
from processing.catalog.reading import CleanReading, YearKind
from processing.catalog.record import Record
from processing.catalog.text import (
    label_similarity,
    numbers,
    similarity,
)
from processing.catalog.thresholds import (
    LABEL_AGREES,
    LABEL_PARTLY,
    PART_MISSING,
    ROMANISED,
    TITLE_AGREES,
    TITLE_NUMBER_CONFLICT,
    TITLE_PARTLY,
    YEAR_SCORES,
)
from processing.catalog.wording import missing
from processing.catalog.years import Years, compare_years

YEAR_DIGITS = 4
# The name of a series, such as "20th century masters", that a record has elsewhere.
_CENTURY = re.compile(r"(?i)\b\d{1,2}(?:st|nd|rd|th) century\b")
_PART_KINDS = frozenset({"vol", "part", "book", "disc"})


def title_evidence(reading: CleanReading, record: Record) -> Evidence:
    """The best pair of title forms; a number that differs or a missing volume lowers it."""
    ours, theirs = _our_titles(reading), _their_titles(record)
    shown = " : ".join(filter(None, (reading.title, reading.subtitle)))
    if not ours or not theirs:
        sentence = missing("title", ours, theirs)
        return Evidence(Field.TITLE, Verdict.ABSENT, shown, record.title, None, sentence)
    score = max(similarity(a, b) for a in ours for b in theirs)
    if score < TITLE_AGREES and scripts.all_differ(ours, theirs):
        return _across_scripts(reading, shown, record.title, theirs)
    cap = _number_cap(shown, record.title)
    capped = min(score, cap)
    verdict = verdict_of(capped, TITLE_AGREES, TITLE_PARTLY)
    sentence = {
        Verdict.AGREE: "The title is the same.",
        Verdict.PARTIAL: "The title is alike but not the same.",
        Verdict.CONFLICT: "The title is another one.",
    }[verdict]
    if cap < 1.0 and score >= TITLE_PARTLY:
        sentence = "The titles differ in a number: a volume, part, or work."
    return Evidence(Field.TITLE, verdict, shown, record.title, capped, sentence)


def _across_scripts(
    reading: CleanReading, ours: str, shown: str, theirs: Sequence[str]
) -> Evidence:
    """A title in another script agrees partly in its romanised form, and never contradicts."""
    romanised = [similarity(a, b) for a in reading.romanized_titles for b in theirs]
    if max(romanised, default=0.0) >= TITLE_AGREES:
        sentence = "The title is the same in its romanised form."
        return Evidence(Field.TITLE, Verdict.PARTIAL, ours, shown, ROMANISED, sentence)
    sentence = "The title on the record is in another script and could not be compared."
    return Evidence(Field.TITLE, Verdict.ABSENT, ours, shown, None, sentence)


def label_evidence(reading: CleanReading, record: Record) -> Evidence:
    """The best pair of labels, those that stand with publisher numbers among them."""
    own = [number.label for number in record.publisher_numbers if number.label]
    ours, theirs = reading.labels, tuple(dict.fromkeys((*record.labels, *own)))
    if not ours or not theirs:
        sentence = missing("label", ours, theirs)
        return Evidence(Field.LABEL, Verdict.ABSENT, joined(ours), joined(theirs), None, sentence)
    score = max(label_similarity(a, b) for a in ours for b in theirs)
    verdict = verdict_of(score, LABEL_AGREES, LABEL_PARTLY)
    return Evidence(
        Field.LABEL, verdict, joined(ours), joined(theirs), score, said(verdict, "label")
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
        return TITLE_NUMBER_CONFLICT
    parts_left, parts_right = (
        _parts(numbers(_CENTURY.sub(" ", title))) for title in (ours, theirs)
    )
    known_left, known_right = {number for _, number in left}, {number for _, number in right}
    covered = parts_left <= known_right and parts_right <= known_left
    return 1.0 if covered else PART_MISSING


def _parts(found: title_numbers.Numbers) -> set[str]:
    """Numbers that tell a volume or a sequel ("Led Zeppelin II"); a year is none of them."""
    return {
        number
        for kind, number in found
        if kind in _PART_KINDS or (not kind and len(number) < YEAR_DIGITS)
    }


def verdict_of(score: float, agrees: float, partly: float) -> Verdict:
    if score >= agrees:
        return Verdict.AGREE
    return Verdict.PARTIAL if score >= partly else Verdict.CONFLICT


def said(verdict: Verdict, what: str) -> str:
    if verdict is Verdict.AGREE:
        return f"The {what} is the same."
    if verdict is Verdict.PARTIAL:
        return f"The {what} is alike but not the same."
    return f"The {what} on the record is another one."


def joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _shown_years(years: Years | None) -> str:
    signs = {YearKind.PHONOGRAM: "℗", YearKind.COPYRIGHT: "©"}
    found: Sequence[str] = [
        f"{signs[kind]}{year}" if kind in signs else f"{year} ({kind})"
        for kind, of_kind in (years or {}).items()
        for year in of_kind
    ]
    return ", ".join(found)
