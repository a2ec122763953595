"""Which sources are searched, as CATALOG says and as an upload keeps it."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from processing.models import Source, Upload

WORLDCAT, LOCAL, OWN = "worldcat", "local", "own"


@dataclass(frozen=True, slots=True)
class Asked:
    """WorldCat, and these of the imported files."""

    worldcat: bool
    local: QuerySet[Source]


def catalog() -> str:
    """What an upload keeps: names with commas; "own" are only files that are our holdings."""
    if settings.CATALOG != "auto":
        return str(settings.CATALOG)
    return f"{WORLDCAT},{OWN}" if settings.OCLC_CLIENT_ID else LOCAL


def asked(upload: Upload) -> Asked:
    """What an upload is searched in, or would be if it were started now.

    The sample is searched in its own records alone, and nothing else in those.
    """
    if upload.is_sample:
        return Asked(worldcat=False, local=Source.objects.filter(upload=upload))
    kept = upload.snapshot.get("catalog", LOCAL) if upload.snapshot else catalog()
    names = str(kept).split(",")
    imported = Source.objects.imported()
    if OWN in names:
        imported = imported.filter(own=True)
    elif LOCAL not in names:
        imported = imported.none()
    return Asked(worldcat=WORLDCAT in names, local=imported)


def by_hand(upload: Upload) -> bool:
    """Whether people may ask WorldCat themselves for a disc of this upload, as it is set now."""
    return not upload.is_sample and WORLDCAT in catalog().split(",")


def only_worldcat(catalog: str) -> bool:
    """Whether a disc cannot be searched at all while WorldCat does not answer."""
    return catalog.split(",") == [WORLDCAT]
