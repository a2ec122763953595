"""A request that has passed the gateway, and the record that its path names."""

from dataclasses import dataclass, replace

from tests.standins.worldcat.replies import invalid, not_found
from tests.standins.worldcat.store import Held, Store, with_merged

BY_MERGE = "9899999999"  # the number under which the fault "merged" shows a record


@dataclass(frozen=True, slots=True)
class Asked:
    """The number in the path ("" where there is none), the parameters, the Accept header.

    `merged` says that the fault of that name is on.
    """

    number: str
    params: dict[str, str]
    accept: str
    merged: bool = False


def by_number(store: Store, asked: Asked) -> Held:
    """The record with the number of the path; raises Refused where there is none."""
    if not asked.number.isdecimal():
        raise invalid("oclcNumber must be a positive whole number")
    held = store.get(asked.number)
    if held is None:
        raise not_found()
    return merged_away(held) if asked.merged else held


def merged_away(held: Held) -> Held:
    """The record as if its number had been merged into another one."""
    record = with_merged(held.record, BY_MERGE, [held.number])
    return replace(held, number=BY_MERGE, record=record, made={})
