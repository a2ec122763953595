"""How a reading compares with a record: per field, with both values, a score and a sentence."""

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """On screen: agrees, partly, not given, differs."""

    AGREE = "agree"
    PARTIAL = "partial"
    ABSENT = "absent"
    CONFLICT = "conflict"


class Field(StrEnum):
    """The fields that are compared, in the order in which they are shown."""

    GTIN = "gtin"
    PUBLISHER_NUMBER = "publisher_number"
    TITLE = "title"
    NAME = "name"
    LABEL = "label"
    TRACKS = "tracks"
    DISCS = "discs"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One compared field. `score` is 0.0 to 1.0, None where one side does not give the field."""

    field: Field
    verdict: Verdict
    ours: str
    theirs: str
    score: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class TrackPair:
    """One row of the track table: indexes into the two lists, similarity 0.0 to 1.0."""

    ours: int
    theirs: int
    score: float


@dataclass(frozen=True, slots=True)
class TrackComparison:
    """Two track lists side by side.

    `score` is 0 to 100, None where one side has no list. `missing` are indexes of ours that
    the record lacks, `extra` indexes of the record's that we lack. `part_of_set` is True where
    ours is a run of theirs in order: one disc of a set. `other_lengths` are indexes of ours whose
    length is another one on the record. `other_script`: the lists stand in two writings and could
    not be compared.
    """

    score: int | None
    pairs: tuple[TrackPair, ...] = ()
    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()
    in_order: bool = True
    part_of_set: bool = False
    other_lengths: tuple[int, ...] = ()
    other_script: bool = False


@dataclass(frozen=True, slots=True)
class YearComparison:
    """Years of item and record: a verdict and the sentence that says why.

    `look` is True where a cataloger has to look, though nothing contradicts.
    """

    verdict: Verdict
    sentence: str
    look: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """A record with its evidence. `score` is 0 to 100 and only ranks; it is not a confidence.

    `veto` says in words why the record cannot describe this disc, None where it can.
    """

    record_key: tuple[str, str]
    score: int
    evidence: tuple[Evidence, ...]
    veto: str | None = None


class Tier(StrEnum):
    """High is given by evidence rules alone; the others go to review."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """The outcome of comparing: which record, how sure, and why.

    `record_key` is (source, number), None where no record is good enough. `confidence` is
    0 to 100. `reasons` are sentences that say why a cataloger should look; empty for HIGH.
    `said` is a model's own explanation, `said_of_others` its reasons for the alternatives; both
    are empty where no model was asked. `signs` are what the confidence was worked out from.
    """

    record_key: tuple[str, str] | None
    tier: Tier
    confidence: int
    explanation: str
    reasons: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, str], ...] = ()
    said: str = ""
    said_of_others: tuple[str, ...] = ()
    signs: dict[str, float] = field(default_factory=dict, hash=False)
