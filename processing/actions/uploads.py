"""Uploads: create, start, cancel, delete; and the sample."""

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import transaction

from processing import ledger
from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.models import OPEN_STATES, BatchJob, Bundle, Upload

SAMPLE_NAME = "Sample: 12 discs"


def create_upload(
    *, name: str, by: User | None, shelf: str = "", donor: str = "", grouping: str = "name"
) -> Upload:
    """An empty upload, ready for photos."""
    return Upload.objects.create(
        name=name[:200], shelf=shelf, donor=donor, grouping=grouping, created_by=by
    )


def start(*, upload: Upload, by: User | None) -> int:
    """Starts every disc that has not begun; says how many. Discs that come later start by themselves."""
    if not upload.discs.exists():
        raise NotAllowed("There is no disc yet: add photos, or assign the unassigned ones first.")
    if not upload.discs.filter(runs=None).exists():
        raise NotAllowed("All discs of this upload have been started already.")
    with transaction.atomic():
        started = ledger.begin(upload)
        nudge_on_commit()
    return started


def cancel(*, upload: Upload, by: User) -> int:
    """Stops what has not ended; what was found stays. Says how many steps were stopped."""
    with transaction.atomic():
        return ledger.cancel(upload)


def delete_upload(*, upload: Upload, by: User) -> None:
    """Deletes an upload with its photos. Decisions, reports and costs stay."""
    if BatchJob.objects.filter(upload_number=upload.pk, state__in=OPEN_STATES).exists():
        raise NotAllowed(
            f"“{upload.name}” has an open batch at OpenAI. Cancel the batch first, then delete."
        )
    files = _files(upload)
    with transaction.atomic():
        ledger.cancel(upload)
        upload.delete()
        transaction.on_commit(lambda: _delete_files(files), robust=True)


def _files(upload: Upload) -> list[str]:
    photos = upload.photos.values_list("original", "working", "thumb")
    names = [name for row in photos for name in row]
    return [name for name in [*names, *upload.bundles.values_list("file", flat=True)] if name]


def _delete_files(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


def add_sample(*, by: User | None = None) -> Upload:
    """The sample upload; its photos are drawn and its discs started by a worker."""
    with transaction.atomic():
        upload = Upload.objects.create(name=SAMPLE_NAME, is_sample=True, created_by=by)
        Bundle.objects.create(
            upload=upload, kind=Bundle.Kind.SAMPLE, name="sample", sha256="sample"
        )
        nudge_on_commit()
    return upload
