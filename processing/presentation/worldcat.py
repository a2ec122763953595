"""How WorldCat stands, in words. Nothing here asks OCLC: pages do not wait for it."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from processing.clients.worldcat import Api
from processing.clients.worldcat_limits import Limits
from processing.models import Pause, Search, Upload
from processing.sources import worldcat
from processing.sources.asked import asked
from processing.sources.worldcat.connecting import connection

NO_NUMBERS = (
    "Publisher numbers are not available from this connection to WorldCat: the Search API does "
    "not show them (028). A record that was found by its number counts as partly agreeing."
)
NAMES = {Api.METADATA: "WorldCat (Metadata API)", Api.SEARCH: "WorldCat (Search API)"}
RECENT = 20  # searches that are looked at
NEAR = 0.1  # of the calls of a day


def interface() -> Api | None:
    """By which interface WorldCat is asked: as it is set, else as it was asked last."""
    if settings.OCLC_API != "auto":
        return Api(settings.OCLC_API)
    newest = Search.objects.order_by("-pk")[:RECENT]
    told = (row.searched for row in newest)
    last = next((one for one in told if any(a.source == worldcat.NAME for a in one.asked)), None)
    if last is None:
        return None
    return Api.METADATA if last.shows_numbers else Api.SEARCH


def name(api: Api | None) -> str:
    """WorldCat, with its interface where that is known."""
    return NAMES[api] if api else worldcat.NAME


def pauses(upload: Upload) -> QuerySet[Pause]:
    """The services that are not asked now; WorldCat only where this upload is searched there."""
    paused = Pause.objects.now().order_by("service")
    if asked(upload).worldcat:
        return paused
    return paused.exclude(service=worldcat.SERVICE)


def waiting() -> str:
    """Why WorldCat is not asked now, and until when; "" where it is."""
    pause = Pause.objects.now().filter(service=worldcat.SERVICE).first()
    if pause is None:
        return ""
    return (
        f"WorldCat is not asked until {moment(pause.until)}: {pause.reason} Discs that need it "
        "wait and then go on by themselves."
    )


def running_out() -> str:
    """That few calls are left of those of 24 hours; "" where there are enough."""
    gate = connection().gate
    left = gate.left() if isinstance(gate, Limits) else None
    if left is None or left.calls > left.of * NEAR:
        return ""
    return (
        f"{left.calls:,} of {left.of:,} calls to WorldCat in 24 hours are left. When they are used "
        f"up, discs wait and then go on by themselves; from {moment(left.more_at)} on there are "
        "more again."
    )


def moment(when: datetime) -> str:
    """3 May, 14:05 UTC, by the clock of the library."""
    return date_format(timezone.localtime(when), "j M, H:i T")
