"""Disc: one physical item, a disc or a set."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from processing.models.trial import by_lot
from processing.models.upload import Upload

if TYPE_CHECKING:
    from processing.models.photo import Photo
    from processing.models.results import Candidate, Match, Reading, Verification
    from processing.models.search import Search
    from processing.models.stage_run import StageRun


class Disc(models.Model):
    """One item, known by its work number and, where it has one, by its item barcode.

    `revision` counts each change of what it is made from. `accepted_source`,
    `accepted_number`, `confidence` and `needs_review` are what verify and the decisions of
    catalogers make of the newest match; they are kept here so that lists need no joins. So are
    `trial`, and `set_part`: which disc of the accepted record's set it is (`catalog.set_part`).
    """

    class Repeat(models.TextChoices):
        """What is to be done with a disc whose item barcode stands in an earlier upload."""

        OPEN = "", "to be chosen"
        SKIP = "skip", "not processed"
        AGAIN = "again", "processed again"

    class Trial(models.TextChoices):
        """High confidence that counts for nothing before a person has checked it."""

        NO = "", "–"
        CHECK = "check", "please check"
        SHELF = "shelf", "put off until somebody has looked at the shelf"

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="discs")
    position = models.PositiveIntegerField()
    item_barcode = models.CharField(max_length=40, null=True, blank=True)
    folder = models.CharField(max_length=300, blank=True)
    repeat = models.CharField(max_length=10, choices=Repeat, blank=True)
    revision = models.PositiveIntegerField(default=1)
    accepted_source = models.CharField(max_length=60, blank=True)
    accepted_number = models.CharField(max_length=60, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    needs_review = models.BooleanField(null=True, blank=True)
    trial = models.CharField(max_length=10, choices=Trial, blank=True, default="")
    set_part = models.CharField(max_length=10, blank=True, default="")
    # A person asked to search again: answers that were kept before this moment are not used.
    search_anew_since = models.DateTimeField(null=True, blank=True)

    if TYPE_CHECKING:
        photos: models.QuerySet[Photo]
        runs: models.QuerySet[StageRun]
        readings: models.QuerySet[Reading]
        candidates: models.QuerySet[Candidate]
        searches: models.QuerySet[Search]
        matches: models.QuerySet[Match]
        verifications: models.QuerySet[Verification]
        corrections: models.QuerySet[Any]
        upload_id: int

    class Meta:
        ordering = ["upload_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "position"], name="disc_position"),
            models.UniqueConstraint(
                fields=["upload", "item_barcode"],
                name="disc_item_barcode",
                condition=Q(item_barcode__isnull=False),
            ),
            models.CheckConstraint(
                name="disc_on_trial_is_not_accepted",
                condition=Q(trial="") | Q(accepted_number="", needs_review=True),
            ),
        ]
        indexes = [
            models.Index(fields=["item_barcode"], name="disc_barcode"),  # in earlier uploads
            models.Index(fields=["accepted_source", "accepted_number"], name="disc_accepted"),
            models.Index(fields=["needs_review", "confidence"], name="disc_review"),
        ]

    def __str__(self) -> str:
        return self.item_barcode or f"Item {self.work_number}"

    @property
    def work_number(self) -> str:
        """Upload and position in the box, such as 12-007: always there."""
        return f"{self.upload_id}-{self.position:03d}"

    @property
    def hidden(self) -> bool:
        """Whether the program's suggestion is not shown: a cataloger chooses unprompted."""
        return bool(self.trial) and by_lot(self.pk)

    @property
    def shown_revision(self) -> int:
        """The newest revision that went through all stages; pages show it meanwhile."""
        newest = self.verifications.order_by("-revision").values_list("revision", flat=True)
        return newest.first() or self.revision

    def reading(self, revision: int | None = None) -> "Reading | None":
        return self.readings.filter(revision=revision or self.revision).first()

    def match(self, revision: int | None = None) -> "Match | None":
        return self.matches.filter(revision=revision or self.revision).first()

    def verification(self, revision: int | None = None) -> "Verification | None":
        return self.verifications.filter(revision=revision or self.revision).first()

    def ranked(self, revision: int | None = None) -> "models.QuerySet[Candidate]":
        """The candidates of a revision, the best first, their records loaded with them."""
        return (
            self.candidates.filter(revision=revision or self.revision)
            .select_related("record__source")
            .order_by("rank")
        )
