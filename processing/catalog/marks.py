"""Discs told apart by marks: separator slips, and item-barcode stickers seen on photos.

Slips are borders. Between two borders there may be several stickers; whether they are on the
first or on the last photo of each disc is worked out from the sequence: what leaves no photos
over at the begin or at the end is right, then what makes discs of equal size, then what puts
the long pauses of the photographer between discs.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from processing.catalog.shots import Shot, called

CLEARLY = 1.2  # times as long, before pauses tell where a disc begins


class Way(Enum):
    """On which photo of its disc the sticker is."""

    FIRST = "first"
    LAST = "last"
    WITHIN = "within"  # always at the same photo in between


SAID = {
    Way.FIRST: "The sticker is taken to be on the first photo of each disc.",
    Way.LAST: "The sticker is taken to be on the last photo of each disc.",
    Way.WITHIN: "The sticker is taken to be at the same photo within each disc.",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Photos that show one sticker: from the first to the last that does."""

    code: str
    start: int
    end: int


@dataclass(slots=True)
class Stretch:
    """Photos up to the next slip. `bordered`: it is known where its first disc begins."""

    slips: list[Shot] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    bordered: bool = False

    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """Item barcode and photos of each disc; photos of none; remarks in words."""

    piles: list[tuple[str | None, list[Shot]]]
    loose: list[Shot]
    remarks: list[str]


def spans(shots: Sequence[Shot]) -> list[Span]:
    """Neighbouring marks with the same sticker are one, whatever stands between them."""
    found: list[Span] = []
    for index, shot in enumerate(shots):
        if shot.slip or not shot.stickers:
            continue
        if found and found[-1].code in shot.stickers:
            found[-1] = Span(found[-1].code, found[-1].start, index)
        else:
            found.append(Span(shot.stickers[0], index, index))
    return found


def piles(shots: Sequence[Shot]) -> Found:
    """The discs of photos in order. What stands before the first mark is loose."""
    stretches = _stretches(shots)
    slips = sum(bool(s.slips) for s in stretches)
    few_slips = 2 * slips < sum(len(s.spans) for s in stretches)  # for discs without a sticker
    split = [s for s in stretches if len(s.spans) > (s.bordered and not few_slips)]
    way = _way(split)
    found = Found([], [], [])
    for stretch in stretches:
        chosen = way if any(stretch is one for one in split) else None
        _add(found, stretch, chosen, own_ends=few_slips)
    _say_way(found, way, split)
    return _joined(found)


def _stretches(shots: Sequence[Shot]) -> list[Stretch]:
    found = [Stretch()]
    for shot in shots:
        if not shot.slip:
            found[-1].shots.append(shot)
        elif found[-1].slips and not found[-1].shots:
            found[-1].slips.append(shot)  # the same slip again, or an empty place
        else:
            found.append(Stretch([shot], bordered=True))
    first, last = found[0], found[-1]
    if not last.shots and len(found) > 1 and (first.shots or len(found) > 2):
        found.pop()
        found[-1].shots += last.slips  # a slip closes the box
        first.bordered = bool(first.shots)  # so slips stand behind their discs
    for stretch in found:
        stretch.spans = spans(stretch.shots)
    return found if first.shots else found[1:]


Part = tuple[str | None, list[Shot]]


def _split(shots: list[Shot], way: Way) -> tuple[list[Shot], list[Part], list[Shot]]:
    """What stands before the first disc, the discs, and what stands after the last."""
    found = spans(shots)
    if way is Way.LAST:
        edges = [0, *(span.end + 1 for span in found)]
    else:
        lead = found[0].start if way is Way.WITHIN else 0
        edges = [*(span.start - lead for span in found), len(shots)]
    parts: list[Part] = [
        (span.code, shots[begin:end])
        for span, (begin, end) in zip(found, pairwise(edges), strict=True)
    ]
    return shots[: edges[0]], parts, shots[edges[-1] :]


def _add(found: Found, stretch: Stretch, way: Way | None, *, own_ends: bool) -> None:
    """`own_ends`: what is left over beside a slip is a disc without a sticker."""
    if not stretch.shots or not (stretch.bordered or stretch.spans):
        found.loose.extend([*stretch.slips, *stretch.shots])
        return
    if way is None:
        code = stretch.spans[0].code if stretch.spans else None
        found.piles.append((code, [*stretch.slips, *stretch.shots]))
        return
    head, parts, tail = _split(stretch.shots, way)
    if not stretch.bordered:
        _leave(found, head, "before the first")
        _leave(found, tail, "after the last")
    elif own_ends:
        parts = [(None, head)] * bool(head) + parts + [(None, tail)] * bool(tail)
    else:
        parts[0] = (parts[0][0], [*head, *parts[0][1]])
        parts[-1] = (parts[-1][0], [*parts[-1][1], *tail])
    parts[0] = (parts[0][0], [*stretch.slips, *parts[0][1]])
    found.piles.extend(parts)


def _leave(found: Found, shots: list[Shot], where: str) -> None:
    if shots:
        found.loose.extend(shots)
        found.remarks.append(f"{called(shots)}: {where} sticker, so of no disc yet.")


def _way(stretches: Sequence[Stretch]) -> Way:
    heads = sum(len(_split(s.shots, Way.FIRST)[0]) for s in stretches)
    tails = sum(len(_split(s.shots, Way.LAST)[2]) for s in stretches)
    if heads and tails and all(_is_regular(s) for s in stretches):
        return Way.WITHIN
    if bool(heads) != bool(tails):
        return Way.LAST if heads else Way.FIRST
    first, last = (_unevenness(stretches, way) for way in (Way.FIRST, Way.LAST))
    if first != last:
        return Way.FIRST if first < last else Way.LAST
    first_pause, last_pause = (_pauses(stretches, way) for way in (Way.FIRST, Way.LAST))
    return Way.LAST if last_pause > CLEARLY * first_pause else Way.FIRST


def _is_regular(stretch: Stretch) -> bool:
    """Whether discs of one size, each with its sticker at the same place, use up all photos."""
    found = stretch.spans
    lead, rest = found[0].start, len(stretch.shots) - found[-1].start
    steps = Counter(after.start - before.start for before, after in pairwise(found))
    if not steps:
        return True
    size, times = steps.most_common(1)[0]
    apart = all(after.start - lead > before.end for before, after in pairwise(found))
    return apart and lead + rest == size and 2 * times >= steps.total()


def _unevenness(stretches: Iterable[Stretch], way: Way) -> int:
    """How many discs have another number of photos than is usual."""
    sizes = Counter(len(part) for s in stretches for _, part in _split(s.shots, way)[1])
    return sizes.total() - max(sizes.values(), default=0)


def _pauses(stretches: Iterable[Stretch], way: Way) -> float:
    """Seconds between the discs, by the camera's clock; 0 where it is unknown."""
    seconds = 0.0
    for stretch in stretches:
        parts = _split(stretch.shots, way)[1]
        for (_, before), (_, after) in pairwise(parts):
            if before[-1].taken_at and after[0].taken_at:
                seconds += (after[0].taken_at - before[-1].taken_at).total_seconds()
    return seconds


def _say_way(found: Found, way: Way, stretches: Sequence[Stretch]) -> None:
    if sum(len(s.spans) for s in stretches) > 1:
        found.remarks.insert(0, SAID[way])


def _joined(found: Found) -> Found:
    """A sticker that comes again later in the box is still the same disc."""
    joined: list[Part] = []
    at: dict[str, int] = {}
    for code, shots in found.piles:
        if code in at:
            again = called([shot for shot in shots if not shot.slip])
            found.remarks.append(f"{code} comes again at {again}: taken as the same disc.")
            joined[at[code]][1].extend(shots)
            continue
        if code is not None:
            at[code] = len(joined)
        joined.append((code, shots))
    return Found(joined, found.loose, found.remarks)
