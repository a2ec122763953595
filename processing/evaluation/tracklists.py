"""Track lists that are one and that are not: how many of each the two rules let pass."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from anyascii import anyascii

from processing.catalog.compare_contents import track_verdict
from processing.catalog.evidence import Verdict
from processing.catalog.folding import fold
from processing.catalog.reading import CleanTrack
from processing.catalog.thresholds import TRACKS_AGREE
from processing.catalog.tracks import compare_tracks
from processing.evaluation import reference
from processing.evaluation.families import SEED
from processing.evaluation.issues import Issue, reading_of_issue

Tracks = tuple[CleanTrack, ...]
MIN_TRACKS = 5
LOST = 0.05  # of the tracks were not read
TRUE, EDITION, ARTIST, SHUFFLED = (
    "same list, damaged", "other edition", "other album of the name", "same list, shuffled",
)  # fmt: skip
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_ARTICLE = re.compile(r"^(?:the|a|an|le|la|les|der|die|das|el)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Passed:
    """Of `pairs` of lists, how many score 80 and more, how many agree as High confidence asks
    (every track of both sides), and how many the reference's rule passes."""

    pairs: int
    score: int
    agree: int
    reference: int


def measure(issues: Iterable[Issue], seed: int = SEED) -> dict[str, Passed]:
    """Rates by kind of pair. Editions are issues of one name and title with different lists."""
    lists = [(one, reading_of_issue(one).tracks) for one in issues]
    usable = [(one, tracks) for one, tracks in lists if len(tracks) >= MIN_TRACKS]
    chance = random.Random(seed)
    pairs: dict[str, list[tuple[Tracks, Tracks]]] = {
        TRUE: [(degraded(tracks, chance), tracks) for _, tracks in usable],
        SHUFFLED: [(_shuffled(tracks, chance), tracks) for _, tracks in usable],
        EDITION: list(_pairs(usable, _edition)),
        ARTIST: list(_pairs(usable, lambda issue: fold(issue.name.latin), other=_edition)),
    }
    return {kind: passed(found) for kind, found in pairs.items()}


def passed(pairs: Sequence[tuple[Tracks, Tracks]]) -> Passed:
    """Counts over some pairs of lists, ours first."""
    found = [compare_tracks(ours, theirs) for ours, theirs in pairs]
    verdicts = [
        track_verdict(one, len(ours), len(theirs))
        for one, (ours, theirs) in zip(found, pairs, strict=True)
    ]
    other = [reference.track_similarity(ours, theirs) or 0.0 for ours, theirs in pairs]
    return Passed(
        pairs=len(pairs),
        score=sum((one.score or 0) >= TRACKS_AGREE for one in found),
        agree=sum(verdict is Verdict.AGREE for verdict in verdicts),
        reference=sum(one >= reference.THRESHOLD for one in other),
    )


def degraded(tracks: Tracks, chance: random.Random) -> Tracks:
    """As the same tracks stand on another side: one in twenty is lost, each title may be
    written otherwise (capitals, accents, brackets, articles, "&", one wrong letter)."""
    kept = [track for track in tracks if chance.random() >= LOST] or list(tracks[:1])
    return tuple(
        replace(track, title=_written(track.title, chance), seconds=None) for track in kept
    )


_WAYS: tuple[Callable[[str], str], ...] = (
    lambda title: title[:1] + title[1:].lower(),
    lambda title: _BRACKETS.sub("", title) or title,
    lambda title: title.replace(" and ", " & "),
    anyascii,
    lambda title: _ARTICLE.sub("", title) or title,
    lambda title: title.replace("Part ", "pt. "),
)


def _written(title: str, chance: random.Random) -> str:
    for way in _WAYS:
        if chance.random() < 0.3:
            title = way(title)
    places = [place for place, sign in enumerate(title) if sign.isalpha()]
    if places and chance.random() < 0.1:
        place = chance.choice(places)
        title = f"{title[:place]}x{title[place + 1 :]}"
    return title


def _shuffled(tracks: Tracks, chance: random.Random) -> Tracks:
    mixed = list(tracks)
    chance.shuffle(mixed)
    return tuple(mixed)


def _edition(issue: Issue) -> str:
    return f"{fold(issue.name.latin)} {fold(issue.title.latin)}"


def _pairs(
    lists: Sequence[tuple[Issue, Tracks]],
    key: Callable[[Issue], str],
    other: Callable[[Issue], str] | None = None,
) -> Iterator[tuple[Tracks, Tracks]]:
    """Pairs of one key with different lists, both ways round: either may be the item.

    With `other` they are of different ones of that key.
    """
    groups: dict[str, list[tuple[Issue, Tracks]]] = defaultdict(list)
    for issue, tracks in lists:
        if not issue.various:
            groups[key(issue)].append((issue, tracks))
    for group in groups.values():
        for (a, ours), (b, theirs) in permutations(group, 2):
            same = [one.title for one in ours] == [one.title for one in theirs]
            if not same and (other is None or other(a) != other(b)):
                yield ours, theirs
