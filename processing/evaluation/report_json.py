"""The figures as JSON, for a program that compares one run with the next."""

from collections.abc import Iterable
from typing import Any

from processing.evaluation import scoring
from processing.evaluation.cases import Result
from processing.evaluation.fitting import high_confidence
from processing.evaluation.measuring import Measured, together
from processing.evaluation.reliability import bins, expected_error, told
from processing.evaluation.report_text import NOT_YOURS
from processing.evaluation.scoring import Figures


def document(found: list[Measured], threshold: int) -> dict[str, Any]:
    """All corpora together at the top, and each of them under `corpora`."""
    return {
        "note": NOT_YOURS,
        "threshold": threshold,
        **_one(together(found)),
        "corpora": {one.name: _one(one) for one in found},
    }


def _one(measured: Measured) -> dict[str, Any]:
    results = measured.results
    return {
        **_figures(measured.figures),
        "ece": expected_error(results),
        "high_confidence": high_confidence(told(results)),
        "reliability": [
            {"low": one.low, "high": one.high, "n": one.count, "said": one.said, "right": one.right}
            for one in bins(results)
        ],
        **{
            heading.lower().split(" of ")[0].replace(" ", "_"): {
                group: _figures(one) for group, one in scoring.by(results, name).items()
            }
            for heading, name in scoring.GROUPINGS
        },
        "wrong": [_wrong(one) for one in scoring.wrong_accepts(results)],
        "tracks": {
            kind: {"n": one.pairs, "score": one.score, "agree": one.agree, "reference": one.reference}
            for kind, one in measured.tracks.items()
        },
        "upcs": dict(measured.upcs),
    }  # fmt: skip


def _figures(found: Figures) -> dict[str, Any]:
    return {
        "cases": found.cases,
        "precision": found.precision,
        "precision_lower_95": found.lower,
        "coverage": found.coverage,
        "coverage_identified": found.coverage_identified,
        "accepted": found.accepted,
        "accepted_titles": found.titles,
        "wrong_accepts": found.wrong,
        "wrong_accepts_absent": found.wrong_absent,
        "review": found.review,
        "present": found.present,
        "identified": found.identified,
        "recall_at_10": found.recall_at_10,
        "reference_accepted": found.reference_accepted,
        "reference_wrong": found.reference_wrong,
        "model_asked": found.asked_share,
    }


def _wrong(one: Result) -> dict[str, Any]:
    return {
        "title": one.case.family,
        "kind": scoring.kind_of(one),
        "damage": one.case.damage,
        "record": one.chosen[1] if one.chosen else None,
        "confidence": one.confidence,
        "evidence": list(_evidence(one)),
    }


def _evidence(one: Result) -> Iterable[dict[str, str]]:
    for evidence in one.scored.evidence if one.scored else ():
        yield {
            "field": evidence.field.value,
            "verdict": evidence.verdict.value,
            "ours": evidence.ours,
            "theirs": evidence.theirs,
            "sentence": evidence.sentence,
        }
