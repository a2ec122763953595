"""What may leave the building: the setting SEND_TO_MODEL, else the newest word of a manager."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from processing.clients.openai import OPENAI_URL
from processing.models import Consent

# Why a disc waits, on its StageRun and as the reason of the Pause: `ledger.release` looks for it.
NOT_YET_ALLOWED = "A manager has to confirm first what is sent to OpenAI: the page “What is sent”."


@dataclass(frozen=True, slots=True)
class Allowed:
    """`photos` and `records` (readings and record text): True, False, or None: nobody has said.

    `by_setting` means that SEND_TO_MODEL in the environment decides and no page can change it.
    """

    photos: bool | None
    records: bool | None
    by_setting: bool = False
    consent: Consent | None = None


def recipient() -> str:
    """The address of the server that questions go to, without a name and password in it."""
    parts = urlsplit(settings.OPENAI_BASE_URL or OPENAI_URL)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def reads_with_model() -> bool:
    """Whether the settings let a model read photos, as far as that is allowed."""
    return bool(settings.OPENAI_API_KEY) and settings.READER != "local"


def allowed() -> Allowed:
    """What may be sent now. A word about another server counts for nothing."""
    if settings.SEND_TO_MODEL:
        named = settings.SEND_TO_MODEL.split(",")
        return Allowed("photos" in named, "records" in named, by_setting=True)
    consent = Consent.objects.filter(recipient=recipient()).select_related("given_by").first()
    if consent is None:
        return Allowed(None, None)
    return Allowed(consent.photos, consent.records, consent=consent)
