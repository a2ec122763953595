"""What may leave the building: the setting SEND_TO_MODEL, else the newest word of a manager."""

from dataclasses import dataclass

from django.conf import settings

from processing.clients.openai import OPENAI_URL
from processing.models import Consent

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
    """The address of the server that questions go to."""
    return settings.OPENAI_BASE_URL or OPENAI_URL


def allowed() -> Allowed:
    """What may be sent now. A word about another server counts for nothing."""
    if settings.SEND_TO_MODEL:
        named = settings.SEND_TO_MODEL.split(",")
        return Allowed("photos" in named, "records" in named, by_setting=True)
    consent = Consent.objects.filter(recipient=recipient()).select_related("given_by").first()
    if consent is None:
        return Allowed(None, None)
    return Allowed(consent.photos, consent.records, consent=consent)
