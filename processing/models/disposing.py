"""What is to be done with an item, as the program suggests it from where the item stands."""

from typing import Any

from processing.catalog.verify import Verified
from processing.models.human import Decision
from processing.models.standing import SortGroup, on_trial, sort_group
from processing.models.twins import Likeness, Twin

Disposition = Decision.Disposition
_OF_LIKENESS = {
    Likeness.SAME_ITEM: Disposition.DO_NOT_ADD,
    Likeness.COPY: Disposition.ADDED_COPY,
    Likeness.UNCLEAR: Disposition.DO_NOT_ADD,  # until somebody has looked at the shelf
}


def disposition(
    disc: Any, check: Verified | None, twin: Twin | None, *, found: bool
) -> Disposition:
    """For a disc from `with_standing`, with its newest check and its twin (`models.twins`).

    `found`: there are possible records. NONE while a person has to choose first, and on trial.
    """
    if disc.decided == Decision.Kind.ORIGINAL:
        return Disposition.ORIGINAL
    if disc.needs_review is None or on_trial(disc):
        return Disposition.NONE
    if sort_group(disc) == SortGroup.REVIEW:
        nothing = check is not None and not found and not disc.decided
        return Disposition.ORIGINAL if nothing else Disposition.NONE
    if not disc.accepted_number:
        return Disposition.NONE
    if disc.is_duplicate and twin:
        return _OF_LIKENESS.get(twin.likeness, Disposition.NONE)
    if disc.is_held:
        return Disposition.ADDED_COPY
    own = disc.decided in (None, Decision.Kind.APPROVE)
    lacking = own and check is not None and bool(check.below_minimum)
    return Disposition.UPGRADE if lacking else Disposition.ADD
