"""Which calibration makes a confidence of evidence: the shipped one, or one on own decisions."""

from typing import Any

from django.conf import settings
from django.db import models


class CalibrationSwitchQuerySet(models.QuerySet["CalibrationSwitch"]):
    def in_use(self) -> dict[str, Any] | None:
        """The library's own calibration as data of `catalog.calibration`; None: the shipped one."""
        newest = self.order_by("-id").first()
        return newest.data if newest else None


class CalibrationSwitch(models.Model):
    """One switch, append-only; the newest counts for uploads that start after it.

    `data` is a calibration on the library's own decisions, None for the shipped one. `decisions`
    is how many it was fitted on.
    """

    data: Any = models.JSONField(null=True, blank=True)
    decisions = models.PositiveIntegerField(default=0)
    switched_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    switched_at = models.DateTimeField(auto_now_add=True)

    objects = CalibrationSwitchQuerySet.as_manager()

    def __str__(self) -> str:
        return self.data["version"] if self.data else "as shipped"
