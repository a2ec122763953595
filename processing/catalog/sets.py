"""Sets of several discs: whether the numbers of an item are those of the whole or of one disc.

The set and each disc may have a publisher number of its own; the UPC is that of the set.
"""

from collections.abc import Sequence

from processing.catalog import publisher_number
from processing.catalog.evidence import Verdict
from processing.catalog.record import PublisherNumber


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
