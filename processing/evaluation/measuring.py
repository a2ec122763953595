"""Which corpora there are, and all figures of those that are asked for."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from processing.evaluation import real, shipped, tracklists, upcs
from processing.evaluation.cases import Corpus, Result
from processing.evaluation.families import SEED, families
from processing.evaluation.handmade import albums
from processing.evaluation.issues import Issue
from processing.evaluation.releases import releases
from processing.evaluation.running import run
from processing.evaluation.scoring import Figures, figures
from processing.evaluation.tracklists import Passed

Progress = Callable[[str, int, int], None]
ALL = "all"


class UnknownCorpus(Exception):
    """There is no such corpus; the message says what there is."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A corpus with its results, and what was measured beside them."""

    name: str
    results: tuple[Result, ...]
    tracks: dict[str, Passed] = field(default_factory=dict)
    upcs: Counter[str] = field(default_factory=Counter)

    @property
    def figures(self) -> Figures:
        return figures(self.results)


def measure(
    name: str,
    *,
    families_count: int,
    seed: int = SEED,
    threshold: int = 0,
    progress: Progress | None = None,
) -> Measured:
    """All figures of one corpus: "handmade", "generated", or a folder of real data.

    `families_count` and `seed` are of what is invented.
    """
    corpus = _corpus(name, families_count, seed)

    def tell(place: int, total: int) -> None:
        if progress:
            progress(corpus.name, place, total)

    results = run(corpus, threshold=threshold, progress=tell)
    tracks = tracklists.measure(_issues(name, families_count, seed))
    listed = Path(name) / real.UPCS
    counts = upcs.of_file(listed) if listed.is_file() else Counter()
    return Measured(corpus.name, results, tracks, counts)


def together(found: Iterable[Measured]) -> Measured:
    """The results of several corpora as one."""
    return Measured(ALL, tuple(one for each in found for one in each.results))


def _corpus(name: str, families_count: int, seed: int) -> Corpus:
    if name == shipped.HANDMADE:
        return shipped.handmade()
    if name == shipped.GENERATED:
        return shipped.generated(families_count, seed)
    if real.is_folder(Path(name)):
        return real.real(Path(name))
    raise UnknownCorpus(
        f"There is no corpus {name}. Name {shipped.HANDMADE}, {shipped.GENERATED}, or a folder "
        f"with {real.CDS}, {real.RELEASES} or {real.UPCS}."
    )


def _issues(name: str, families_count: int, seed: int) -> list[Issue]:
    if name == shipped.HANDMADE:
        return [issue for issues in albums() for issue in issues]
    if name == shipped.GENERATED:
        invented = families(families_count, seed)
        return [one for family in invented for one in (family.base, family.neighbour)]
    path = Path(name) / real.RELEASES
    return [one.issue for one in releases(path)] if path.is_file() else []
