"""What leaves the building, as it stands now: for its page, the notes on every page, and a start."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Exists, Subquery

from processing.models import Consent, Pause, Upload
from processing.questions.allowed import (
    NOT_YET_ALLOWED,
    Allowed,
    allowed,
    reads_with_model,
    recipient,
)
from processing.questions.statement import PHOTOS, RECORDS, Statement
from processing.sources.asked import WORLDCAT, catalog

SERVICE = "openai"
_PHOTOS_OFF = {
    "auto": "Without it, discs that are started from now on are read on this machine.",
    "openai": "Without it, no disc can be read: READER=openai is set.",
    "local": "Not used now: READER=local is set, so photos are read on this machine.",
}


@dataclass(frozen=True, slots=True)
class Sending:
    """The page “What is sent”: the text, what stands now, and what a form would change."""

    statement: Statement
    now: Allowed
    key: bool
    reads: bool
    setting: str
    photos_text: str = PHOTOS
    records_text: str = RECORDS

    @property
    def open(self) -> bool:
        """Whether a manager's word counts for anything."""
        return self.key and not self.now.by_setting

    @property
    def worldcat(self) -> bool:
        """Whether what is searched for goes to OCLC."""
        return WORLDCAT in catalog().split(",")

    @property
    def photos_off(self) -> str:
        """What happens without photos being sent, by the setting READER."""
        return _PHOTOS_OFF[settings.READER]

    @property
    def anything(self) -> bool:
        return bool(self.key and (self.now.photos or self.now.records))


def sending() -> Sending:
    return Sending(
        statement=Statement(recipient()),
        now=allowed(),
        key=bool(settings.OPENAI_API_KEY),
        reads=reads_with_model(),
        setting=settings.SEND_TO_MODEL,
    )


@dataclass(frozen=True, slots=True)
class Notes:
    """What managers are told on every page: nobody has said what may be sent, or OpenAI waits."""

    unsaid: bool = False
    reason: str = ""
    until: datetime | None = None


def notes(manager: User) -> Notes:
    """In one query; in none where no key is set."""
    if not settings.OPENAI_API_KEY:
        return Notes()
    paused = Pause.objects.now().filter(service=SERVICE)
    said = Consent.objects.filter(recipient=recipient())
    found = User.objects.filter(pk=manager.pk).values_list(
        Exists(said),
        Subquery(paused.values("reason")[:1]),
        Subquery(paused.values("until")[:1]),
    )
    is_said, reason, until = found[0]
    if reads_with_model() and not settings.SEND_TO_MODEL and not is_said:
        return Notes(unsaid=True)
    if reason and reason != NOT_YET_ALLOWED:
        return Notes(reason=reason, until=until)
    return Notes()


def waits_for_word(upload: Upload) -> bool:
    """Whether the discs of this upload wait, or would wait, for a manager's word."""
    started = upload.started_at is not None
    reads = upload.snapshot.get("reader") == "openai" if started else reads_with_model()
    return bool(reads) and allowed().photos is None
