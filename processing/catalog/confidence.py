"""What the confidence of a match is worked out from: the calibrated chance that it is right.

The tier is given by the rules alone and is one of these signs. So no confidence makes a match High.
"""

from processing.catalog import signs
from processing.catalog.evidence import Scored, Tier
from processing.catalog.high import carriers
from processing.catalog.other_issues import other_issue
from processing.catalog.policy import Policy
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.catalog.signs import Signs
from processing.catalog.verdicts import Verdicts


def match_signs(
    reading: CleanReading,
    record: Record,
    scored: Scored,
    policy: Policy,
    *,
    tier: Tier,
    reasons: int,
    failed: bool = False,
) -> Signs:
    """The signs of a match by itself; its margin, and a model's doubts, come beside it."""
    verdicts = Verdicts(scored.evidence, policy.ignored)
    return {
        **signs.of_evidence(verdicts, scored.score),
        **signs.of_rules(
            tier,
            carriers=len(carriers(reading, verdicts)),
            reasons=reasons,
            doubts=len(reading.doubts),
            other_issue=any(other_issue(reading, record, verdicts)),
            failed=failed,
        ),
    }


def besides(told: Signs) -> Signs:
    """Of the signs of a choice those that the match by itself does not show."""
    return {name: told[name] for name in (signs.MARGIN, signs.MODEL_DOUBTS) if name in told}
