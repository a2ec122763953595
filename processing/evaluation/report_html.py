"""The figures as one page that stands alone: no scripts, nothing from anywhere else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from processing.evaluation import plots, scoring
from processing.evaluation.cases import Result
from processing.evaluation.measuring import Measured, together
from processing.evaluation.reliability import bins, expected_error
from processing.evaluation.report_text import HEADS, MOST_WRONG, NOT_YOURS, percent, row
from processing.evaluation.scoring import Figures
from processing.evaluation.tracklists import Passed

TEMPLATE = "evaluation/report.html"
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, the heads of the columns, and the rows."""

    heading: str
    heads: Row
    rows: Sequence[Row]


def page(found: list[Measured], threshold: int) -> str:
    """The HTML of the report."""
    every = [*found, together(found)] if len(found) > 1 else found
    corpora = [_corpus(one) for one in every]
    return render_to_string(
        TEMPLATE, {"corpora": corpora, "threshold": threshold, "not_yours": NOT_YOURS}
    )


def _corpus(measured: Measured) -> dict[str, Any]:
    results = measured.results
    wrong = scoring.wrong_accepts(results)
    return {
        "name": measured.name,
        "figures": _summary(measured.figures, results),
        "reliability": plots.reliability(results),
        "curve": plots.precision_and_coverage(results),
        "tables": [one for one in _tables(measured) if one.rows],
        "wrong": wrong[:MOST_WRONG],
        "wrong_count": len(wrong),
    }


def _tables(measured: Measured) -> Iterator[Table]:
    results = measured.results
    said: list[Row] = [
        (f"{one.low}–{one.high}", str(one.count), percent(one.said), percent(one.right))
        for one in bins(results)
    ]
    heads: Row = ("confidence", "matches", "says", "is right")
    yield Table("Confidence and truth, in numbers", heads, said)
    for heading, name in scoring.GROUPINGS:
        rows = [row(kind, one) for kind, one in scoring.by(results, name).items()]
        yield Table(heading, HEADS, rows)
    heads = ("lists", "pairs", "score 80", "agree (High confidence)", "reference's rule")
    yield Table("Track lists that pass", heads, list(_tracks(measured.tracks)))
    outcomes = [(outcome, f"{count:,}") for outcome, count in measured.upcs.most_common()]
    yield Table("UPCs of the list", ("outcome", "UPCs"), outcomes)


def _tracks(found: dict[str, Passed]) -> Iterator[Row]:
    for kind, one in found.items():
        if one.pairs:
            shares = (one.score, one.agree, one.reference)
            yield (kind, str(one.pairs), *(percent(share / one.pairs) for share in shares))


def _summary(found: Figures, results: Sequence[Result]) -> list[Row]:
    error = expected_error(results)
    return [
        ("Discs", str(found.cases)),
        ("Accepted right", str(found.right)),
        ("Accepted wrong", str(found.wrong)),
        ("Of them, record not there", f"{found.wrong_absent} of {found.cases - found.present}"),
        ("Sent to review", str(found.review)),
        ("Precision", percent(found.precision)),
        ("Right titles, with 95 % certainty at least", percent(found.lower, 2)),
        ("Accepted titles", str(found.titles)),
        ("Coverage, where the record is there", percent(found.coverage)),
        ("Coverage, where a code survived too", percent(found.coverage_identified)),
        ("Record among the ten", percent(found.recall_at_10)),
        ("Expected calibration error", "–" if error is None else f"{error:.3f}"),
        ("Reference's rule: accepted", str(found.reference_accepted)),
        ("Reference's rule: of them wrong", str(found.reference_wrong)),
        ("A model would be asked", percent(found.asked_share)),
    ]
