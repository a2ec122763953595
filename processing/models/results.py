"""What the stages found, each row for one revision of one disc."""

from typing import TYPE_CHECKING, Any

from django.db import models

from processing.catalog import codec, evidence, reading, verify
from processing.models.disc import Disc
from processing.models.record import BibRecord


class Result(models.Model):
    """Carries the disc and its revision; a revision's results are whole in themselves."""

    revision = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Reading(Result):
    """`machine` is what the reader saw; `cleaned` is that with the corrections, tidied."""

    disc = models.ForeignKey(Disc, models.CASCADE, related_name="readings")
    reader = models.CharField(max_length=80)
    machine_data = models.JSONField()
    cleaned_data = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["disc", "revision"], name="reading_once")]

    def __str__(self) -> str:
        return f"Reading of disc {self.disc_id}, revision {self.revision}"

    @property
    def machine(self) -> reading.Reading:
        return codec.from_json(reading.Reading, self.machine_data)

    @property
    def cleaned(self) -> reading.CleanReading | None:
        """None until the reading has been tidied."""
        if self.cleaned_data is None:
            return None
        return codec.from_json(reading.CleanReading, self.cleaned_data)

    if TYPE_CHECKING:
        disc_id: int


class Candidate(Result):
    """A record proposed for a disc. `rank` 1 is the best; `score` 0 to 100 only ranks."""

    disc = models.ForeignKey(Disc, models.CASCADE, related_name="candidates")
    record = models.ForeignKey(BibRecord, models.RESTRICT, related_name="candidacies")
    rank = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField()
    evidence_data = models.JSONField(default=list)
    veto = models.TextField(blank=True)
    found_by = models.CharField(max_length=200, blank=True)
    by_hand = models.BooleanField(default=False)

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["disc", "revision", "record"], name="candidate_once")
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.record}"

    @property
    def evidence(self) -> tuple[evidence.Evidence, ...]:
        return codec.from_json(tuple[evidence.Evidence, ...], self.evidence_data)


class Match(Result):
    """The chosen record, None where none is good enough, as compare left it (before the checks)."""

    disc = models.ForeignKey(Disc, models.CASCADE, related_name="matches")
    record = models.ForeignKey(BibRecord, models.RESTRICT, null=True, related_name="matches")
    choice_data = models.JSONField()
    made_by = models.CharField(max_length=122)  # a model, and the version of its prompt

    class Meta:
        constraints = [models.UniqueConstraint(fields=["disc", "revision"], name="match_once")]

    def __str__(self) -> str:
        return f"Match of disc {self.disc_id}, revision {self.revision}"

    @property
    def choice(self) -> evidence.Choice:
        return codec.from_json(evidence.Choice, self.choice_data)

    if TYPE_CHECKING:
        disc_id: int


class Verification(Result):
    """The deterministic check on the match: tier, confidence and reasons after it."""

    disc = models.ForeignKey(Disc, models.CASCADE, related_name="verifications")
    data: Any = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disc", "revision"], name="verification_once")
        ]

    def __str__(self) -> str:
        return f"Check of disc {self.disc_id}, revision {self.revision}"

    @property
    def verified(self) -> verify.Verified:
        return codec.from_json(verify.Verified, self.data)

    if TYPE_CHECKING:
        disc_id: int
