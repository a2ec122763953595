"""Sets of several discs: whether the numbers of an item are those of the whole or of one disc.

The set and each disc may have a publisher number of its own; the UPC is that of the set.
"""

import re
from collections.abc import Sequence

from processing.catalog import publisher_number
from processing.catalog.evidence import Verdict
from processing.catalog.record import PublisherNumber

# "v. 1-3", "three audio discs", "sound discs": more than one, and how many is not counted.
_SEVERAL = re.compile(r"(?i)\b(?:(?:audio |sound |compact )?(?:discs|disks)|cds|volumes)\b|^\W*v\.")
_BESIDE = re.compile(
    r"(?i)\+.*\b(?:dvd|video\s?dis[ck]s?|blu-?ray|analog dis[ck]s?|lps?|phonodis[ck]s?)\b"
)


def may_be_several(extent: str | None, disc_count: int | None) -> bool:
    """Whether 300 speaks of several discs without a number that could be compared."""
    return disc_count is None and bool(_SEVERAL.search(extent or ""))


def beside_the_cd(extent: str | None) -> bool:
    """Whether 300 counts a DVD or an LP as accompanying material (after the plus sign)."""
    return bool(_BESIDE.search(extent or ""))


def of_one_disc(ours: Sequence[str], theirs: Sequence[PublisherNumber]) -> bool:
    """Whether what agrees is only the number of some disc of the record's set.

    All numbers of the discs together are those of the set, and so is a range that the item gives.
    """
    agreeing = [number for number in theirs if _agree(ours, number)]
    parts = [number for number in theirs if number.part]
    if not agreeing or not all(_is_part(ours, number) for number in agreeing):
        return False
    return len(agreeing) < len(parts) or any(
        publisher_number.members(one.number) for one in agreeing
    )


def _agree(ours: Sequence[str], theirs: PublisherNumber) -> bool:
    return publisher_number.compare(ours, [theirs.number]).verdict is Verdict.AGREE


def _is_part(ours: Sequence[str], number: PublisherNumber) -> bool:
    """Whether a number of the record is of one disc, or a range of which the item has not all."""
    if number.part:
        return True
    members = {publisher_number.key(one) for one in publisher_number.members(number.number)}
    own = {key for one in ours for key in publisher_number.keys(one)}
    return bool(members) and not members <= own
