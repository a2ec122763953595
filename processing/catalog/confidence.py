"""Confidence in percent by tier and evidence: a plain table, until decisions calibrate it."""

from processing.catalog.evidence import Field, Tier
from processing.catalog.high import carriers
from processing.catalog.reading import CleanReading
from processing.catalog.verdicts import Verdicts

HIGH_BOTH, HIGH_GTIN, HIGH_NUMBER = 98, 95, 92
MEDIUM_IDENTIFIED, MEDIUM_CONTRADICTED, MEDIUM_TEXT = 80, 60, 65
LOW_TEXT, LOW_CONTRADICTED = 35, 15
# What a failed check of tracks and years leaves at most.
CHECK_FAILED = 60


def confidence(tier: Tier, verdicts: Verdicts, reading: CleanReading) -> int:
    """How sure a match is, 0 to 100. Without an agreeing identifier it is below 80."""
    if tier is Tier.NONE:
        return 0
    if tier is Tier.HIGH:
        carrying = carriers(reading, verdicts)
        if len(carrying) > 1:
            return HIGH_BOTH
        return HIGH_GTIN if carrying == (Field.GTIN,) else HIGH_NUMBER
    contradicted = bool(verdicts.conflicting())
    if tier is Tier.LOW:
        return LOW_CONTRADICTED if contradicted else LOW_TEXT
    if contradicted:
        return MEDIUM_CONTRADICTED
    return MEDIUM_IDENTIFIED if verdicts.identified else MEDIUM_TEXT
