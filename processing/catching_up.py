"""Discs whose search had to do without a source are searched again once that may answer."""

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from processing import ledger
from processing.models import Decision, Pause, Search, Stage, StageRun, State
from processing.sources import worldcat

AT_ONCE = 200  # discs of one sweep


def search_again() -> int:
    """Says how many discs begin again from the search.

    After a pause one disc alone asks whether the service answers. What a person has decided on
    stays as it is, and so does what is being worked or cancelled.
    """
    if Pause.objects.now().filter(service=worldcat.SERVICE).exists():
        return 0
    due = Search.objects.filter(
        ~Exists(Decision.objects.filter(disc=OuterRef("disc")).current()),
        Exists(
            StageRun.objects.filter(disc=OuterRef("disc"), stage=Stage.VERIFY, state=State.DONE)
        ),
        again_at__lte=timezone.now(),
        revision=F("disc__revision"),
        disc__upload__cancelled_at=None,
    )
    tried = Pause.objects.filter(service=worldcat.SERVICE).exists()
    discs = list(due.order_by("pk").values_list("disc", flat=True)[: 1 if tried else AT_ONCE])
    ledger.restart_all(discs, Stage.SEARCH)
    return len(discs)
