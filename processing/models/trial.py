"""Trial mode: what is High confidence is checked by people too, until a manager ends it."""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.db import models

ENOUGH = 300  # checked discs after which auto-accept is offered
HIDDEN_SHARE = 5  # of one in so many the suggestion is hidden


class AutoAccept(models.Model):
    """A manager's word on whether High confidence is accepted unchecked. Append-only: the newest
    counts. `checked` and `right` are what the page showed when it was given."""

    on = models.BooleanField("High confidence is accepted without a check")
    checked = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    switched_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    switched_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "switch of auto-accept"
        verbose_name_plural = "switches of auto-accept"

    def __str__(self) -> str:
        return f"auto-accept {'on' if self.on else 'off'}, {self.switched_at:%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class TrialState:
    """Whether trial mode counts now, and by what: the setting TRIAL, or the newest switch."""

    on: bool
    by_setting: bool = False
    switch: AutoAccept | None = None


def trial_state() -> TrialState:
    """In one query; in none where TRIAL is set."""
    if settings.TRIAL:
        return TrialState(settings.TRIAL == "true", by_setting=True)
    newest = AutoAccept.objects.select_related("switched_by").first()
    return TrialState(newest is None or not newest.on, switch=newest)


def by_lot(disc: int) -> bool:
    """Whether this disc, by its key, is one of those whose suggestion is hidden; always the same."""
    drawn = sha256(f"hidden suggestion of disc {disc}".encode()).digest()
    return int.from_bytes(drawn[:8]) % HIDDEN_SHARE == 0
