"""Files that are sent: taken, or refused with a reason in words that stays listed."""

from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile

from processing import arrival, imaging
from processing.actions.nudging import nudge_on_commit
from processing.arrival import Added
from processing.models import Upload


def add_file(
    *, upload: Upload, file: "UploadedFile[Any]", by: User | None, folder: str = ""
) -> Added:
    """Takes one file: a photo, or a PDF, TIFF or ZIP that holds several.

    Raises imaging.Refused with the reason in words; then nothing is kept of the file but its
    name and that reason (`upload.refusals`). The same bytes twice are one photo: then `duplicate`
    is set. Every limit is checked here; call it outside a transaction, or the refusal is lost.
    """
    try:
        added = arrival.receive(upload, file, file.name or "photo", folder)
    except imaging.Refused as error:
        arrival.refuse(upload, file.name or "photo", folder, str(error))
        raise
    nudge_on_commit()
    return added


def refuse_file(*, upload: Upload, name: str, folder: str, reason: str, by: User | None) -> None:
    """Lists a file that was not accepted; `reason` is said to the person as it stands."""
    arrival.refuse(upload, name, folder, reason)


def dismiss_refusals(*, upload: Upload, by: User) -> int:
    """Takes the list of refused files away; says how many there were."""
    count, _ = upload.refusals.all().delete()
    return count
