"""Title and name: which of the large texts on a front is which.

Type size alone does not tell: what is repeated on spine, label and back, what is a track, what
sounds like a work or like performers decides. Where nothing tells them apart, the larger is the title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from processing.catalog.folding import fold
from processing.catalog.reading import TrackRead, Value
from processing.readers import tracklist
from processing.readers.base import Line, Seen
from processing.readers.groups import Group, groups, parted
from processing.readers.joining import joined

HEAD_OF_BACK = 0.3  # of its height: where a back repeats title and name
SIZE_WEIGHT = 1.0
WORD_WEIGHT = 1.5
TRACK_WEIGHT = 2.0
HEAD_WEIGHT = 1.5
SPINE_WEIGHT = 2.0
CREDIT_WEIGHT = 1.0
PERSON_WEIGHT = 0.3
SMALL_NAME = 0.5  # of the largest type: a smaller text is a name only where something says so
MAX_CANDIDATES = 6
_WORK = re.compile(
    r"\b(?:symphon\w*|sinfoni\w*|sonat\w*|concert[oi]s?|konzerte?|suites?|requiem|mass|messe|missa|op\."
    r"|opus|nos?\.|nr\.|vol\.?|volume|greatest|hits|best of|live|anthology|collection|essential|songs"
    r"|sessions?|soundtrack|works|werke|oeuvres|lieder|arias|complete|edition|album|christmas)\b|\d",
    re.IGNORECASE,
)
_PERFORMER = re.compile(
    r"\b(?:orch\w*|philharmon\w*|quartett?o?|quintett?|trio|duo|ensemble|choir|ch[oœ]?ur|chor|chorus|coro"
    r"|band|orquesta|consort|sinfonietta|singers|brothers|sisters|staatskapelle|kapelle|academy|akademie"
    r"|soprano|mezzo\w*|tenor|baritone|piano|klavier|violin|cello|guitar|conductor|dirigent|leitung"
    r"|various artists|verschiedene|divers|feat\.?)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^(?:[^\W\d_][\w.'\u2019\-]*\s){1,3}[^\W\d_][\w'\u2019\-]+$")
_NUMBERED = re.compile(r"^[(\[]?\d{1,2}[)\].]?(?:\s|$)|^\d{1,2}[.)]")
_BETWEEN_NAMES = re.compile(r"\s*[\u00b7\u2022|]\s*")
_PARTS = re.compile(r"\s+[\u2013\u2014\-\u2022\u00b7|:/]\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the large type says; `others` are further names."""

    title: Value | None = None
    name: Value | None = None
    others: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class _Clues:
    """What the other photos tell, folded."""

    tracks: frozenset[str]
    heads: dict[str, float]
    spine: tuple[str, ...]
    small: str


def heading(photos: Sequence[Seen], tracks: Sequence[TrackRead], ignore: Sequence[str]) -> Heading:
    """Title, name and further names from all photos of a disc; `ignore` are labels, folded.

    Where there is no front, the head of the back and the label have to do.
    """
    clues = _clues(photos, tracks)
    for role in ("front", "back", "disc", "other", "sticker"):
        for seen in (photo for photo in photos if photo.role == role):
            found = [group for group in _candidates(seen, clues, tracks) if group.key not in ignore]
            if found:
                return _chosen(seen, found[:MAX_CANDIDATES], clues)
    return Heading()


def _clues(photos: Sequence[Seen], tracks: Sequence[TrackRead]) -> _Clues:
    heads: dict[str, float] = {}
    small: list[str] = []
    spine: list[str] = []
    for seen in photos:
        for line in joined(seen.page.lines):
            small.append(fold(line.text))
            if seen.role == "spine" or not line.upright:
                spine += [fold(part) for part in _PARTS.split(line.text)]
            elif _is_head(seen, line):
                heads[fold(line.text)] = max(heads.get(fold(line.text), 0), line.height)
    return _Clues(
        frozenset(fold(track.title.text) for track in tracks),
        heads,
        tuple(spine),
        " | ".join(small),
    )


def _is_head(seen: Seen, line: Line) -> bool:
    """Where a back or a label repeats title and name."""
    if seen.role == "back":
        return line.middle < HEAD_OF_BACK * seen.page.height
    return seen.role in ("disc", "other", "booklet", "sticker")


def _above_list(seen: Seen, tracks: Sequence[TrackRead]) -> Seen:
    """A back or a label without its list and what stands below: only its head can be a title."""
    titles = {fold(track.title.text) for track in tracks}
    lines = [line for line in seen.page.lines if line.upright]
    listed = [
        line.middle - line.height
        for line in lines
        if _NUMBERED.match(line.text) or tracklist.disc_number(line.text)
    ]
    limit = min(listed, default=HEAD_OF_BACK * seen.page.height)
    kept = tuple(
        line
        for line in seen.page.lines
        if line.middle < limit and (listed or fold(line.text) not in titles)
    )
    return replace(seen, page=replace(seen.page, lines=kept))


def _candidates(seen: Seen, clues: _Clues, tracks: Sequence[TrackRead]) -> Iterator[Group]:
    """The blocks; one of several lines is parted where its lines stand alone elsewhere, or
    where each reads like a name and it is not the largest type."""
    found = groups(seen if seen.role == "front" else _above_list(seen, tracks))
    for place, group in enumerate(found):
        lines = parted(group)
        alone = sum(line.key in clues.heads for line in lines)
        whole = group.key in clues.heads or group.key in clues.spine
        names = all(map(_is_name, lines))
        if len(lines) > 1 and not whole and (alone or (names and (place or len(lines) > 2))):
            yield from lines
        else:
            yield group


def _chosen(seen: Seen, found: Sequence[Group], clues: _Clues) -> Heading:
    if len(found) == 1:
        return Heading(seen.value(found[0].text, *found[0].lines))
    largest = max(group.height for group in found)

    def worth(pair: tuple[Group, Group]) -> float:
        title, name = pair
        return _as_title(title, largest, clues) + _as_name(name, clues) + _order(title, name, clues)

    title, name = max(permutations(found, 2), key=worth)
    told = name.key in clues.heads or name.key in clues.spine
    if _as_name(name, clues) <= 0 and name.height < SMALL_NAME * largest and not told:
        return Heading(seen.value(title.text, *title.lines))
    names = [group for group in found if group is not title and _as_name(group, clues) > 0]
    ordered = [name, *(group for group in names if group is not name)]
    first, *rest = [
        seen.value(text, *one.lines)
        for group in ordered
        for one in _single_names(group)
        for text in _BETWEEN_NAMES.split(one.text)
    ]
    return Heading(seen.value(title.text, *title.lines), first, tuple(rest))


def _single_names(group: Group) -> list[Group]:
    """A block of several names, one a line, parted; `The Rolling / Stones` stays one."""
    return parted(group) if all(map(_is_name, parted(group))) else [group]


def _is_name(group: Group) -> bool:
    return bool(_PERFORMER.search(group.text) or _PERSON.match(group.text))


def _as_title(group: Group, largest: float, clues: _Clues) -> float:
    return (
        SIZE_WEIGHT * group.height / largest
        + WORD_WEIGHT * bool(_WORK.search(group.text))
        + TRACK_WEIGHT * (group.key in clues.tracks)
        - WORD_WEIGHT * bool(_PERFORMER.search(group.text))
    )


def _as_name(group: Group, clues: _Clues) -> float:
    credited = f" by {group.key}" in clues.small or re.search(
        rf"\b{re.escape(group.key)}[, ]+(?:piano|vocals|violin|guitar|trumpet|conductor|soprano|organ)",
        clues.small,
    )
    return (
        WORD_WEIGHT * bool(_PERFORMER.search(group.text))
        + PERSON_WEIGHT * bool(_PERSON.match(group.text))
        + CREDIT_WEIGHT * bool(credited)
        - TRACK_WEIGHT * (group.key in clues.tracks)
        - WORD_WEIGHT * bool(_WORK.search(group.text))
    )


def _order(title: Group, name: Group, clues: _Clues) -> float:
    """What larger type on back and label, and the order on the spine, say of the two."""
    score = 0.0
    one, other = clues.heads.get(title.key), clues.heads.get(name.key)
    if one and other:
        score += HEAD_WEIGHT * (one > other) - HEAD_WEIGHT * (other > one)
    elif one:
        score += HEAD_WEIGHT / 2
    if title.key in clues.spine and name.key in clues.spine:
        before = clues.spine.index(name.key) < clues.spine.index(title.key)
        score += SPINE_WEIGHT if before else -SPINE_WEIGHT
    return score
