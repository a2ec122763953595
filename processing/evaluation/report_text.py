"""The figures as plain text, for the terminal."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from processing.catalog.doubts import FIELD_NAMES
from processing.catalog.evidence import Verdict
from processing.evaluation import scoring
from processing.evaluation.cases import Result
from processing.evaluation.fitting import high_confidence
from processing.evaluation.measuring import Measured
from processing.evaluation.reliability import bins, expected_error, told
from processing.evaluation.scoring import Figures
from processing.evaluation.tracklists import Passed

Table = Callable[[Sequence[str], Sequence[Sequence[str]]], Iterable[str]]
NOT_YOURS = "Measured on a test set, not on your discs."
MOST_WRONG = 50  # wrong accepts that are shown in full
MOST_REASONS = 12
LONGEST = 70  # characters of a value
HEADS = (
    "", "cases", "accepted right", "wrong", "review", "precision", "at least", "coverage",
    "coverage with a code", "in the ten", "reference accepts", "of them wrong",
)  # fmt: skip


def percent(share: float | None, places: int = 1) -> str:
    """`0.9951` as "99.5 %"; a dash where there is nothing."""
    return "–" if share is None else f"{100 * share:.{places}f} %"


def lines(measured: Measured, table: Table) -> Iterator[str]:
    """All of one corpus. `table` makes lines of heads and rows."""
    found = measured.figures
    yield f"{measured.name}: {found.cases} discs of {_titles(measured.results)} titles"
    yield f"  {NOT_YOURS}"
    yield from _summary(found)
    for heading, name in scoring.GROUPINGS:
        groups = scoring.by(measured.results, name)
        if not groups:
            continue
        yield ""
        yield f"  {heading}"
        rows = [row(group, one) for group, one in groups.items()]
        yield from (f"  {line}" for line in table(HEADS, rows))
    yield from _why_not(measured.results, table)
    yield from _reliability(measured.results, table)
    yield from _tracks(measured.tracks, table)
    if measured.upcs:
        yield ""
        yield f"  UPCs of the list ({measured.upcs.total():,})"
        rows = [(outcome, f"{count:,}") for outcome, count in measured.upcs.most_common()]
        yield from (f"  {line}" for line in table(("", "UPCs"), rows))
    yield from wrong(measured.results)


def _summary(found: Figures) -> Iterator[str]:
    yield (
        f"  accepted {found.accepted} (right {found.right}, wrong {found.wrong}), "
        f"to review {found.review}"
    )
    yield (
        f"  precision {percent(found.precision)}; {found.titles} accepted titles, "
        f"{found.wrong_titles} of them wrong: with 95 % certainty at least "
        f"{percent(found.lower, 2)} of titles are right"
    )
    yield (
        f"  accepted although the record is not there: {found.wrong_absent} of "
        f"{found.cases - found.present}"
    )
    yield (
        f"  coverage {percent(found.coverage)} of {found.present} whose record is there; "
        f"{percent(found.coverage_identified)} of {found.identified} where a code survived"
    )
    yield f"  the record is among the ten: {percent(found.recall_at_10)}"
    yield (
        f"  the reference's rule, given our best candidate: accepts {found.reference_accepted}, "
        f"{found.reference_wrong} of them wrong (precision {percent(found.reference_precision)})"
    )
    yield f"  a model would be asked (when_needed): {percent(found.asked_share)} of the discs"


def row(name: str, found: Figures) -> tuple[str, ...]:
    """The figures of one kind of case, as HEADS names them."""
    return (
        name, str(found.cases), str(found.right), str(found.wrong), str(found.review),
        percent(found.precision), percent(found.lower) if found.titles else "–",
        _of(found.coverage, found.present), _of(found.coverage_identified, found.identified),
        percent(found.recall_at_10), str(found.reference_accepted), str(found.reference_wrong),
    )  # fmt: skip


def _of(share: float | None, count: int) -> str:
    return "–" if share is None else f"{percent(share)} of {count}"


def _why_not(results: Sequence[Result], table: Table) -> Iterator[str]:
    if found := scoring.why_not(results)[:MOST_REASONS]:
        yield ""
        yield "  Why discs with a right code went to review"
        rows = [(str(count), reason) for reason, count in found]
        yield from (f"  {line}" for line in table(("discs", "reason"), rows))


def _reliability(results: Sequence[Result], table: Table) -> Iterator[str]:
    yield ""
    yield f"  Confidence and truth; expected calibration error {_error(results)}"
    rows = [
        (f"{one.low}–{one.high}", str(one.count), percent(one.said), percent(one.right))
        for one in bins(results)
    ]
    heads = ("confidence", "matches", "says", "is right")
    yield from (f"  {line}" for line in table(heads, rows))
    yield "  (each match by weights that were fitted without its title)"
    yield f"  {high_confidence_words(results)}"


def high_confidence_words(results: Sequence[Result]) -> str:
    """What HIGH_CONFIDENCE would have to be, of these matches."""
    lowest = high_confidence(told(results))
    if lowest is None:
        return "HIGH_CONFIDENCE: from no value on are 99.5 % of the matches right"
    return f"HIGH_CONFIDENCE: {lowest} is the lowest from which on 99.5 % of the matches are right"


def _error(results: Sequence[Result]) -> str:
    error = expected_error(results)
    return "–" if error is None else f"{error:.3f}"


def _tracks(found: dict[str, Passed], table: Table) -> Iterator[str]:
    if not any(one.pairs for one in found.values()):
        return
    yield ""
    yield "  Track lists that pass"
    rows = [
        (
            kind, str(one.pairs), percent(one.score / one.pairs), percent(one.agree / one.pairs),
            percent(one.reference / one.pairs),
        )
        for kind, one in found.items()
        if one.pairs
    ]  # fmt: skip
    heads = ("", "pairs", "score 80", "agree (High confidence)", "reference's rule")
    yield from (f"  {line}" for line in table(heads, rows))


def wrong(results: Iterable[Result]) -> Iterator[str]:
    """Each wrong accept with its evidence."""
    found = scoring.wrong_accepts(results)
    yield ""
    yield f"  Wrong accepts: {len(found)}"
    for one in found[:MOST_WRONG]:
        there = "its record is there" if one.case.present else "its record is absent"
        yield f"  ▲ {one.case.family} ({one.case.kind}, {there}, {one.case.damage})"
        yield f"    accepted {one.chosen[1] if one.chosen else '–'} with {one.confidence} %"
        for evidence in one.scored.evidence if one.scored else ():
            if evidence.verdict is not Verdict.ABSENT:
                ours, theirs = evidence.ours[:LONGEST], evidence.theirs[:LONGEST]
                name = FIELD_NAMES[evidence.field]
                yield f"      {name}: {ours} | {theirs} – {evidence.sentence}"
    if len(found) > MOST_WRONG:
        yield f"  … and {len(found) - MOST_WRONG} more."


def _titles(results: Iterable[Result]) -> int:
    return len({one.case.family for one in results})
