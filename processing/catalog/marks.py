"""Discs told apart by marks: separator slips, and item-barcode stickers seen on photos.

Slips are borders. Between two borders there may be several stickers; whether they are on the
first or on the last photo of each disc is worked out from the sequence: what leaves no photos
over at the begin or at the end is right, then what makes discs of equal size, then what puts
the long pauses of the photographer between discs. Where discs have a usual number of photos, that
tells where a disc begins whose sticker was not read.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from processing.catalog.shots import Shot, called
from processing.catalog.usual import Part, cut, usual_number, usual_place

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
    """Item barcode and photos of each disc; photos of none; remarks in words.

    `guessed` are the first photos of discs that no mark but the usual number of photos tells.
    """

    piles: list[Part]
    loose: list[Shot]
    remarks: list[str]
    guessed: list[Shot] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """How stickers tell discs apart: the way, the usual number of photos and, for WITHIN, at
    which photo of its disc the sticker is; None where that is not clear."""

    way: Way
    usual: int | None = None
    place: int | None = None


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
    layout = _layout(split)
    found = Found([], [], [])
    for stretch in stretches:
        chosen = layout if any(stretch is one for one in split) else None
        _add(found, stretch, chosen, own_ends=few_slips)
    _say_way(found, layout.way, split)
    found = _joined(found)
    _say_guessed(found, layout.usual)
    return found


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


def _split(shots: list[Shot], layout: Layout) -> tuple[list[Shot], list[Part], list[Shot]]:
    """What stands before the first disc, the discs, and what stands after the last."""
    found = spans(shots)
    if layout.way is Way.LAST:
        edges = [0, *(span.end + 1 for span in found)]
    else:
        lead = _lead(found, layout) if layout.way is Way.WITHIN else 0
        edges = [*(max(span.start - lead, 0) for span in found), len(shots)]
    parts: list[Part] = [
        (span.code, shots[begin:end])
        for span, (begin, end) in zip(found, pairwise(edges), strict=True)
    ]
    return shots[: edges[0]], parts, shots[edges[-1] :]


def _lead(found: Sequence[Span], layout: Layout) -> int:
    """How many photos of a disc stand before the one with the sticker."""
    if layout.place is not None:
        return layout.place
    return found[0].start % layout.usual if layout.usual else found[0].start


def _add(found: Found, stretch: Stretch, layout: Layout | None, *, own_ends: bool) -> None:
    """`own_ends`: what is left over beside a slip is a disc without a sticker."""
    if not stretch.shots or not (stretch.bordered or stretch.spans):
        found.loose.extend([*stretch.slips, *stretch.shots])
        return
    if layout is None:
        code = stretch.spans[0].code if stretch.spans else None
        found.piles.append((code, [*stretch.slips, *stretch.shots]))
        return
    head, parts, tail = _split(stretch.shots, layout)
    if not stretch.bordered:
        if head and layout.way is Way.WITHIN and layout.usual and not len(head) % layout.usual:
            parts, head = [(None, head), *parts], []
        _leave(found, head, "before the first")
        _leave(found, tail, "after the last")
    else:
        parts = _with_ends(head, parts, tail, own=own_ends)
    parts = _cut(found, parts, layout.usual)
    parts[0] = (parts[0][0], [*stretch.slips, *parts[0][1]])
    found.piles.extend(parts)


def _with_ends(head: list[Shot], parts: list[Part], tail: list[Shot], *, own: bool) -> list[Part]:
    """`own`: each end is a disc of its own, unless it is nothing but a slip that closes the box."""
    if own and _faces(head):
        parts = [(None, head), *parts]
    else:
        parts[0] = (parts[0][0], [*head, *parts[0][1]])
    if own and _faces(tail):
        return [*parts, (None, tail)]
    parts[-1] = (parts[-1][0], [*parts[-1][1], *tail])
    return parts


def _faces(shots: Iterable[Shot]) -> list[Shot]:
    return [shot for shot in shots if not shot.slip]


def _cut(found: Found, parts: Sequence[Part], usual: int | None) -> list[Part]:
    pieces: list[Part] = []
    for part in parts:
        cuts = cut(part, usual)
        if len(cuts) > 1 or (part[0] is None and len(part[1]) == usual):
            found.guessed.extend(shots[0] for code, shots in cuts if code is None)
        pieces += cuts
    return pieces


def _leave(found: Found, shots: list[Shot], where: str) -> None:
    if shots:
        found.loose.extend(shots)
        found.remarks.append(f"{called(shots)}: {where} sticker, so of no disc yet.")


def _layout(stretches: Sequence[Stretch]) -> Layout:
    distances = [
        after.start - before.start for s in stretches for before, after in pairwise(s.spans)
    ]
    usual = usual_number(distances)
    heads = sum(len(_split(s.shots, Layout(Way.FIRST))[0]) for s in stretches)
    tails = sum(len(_split(s.shots, Layout(Way.LAST))[2]) for s in stretches)
    if heads and tails:
        if all(_is_regular(s, usual) for s in stretches):
            return Layout(Way.WITHIN, usual)
        if (place := _place_within(stretches, usual)) is not None:
            return Layout(Way.WITHIN, usual, place)
    if bool(heads) != bool(tails):
        return Layout(Way.LAST if heads else Way.FIRST, usual)
    return Layout(_first_or_last(stretches), usual)


def _first_or_last(stretches: Sequence[Stretch]) -> Way:
    first, last = (_unevenness(stretches, Layout(way)) for way in (Way.FIRST, Way.LAST))
    if first != last:
        return Way.FIRST if first < last else Way.LAST
    first_pause, last_pause = (_pauses(stretches, Layout(way)) for way in (Way.FIRST, Way.LAST))
    return Way.LAST if last_pause > CLEARLY * first_pause else Way.FIRST


def _place_within(stretches: Sequence[Stretch], usual: int | None) -> int | None:
    """The photo of each disc that has the sticker, where it is neither the first nor the last."""
    if usual is None:
        return None
    place = usual_place([span.start for s in stretches for span in s.spans], usual)
    if place is None or not 0 < place < usual - 1:
        return None
    apart = all(
        after.start - place > before.end for s in stretches for before, after in pairwise(s.spans)
    )
    return place if apart else None


def _is_regular(stretch: Stretch, usual: int | None) -> bool:
    """Whether discs of one size, each with its sticker at the same place, use up all photos.

    With a `usual` number, discs whose sticker was not read may stand before and after.
    """
    found = stretch.spans
    lead, rest = found[0].start, len(stretch.shots) - found[-1].start
    steps = Counter(after.start - before.start for before, after in pairwise(found))
    if not steps:
        return True
    size, times = (usual, steps.total()) if usual else steps.most_common(1)[0]
    fits = (lead + rest) % size == 0 if usual else lead + rest == size
    lead %= size
    apart = all(after.start - lead > before.end for before, after in pairwise(found))
    return apart and fits and 2 * times >= steps.total()


def _unevenness(stretches: Iterable[Stretch], layout: Layout) -> int:
    """How many discs have another number of photos than is usual."""
    sizes = Counter(len(part) for s in stretches for _, part in _split(s.shots, layout)[1])
    return sizes.total() - max(sizes.values(), default=0)


def _pauses(stretches: Iterable[Stretch], layout: Layout) -> float:
    """Seconds between the discs, by the camera's clock; 0 where it is unknown."""
    seconds = 0.0
    for stretch in stretches:
        parts = _split(stretch.shots, layout)[1]
        for (_, before), (_, after) in pairwise(parts):
            if before[-1].taken_at and after[0].taken_at:
                seconds += (after[0].taken_at - before[-1].taken_at).total_seconds()
    return seconds


def _say_way(found: Found, way: Way, stretches: Sequence[Stretch]) -> None:
    if sum(len(s.spans) for s in stretches) > 1:
        found.remarks.insert(0, SAID[way])


def _say_guessed(found: Found, usual: int | None) -> None:
    guessed = {shot.id for shot in found.guessed}
    for place, (_, shots) in enumerate(found.piles, start=1):
        faces = _faces(shots)
        if faces[0].id in guessed:
            found.remarks.append(
                f"No sticker was read on the disc at place {place} ({called(faces)}); it was cut "
                f"by the usual {usual} photos. Look whether that is right."
            )


def _joined(found: Found) -> Found:
    """A sticker that comes again later in the box is still the same disc."""
    joined: list[Part] = []
    at: dict[str, int] = {}
    for code, shots in found.piles:
        if code in at:
            again = called(_faces(shots))
            found.remarks.append(f"{code} comes again at {again}: taken as the same disc.")
            joined[at[code]][1].extend(shots)
            continue
        if code is not None:
            at[code] = len(joined)
        joined.append((code, shots))
    return Found(joined, found.loose, found.remarks, found.guessed)
