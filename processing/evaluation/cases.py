"""What is measured: cases, corpora of them, and what came of each."""

from dataclasses import dataclass, field

from processing.catalog.evidence import Choice, Scored, Tier
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record

Key = tuple[str, str]  # source and number of a record


@dataclass(frozen=True, slots=True)
class Case:
    """One disc to find. `truths` are all records of its issue; empty where none is there.

    `hidden` are records of the corpus that this case must not see: so the true one is absent.
    `family` joins the cases of one title: figures count titles, and a fit keeps them together.
    `kind` says what makes it hard, `damage` what happened to the reading. `identified` says that
    the UPC or the publisher number, as it was read, is that of a true record. `music` is the sort
    of music, or the script or make-up that matters more.
    """

    reading: CleanReading
    truths: frozenset[Key]
    kind: str
    damage: str
    family: str
    hidden: frozenset[Key] = frozenset()
    identified: bool = False
    music: str = ""

    @property
    def present(self) -> bool:
        return bool(self.truths)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Cases, and the records among which each is searched for."""

    name: str
    records: tuple[Record, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What the program made of one case; `candidates` are at most ten, the best first.

    `tier`, `confidence`, `signs` and `reasons` are those after the check of tracks and years.
    `reference` says whether the reference's rule would accept our best candidate, `asked` whether
    a model would be asked.
    """

    case: Case
    candidates: tuple[Key, ...]
    choice: Choice
    tier: Tier
    confidence: int
    reasons: tuple[str, ...]
    scored: Scored | None = None
    signs: dict[str, float] = field(default_factory=dict)
    reference: bool = False
    asked: bool = False
    threshold: int = field(default=0, kw_only=True)

    @property
    def chosen(self) -> Key | None:
        return self.choice.record_key

    @property
    def right(self) -> bool:
        """Whether the chosen record is of the disc's issue."""
        return self.chosen in self.case.truths

    @property
    def best_is_right(self) -> bool:
        """Whether the first candidate, which the reference's rule would take, is of the issue."""
        return bool(self.candidates) and self.candidates[0] in self.case.truths

    @property
    def accepted(self) -> bool:
        """Whether the disc would go on without a look: High confidence, and above the threshold."""
        return self.tier is Tier.HIGH and self.confidence >= self.threshold

    @property
    def found(self) -> bool:
        """Whether a true record is among the candidates."""
        return not self.case.truths.isdisjoint(self.candidates)
