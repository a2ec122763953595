"""Results made up for the figures: what a case was, and what came of it."""

from processing.catalog.evidence import Choice, Tier
from processing.catalog.reading import CleanReading
from processing.evaluation.cases import Case, Result

TRUE, FALSE = ("test", "1"), ("test", "2")


def result(
    *,
    family: str = "a",
    tier: Tier = Tier.HIGH,
    confidence: int = 95,
    right: bool = True,
    present: bool = True,
    identified: bool = True,
    reference: bool = False,
    asked: bool = False,
    found: bool = True,
    kind: str = "volumes",
) -> Result:
    """One result; with `right` the true record was chosen, else another one."""
    truths = frozenset({TRUE}) if present else frozenset()
    case = Case(CleanReading(), truths, kind, "nothing", family, identified=identified)
    chosen = TRUE if right and present else FALSE
    return Result(
        case,
        (chosen, TRUE) if found else (FALSE,),
        Choice(chosen, tier, confidence, ""),
        tier,
        confidence,
        (),
        reference=reference,
        asked=asked,
    )
