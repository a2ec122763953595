"""Which disc a photo belongs to, and the disc's place in the box.

Whatever changes this locks the upload first, then its photos, then its discs, each by number:
in that order everywhere, so that two such changes wait for each other and never block.
"""

from processing.grouping.order import put_in_order
from processing.grouping.places import disc_at, lock, new_disc, place_of
from processing.grouping.regroup import (
    arrived,
    awaited,
    proposal,
    proposals,
    regroup,
    regroup_if_complete,
    regroup_waiting,
    shot_of,
    still_opening,
)
from processing.grouping.roles import settle_roles, suggest_roles

__all__ = [
    "arrived",
    "awaited",
    "disc_at",
    "lock",
    "new_disc",
    "place_of",
    "proposal",
    "proposals",
    "put_in_order",
    "regroup",
    "regroup_if_complete",
    "regroup_waiting",
    "settle_roles",
    "shot_of",
    "still_opening",
    "suggest_roles",
]
