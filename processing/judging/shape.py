"""The shape of the answer when a model judges which record describes the item."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

Compared = Literal["gtin", "publisher_number", "title", "name", "label", "tracks", "discs", "years"]
Said = Literal["agree", "partial", "absent", "conflict"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Finding(_Part):
    field: Compared
    verdict: Said
    note: str | None


class Alternative(_Part):
    number: str
    reason: str


class MatchJudged(_Part):
    findings: list[Finding]
    number: str | None
    confidence: int
    explanation: str
    alternatives: list[Alternative]

    @field_validator("number")
    @classmethod
    def _without_blanks(cls, number: str | None) -> str | None:
        """Blanks round a number are no other number, and no number at all is none."""
        return (number or "").strip() or None
