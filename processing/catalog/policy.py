"""What a library decides for itself of the rules; an upload keeps what held when it started."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from processing.catalog.calibration import SHIPPED, Calibration, of_data
from processing.catalog.evidence import Field

CATALOGING_LANGUAGE = "eng"


class Mismatch(StrEnum):
    """What an 028 on both sides that disagrees does. Without `IGNORE` it is never High."""

    REVIEW = "review"
    VETO = "veto"
    IGNORE = "ignore"


class Need(StrEnum):
    """What a library may ask of a record that it takes over as it is."""

    LEVEL = "level"
    CODED = "007"
    EXTENT = "300"
    NAMES = "names"
    CONTENTS = "505"
    SUBJECTS = "6xx"
    RDA = "rda"


MINIMUM = (Need.LEVEL, Need.EXTENT, Need.NAMES, Need.CONTENTS)


@dataclass(frozen=True, slots=True)
class Policy:
    """`language` is the library's language of cataloging as a MARC code, "" for any.

    A record that lacks one of `minimum` needs an upgrade, however right it is. `calibration` makes
    a confidence of evidence, and below `high_confidence` a cataloger looks whatever the tier.
    """

    number_mismatch: Mismatch = Mismatch.REVIEW
    language: str = CATALOGING_LANGUAGE
    minimum: tuple[Need, ...] = MINIMUM
    calibration: Calibration = SHIPPED.calibration
    high_confidence: int = 0

    @property
    def ignored(self) -> frozenset[Field]:
        """Fields whose contradiction does not count."""
        ignored = self.number_mismatch is Mismatch.IGNORE
        return frozenset({Field.PUBLISHER_NUMBER}) if ignored else frozenset()


DEFAULT = Policy()


def policy_of(snapshot: Mapping[str, Any]) -> Policy:
    """The policy that an upload started with; what an older one does not tell is the default."""
    minimum: Iterable[str] = snapshot.get("record_minimum", MINIMUM)
    return Policy(
        Mismatch(snapshot.get("number_mismatch", Mismatch.REVIEW)),
        snapshot.get("cataloging_language", CATALOGING_LANGUAGE),
        tuple(Need(need) for need in minimum),
        of_data(snapshot.get("calibration")),
        snapshot.get("high_confidence", 0),
    )
