"""Figures of a measured corpus: what was accepted, and how much of it was right."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from processing.evaluation.bounds import lower_bound
from processing.evaluation.cases import Result

_DIGITS = re.compile(r"“[^”]*”|\S*\d\S*")


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one group of cases; shares are 0.0 to 1.0, None where there is nothing to share.

    `titles` and `wrong_titles` count accepted titles, each once: the cases of one title are not
    independent, so `lower` (95 %) is claimed for titles. A title is wrong if any of its accepts is.
    `wrong_absent` are accepts where the true record is not there. `coverage` is the share of the
    cases with their record there that were accepted rightly, `coverage_identified` of those where
    a right code survived too.
    """

    cases: int
    present: int
    identified: int
    accepted: int
    right: int
    wrong_absent: int
    review: int
    titles: int
    wrong_titles: int
    found: int
    right_identified: int
    reference_accepted: int
    reference_wrong: int
    asked: int

    @property
    def wrong(self) -> int:
        return self.accepted - self.right

    @property
    def precision(self) -> float | None:
        return _share(self.right, self.accepted)

    @property
    def lower(self) -> float:
        return lower_bound(self.titles - self.wrong_titles, self.titles)

    @property
    def coverage(self) -> float | None:
        return _share(self.right, self.present)

    @property
    def coverage_identified(self) -> float | None:
        return _share(self.right_identified, self.identified)

    @property
    def recall_at_10(self) -> float | None:
        return _share(self.found, self.present)

    @property
    def reference_precision(self) -> float | None:
        return _share(self.reference_accepted - self.reference_wrong, self.reference_accepted)

    @property
    def asked_share(self) -> float | None:
        return _share(self.asked, self.cases)


def figures(results: Sequence[Result]) -> Figures:
    """All figures of some results."""
    accepted = [one for one in results if one.accepted]
    right = [one for one in accepted if one.right]
    wrong = [one for one in accepted if not one.right]
    reference = [one for one in results if one.reference]
    return Figures(
        cases=len(results),
        present=sum(one.case.present for one in results),
        identified=sum(one.case.identified for one in results),
        accepted=len(accepted),
        right=len(right),
        wrong_absent=sum(not one.case.present for one in wrong),
        review=len(results) - len(accepted),
        titles=len({one.case.family for one in accepted}),
        wrong_titles=len({one.case.family for one in wrong}),
        found=sum(one.found for one in results if one.case.present),
        right_identified=sum(one.case.identified for one in right),
        reference_accepted=len(reference),
        reference_wrong=sum(not one.best_is_right for one in reference),
        asked=sum(one.asked for one in results),
    )


def by(results: Iterable[Result], name: Callable[[Result], str]) -> dict[str, Figures]:
    """Figures for each group that has a name, in the order of the names."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        if group := name(one):
            groups[group].append(one)
    return {group: figures(groups[group]) for group in sorted(groups)}


def kind_of(result: Result) -> str:
    """What makes the case hard, and whether its record is there."""
    there = "record there" if result.case.present else "record absent"
    return f"{result.case.kind}, {there}"


def damage_of(result: Result) -> str:
    return result.case.damage


def music_of(result: Result) -> str:
    return result.case.music


GROUPINGS: tuple[tuple[str, Callable[[Result], str]], ...] = (
    ("By kind of case", kind_of),
    ("By damage", damage_of),
    ("By music", music_of),
)


def why_not(results: Iterable[Result]) -> list[tuple[str, int]]:
    """Why discs with a right code went to review, the most frequent reasons first; numbers in
    the sentences are left out."""
    reasons = Counter(
        _DIGITS.sub("…", reason)
        for one in results
        if one.case.identified and not one.accepted
        for reason in one.reasons
    )
    return reasons.most_common()


def wrong_accepts(results: Iterable[Result]) -> list[Result]:
    """What must not happen."""
    return [one for one in results if one.accepted and not one.right]


@dataclass(frozen=True, slots=True)
class Point:
    """Precision and coverage if every disc with this confidence or more were accepted."""

    threshold: int
    accepted: int
    precision: float
    coverage: float


def curve(results: Sequence[Result]) -> list[Point]:
    """One point for each confidence that occurs, the highest first.

    Discs that the rules give High confidence count as they are; of the others the confidence
    alone decides here: it is what would happen without the tier.
    """
    present = sum(one.case.present for one in results)
    ordered = sorted((one for one in results if one.chosen), key=lambda one: -one.confidence)
    points, right = [], 0
    for place, one in enumerate(ordered, start=1):
        right += one.right
        last = place == len(ordered) or ordered[place].confidence < one.confidence
        if last:
            coverage = right / present if present else 0.0
            points.append(Point(one.confidence, place, right / place, coverage))
    return points


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
