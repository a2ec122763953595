"""Trial mode: a manager switches auto-accept on or off. Each switch is a row that stays."""

import logging

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from processing.actions.errors import NotAllowed
from processing.models import AutoAccept, Disc, Match, Verification
from processing.models.checked import checked
from processing.models.trial import trial_state

log = logging.getLogger(__name__)


def switch_auto_accept(*, on: bool, by: User) -> int:
    """Switches, and says how many waiting discs of High confidence are accepted with it.

    What was accepted before stays so when it is switched off. The same word once more adds
    nothing. Raises NotAllowed where TRIAL is set.
    """
    if settings.TRIAL:
        raise NotAllowed(
            f"Trial mode is set by TRIAL={settings.TRIAL}, so it cannot be changed here. Whoever "
            "looks after the program can change that setting."
        )
    with transaction.atomic():
        if trial_state().on != on:
            return 0
        seen = checked()
        AutoAccept.objects.create(
            on=on, checked=seen.every.checked, right=seen.every.right, switched_by=by
        )
        accepted = _accept_waiting() if on else 0
    log.info("%s has switched auto-accept %s", by.get_username(), "on" if on else "off")
    return accepted


def _accept_waiting() -> int:
    """What verify would have made of them, in one statement."""
    Disc.objects.filter(trial=Disc.Trial.SHELF).update(trial=Disc.Trial.NO)
    newest = Verification.objects.filter(disc=OuterRef("disc")).order_by("-revision")
    matches: QuerySet[Match] = Match.objects.filter(
        disc=OuterRef("pk"), revision=Subquery(newest.values("revision")[:1])
    )
    return Disc.objects.filter(trial=Disc.Trial.CHECK).update(
        trial=Disc.Trial.NO,
        needs_review=False,
        accepted_source=Subquery(matches.values("record__source__name")[:1]),
        accepted_number=Subquery(matches.values("record__number")[:1]),
    )
