"""Which of two records that fit equally well is the more usable (facts 1.4; worldcat.md, 3)."""

from processing.catalog.policy import CATALOGING_LANGUAGE
from processing.catalog.record import Record
from processing.catalog.record_check import is_parallel

# Encoding levels, the fullest first; a blank means full. What is not named stands between.
LEVELS = (" ", "4", "I", "1", "L", "7", "K", "2", "5", "M", "3", "8", "E", "J")
_RANK = {level: rank for rank, level in enumerate(LEVELS)} | {"#": 0, "": LEVELS.index("7")}

Order = tuple[bool, int, int]


def order(record: Record, language: str = CATALOGING_LANGUAGE) -> Order:
    """Smaller is better: language of cataloging, then fullness, then the number of holdings.

    A record that does not name its language of cataloging (040 $b) is not foreign.
    """
    level = _RANK.get(record.encoding_level, _RANK["7"])
    return is_parallel(record, language), level, -(record.holdings or 0)
