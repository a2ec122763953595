"""Upload: a set of CD photos that arrived together."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from processing.models.disc import Disc


class Upload(models.Model):
    """Photos that arrived together, and the settings that they were processed with.

    `snapshot` holds the settings of its start, so that a later change of a setting does not
    change half an upload. `over_budget_by` is the manager who let it go on past the budget.
    """

    class Grouping(models.TextChoices):
        NAME = "name", "By file name (item barcode and letter)"
        FOLDER = "folder", "By folder (one folder, one disc)"
        MARK = "mark", "A new disc at each item-barcode sticker or separator slip"
        COUNT = "count", "A new disc every so many photos"

    class Road(models.TextChoices):
        """How questions travel."""

        NOW = "now", "Now"
        BATCH = "batch", "OpenAI Batch: half the price, ready within 24 hours"

    name = models.CharField(max_length=200)
    shelf = models.CharField("shelf or box", max_length=100, blank=True)
    donor = models.CharField("collection or donor", max_length=200, blank=True)
    grouping = models.CharField(max_length=10, choices=Grouping, default=Grouping.NAME)
    photos_per_disc = models.PositiveSmallIntegerField(default=2)  # for Grouping.COUNT
    # Photos came that only a look at all photos can place: grouped again when the last is in.
    needs_grouping = models.BooleanField(default=False)
    # By batch or now, where somebody has chosen; empty: as USE_BATCH_PROCESSING says.
    road = models.CharField(max_length=10, choices=Road, blank=True)
    is_sample = models.BooleanField("the sample", default=False)
    snapshot = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # What its questions were reckoned to cost at the start: reserved of the month's budget.
    estimated_usd = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    over_budget_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    over_budget_at = models.DateTimeField(null=True, blank=True)

    if TYPE_CHECKING:
        discs: models.QuerySet[Disc]
        photos: models.QuerySet[Any]
        bundles: models.QuerySet[Any]

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="upload_over_budget_by_and_at_together",
                condition=Q(over_budget_by=None, over_budget_at=None)
                | Q(over_budget_by__isnull=False, over_budget_at__isnull=False),
            ),
        ]
        permissions = [
            ("add_photos", "May upload and group photos and start processing"),
            ("review", "May decide on matches and correct readings"),
            ("manage", "May cancel, run again, delete and set the budget"),
        ]

    def __str__(self) -> str:
        return self.name
