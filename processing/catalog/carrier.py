"""Is a MARC record the description of a CD? OTHER only on evidence, never on silence or a date.

A record that speaks of a CD and of something else is judged with care: a set that holds a CD
is a CD; a record that mixes a CD with its copy on the web stays UNKNOWN and says why.
"""

from collections.abc import Callable, Iterable, Iterator

import pymarc

from processing.catalog import carrier_description, carrier_hints
from processing.catalog.carrier_mark import Mark, Strength
from processing.catalog.carrier_words import RECORD_TYPES, SET_TYPES, Says
from processing.catalog.marc_fields import leader
from processing.catalog.record import Carrier

RECORD_TYPE_PLACE = 6
# One code alone may be a slip: a CD with a stray 008/23 is still a CD, and a record of a file that
# was made from that of the CD may keep its 007. What 300 counts and 245 $h says is none.
MIN_ONLINE_FIELDS = 2
MAX_QUOTES = 3
_RULES: tuple[Callable[[pymarc.Record], Iterator[Mark]], ...] = (
    carrier_description.extent,
    carrier_description.carrier_fields,
    carrier_description.coded_sound,
    carrier_hints.designation,
    carrier_hints.notes,
    carrier_hints.local,
    carrier_hints.online_access,
)


def carrier_of(record: pymarc.Record) -> tuple[Carrier, str]:
    """The carrier, and the sentence that names the fields which decided it."""
    kind = leader(record, RECORD_TYPE_PLACE)
    marks = [mark for rule in _RULES for mark in rule(record)]
    if kind in RECORD_TYPES:
        return _of_another_type(kind, marks)
    discs = [mark for mark in marks if mark.says in (Says.CD, Says.SMALL_DISC)]
    others = [mark for mark in marks if mark.says not in (Says.CD, Says.SMALL_DISC)]
    if any(mark.strength > Strength.MENTION for mark in discs):
        return _with_disc(discs, others)
    return _without_disc(discs, others)


def _of_another_type(kind: str, marks: list[Mark]) -> tuple[Carrier, str]:
    """A film or a kit may hold a CD: a set of both is often described as its other half."""
    reason = f"Leader/06 is {kind}: {RECORD_TYPES[kind]}, not a sound recording."
    named = [mark for mark in marks if mark.says is Says.CD and mark.strength is Strength.STRONG]
    if kind in SET_TYPES and named:
        return Carrier.UNKNOWN, f"{reason} But {_sentence(named)}"
    return Carrier.OTHER, reason


def _with_disc(discs: list[Mark], others: list[Mark]) -> tuple[Carrier, str]:
    """Some field describes a CD; see what else is described."""
    own = [mark for mark in discs if mark.strength > Strength.MENTION]
    online = [mark for mark in others if mark.says is Says.ONLINE]
    physical = [mark for mark in others if mark.says is not Says.ONLINE]
    if any(mark.says is Says.DVD_AUDIO for mark in others) and not _named(own):
        return Carrier.OTHER, _sentence(others)
    fields = {mark.field for mark in online}
    in_extent = "300" in fields and not any(mark.field == "300" for mark in own)
    if len(fields) >= MIN_ONLINE_FIELDS or in_extent or "245 $h" in fields:
        return _undecided(own, online)
    if _strongest(physical) is Strength.STRONG and _strongest(own) is Strength.HOLDING:
        return Carrier.OTHER, _sentence(physical)
    if _strongest(physical) is Strength.STRONG and _strongest(own) is Strength.WEAK:
        return _undecided(own, physical)
    return Carrier.CD, _sentence(own)


def _without_disc(mentions: list[Mark], others: list[Mark]) -> tuple[Carrier, str]:
    """No field describes a CD, at most a note speaks of one as another version."""
    if mentions and others and all(mark.says is Says.ONLINE for mark in others):
        return _undecided(mentions, others)
    if others:
        return Carrier.OTHER, _sentence(others)
    return Carrier.UNKNOWN, "No field (007, 300, 338, 347, notes) tells the carrier."


def _named(marks: Iterable[Mark]) -> bool:
    return any(mark.says is Says.CD for mark in marks)


def _strongest(marks: Iterable[Mark]) -> Strength:
    return max((mark.strength for mark in marks), default=Strength.MENTION)


def _undecided(discs: list[Mark], others: list[Mark]) -> tuple[Carrier, str]:
    return Carrier.UNKNOWN, f"Not clear. {_sentence(discs)} But {_sentence(others)}"


def _sentence(marks: list[Mark]) -> str:
    """`300 says compact disc: "2 CDs (98 min.)"; 007 says …` for the strongest, one per field."""
    by_field: dict[str, Mark] = {}
    for mark in sorted(marks, key=lambda mark: -mark.strength):
        by_field.setdefault(mark.field, mark)
    quoted = [
        f"{mark.field} says {mark.says.value}: \u201c{mark.quoted}\u201d"
        for mark in list(by_field.values())[:MAX_QUOTES]
    ]
    return "; ".join(quoted) + "."
