"""Report: a workbook that is asked for, made by a worker and downloaded from a link."""

from django.conf import settings
from django.db import models

from processing.models.claimable import Claimable


class Report(Claimable):
    """One Excel report over one or several uploads, whose numbers are kept by value."""

    uploads = models.JSONField()
    title = models.CharField(max_length=200)
    file = models.FileField(max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta(Claimable.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title
