"""The usual number of photos of a disc, and cutting by it where a sticker was not read.

A person who photographs a box takes as many photos of each disc. Where nearly all stickers stand
at such a distance, a double distance means that the sticker of the disc between was not read.
"""

from collections import Counter
from collections.abc import Sequence

from processing.catalog.shots import Shot

FEWEST = 3  # distances between stickers; below, nothing is usual
REGULAR = 0.9  # of the distances, the share that must be once, twice … the usual one

Part = tuple[str | None, list[Shot]]


def usual_number(distances: Sequence[int]) -> int | None:
    """Photos from one sticker to the next, where that is clear.

    At least half of the distances are that one, and nearly all of them a multiple of it.
    """
    if len(distances) < FEWEST:
        return None
    usual, times = Counter(distances).most_common(1)[0]
    multiples = sum(distance % usual == 0 for distance in distances)
    if usual < 2 or 2 * times < len(distances) or multiples < REGULAR * len(distances):
        return None
    return usual


def usual_place(places: Sequence[int], usual: int) -> int | None:
    """At which photo of its disc the sticker is, from 0, where most places in the box agree."""
    if not places:
        return None
    place, times = Counter(index % usual for index in places).most_common(1)[0]
    return place if 2 * times > len(places) else None


def cut(part: Part, usual: int | None) -> list[Part]:
    """A disc of twice, three times … the usual photos as so many discs.

    The item barcode stays with the one whose photos show it and is open for the others. What
    is no multiple, and what shows its sticker further apart, stays one.
    """
    code, shots = part
    if not usual or len(shots) % usual or len(shots) == usual:
        return [part]
    chunks = [shots[start : start + usual] for start in range(0, len(shots), usual)]
    own = [place for place, chunk in enumerate(chunks) if _shows(code, chunk)]
    if len(own) > 1 or (code is not None and not own):
        return [part]
    return [(code if place in own else None, chunk) for place, chunk in enumerate(chunks)]


def _shows(code: str | None, shots: Sequence[Shot]) -> bool:
    return any(code in shot.stickers for shot in shots)
