"""What speaks for and against a match, as numbers that a calibration weighs.

Each sign is 0.0 to 1.0 and known to speak one way, so that more agreement never lowers a
confidence: `FOR` raise it or leave it, `AGAINST` lower it or leave it. What is not given is no
sign, so it lies between agreement and contradiction.
"""

from collections.abc import Mapping

from processing.catalog.evidence import Field, Tier, Verdict
from processing.catalog.verdicts import Verdicts

Signs = dict[str, float]  # those that are not 0.0

HIGH, SCORE, MARGIN, CARRIED = "high", "score", "margin", "carried"
LOW, REASONS, DOUBTS, OTHER_ISSUE = "low", "reasons", "doubts", "other issue"
CHECK_FAILED, MODEL_DOUBTS = "check failed", "model doubts"
AGREES = {field: f"{field} agrees" for field in Field}
DIFFERS = {field: f"{field} differs" for field in Field}
FOR = (*AGREES.values(), HIGH, SCORE, MARGIN, CARRIED)
AGAINST = (*DIFFERS.values(), LOW, REASONS, DOUBTS, OTHER_ISSUE, CHECK_FAILED, MODEL_DOUBTS)
NAMES = (*FOR, *AGAINST)

FAR = 20  # points of the rank score: a next record that is so far behind is no rival
MOST_REASONS, MOST_DOUBTS = 4, 3
SCORE_STEP = 5  # a finer one would tell chance from chance
SURE = 80  # of a model's opinion in percent: what it was told that a cataloger does not look at


def of_evidence(verdicts: Verdicts, score: int) -> Signs:
    """The signs of the compared fields; one that partly agrees speaks half for and half against.

    `score` is that of the record, 0 to 100.
    """
    told = {SCORE: score // SCORE_STEP * SCORE_STEP / 100}
    for field in Field:
        verdict = verdicts.of(field)
        half = 0.5 if verdict is Verdict.PARTIAL else 0.0
        told[AGREES[field]] = 1.0 if verdict is Verdict.AGREE else half
        told[DIFFERS[field]] = 1.0 if verdict is Verdict.CONFLICT else half
    return given(told)


def of_rules(
    tier: Tier, *, carriers: int, reasons: int, doubts: int, other_issue: bool, failed: bool
) -> Signs:
    """The signs of what the rules say of a match; the numbers are counts."""
    return given(
        {
            HIGH: float(tier is Tier.HIGH),
            LOW: float(tier is Tier.LOW),
            CARRIED: min(carriers, 2) / 2,
            REASONS: min(reasons, MOST_REASONS) / MOST_REASONS,
            DOUBTS: min(doubts, MOST_DOUBTS) / MOST_DOUBTS,
            OTHER_ISSUE: float(other_issue),
            CHECK_FAILED: float(failed),
        }
    )


def of_margin(points: int) -> Signs:
    """The sign of the lead over the next record that describes another issue, in steps of five."""
    return given({MARGIN: max(0, min(points, FAR)) // 5 * 5 / FAR})


def of_model(opinion: int) -> Signs:
    """The sign of what is left of a model's opinion, 0 to 100: it speaks against or not at all."""
    return given({MODEL_DOUBTS: max(0, SURE - opinion) / SURE})


def given(signs: Mapping[str, float]) -> Signs:
    """Without those that say nothing."""
    return {name: value for name, value in signs.items() if value}
