"""Uploads: create, start, cancel, delete; and the sample."""

from django.contrib.auth.models import User
from django.db import transaction

from processing import grouping as groups
from processing import ledger
from processing.actions import changing, removal
from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.batches import cancelling
from processing.models import OPEN_STATES, BatchJob, Bundle, Disc, State, Upload
from processing.models.repeats import leaning_on, may_begin, undecided

SAMPLE_NAME = "Sample: 12 discs"


def create_upload(
    *,
    name: str,
    by: User | None,
    shelf: str = "",
    donor: str = "",
    grouping: str = "name",
    photos_per_disc: int = 2,
) -> Upload:
    """An empty upload, ready for photos."""
    return Upload.objects.create(
        name=name[:200],
        shelf=shelf,
        donor=donor,
        grouping=grouping,
        photos_per_disc=photos_per_disc,
        created_by=by,
    )


def rename_upload(*, upload: Upload, name: str, shelf: str, donor: str, by: User | None) -> None:
    """What is known of the box, at any time."""
    if not name.strip():
        raise NotAllowed("An upload needs a name.")
    upload.name, upload.shelf, upload.donor = name.strip()[:200], shelf.strip(), donor.strip()
    upload.save(update_fields=["name", "shelf", "donor"])


def start(*, upload: Upload, by: User | None) -> int:
    """Starts every disc that has not begun; says how many. Discs that come later start by themselves.

    Raises NotAllowed while photos that may change which discs there are are being opened.
    """
    groups.regroup_if_complete(upload.pk)  # the last photo may have come in this moment
    if not upload.discs.exists():
        raise NotAllowed("There is no disc yet: add photos, or assign the unassigned ones first.")
    if opening := groups.awaited(upload):
        raise NotAllowed(_still_opening(opening))
    if repeats := undecided(upload).count():
        raise NotAllowed(_still_open(repeats))
    if not may_begin(upload).exists():
        raise NotAllowed("All discs of this upload have been started already, or are skipped.")
    with transaction.atomic():
        started = ledger.begin(upload)
        nudge_on_commit()
    return started


def _still_opening(files: int) -> str:
    are = "1 file is" if files == 1 else f"{files} files are"
    return (
        f"{are} still being opened, and the last discs are known only then. Start when all are "
        "open; the page says when."
    )


def _still_open(repeats: int) -> str:
    discs = "1 disc stands" if repeats == 1 else f"{repeats} discs stand"
    return (
        f"{discs} in an earlier upload already. Choose for each: skip it, add its photos there, "
        "or process it again. Then start."
    )


def cancel(*, upload: Upload, by: User) -> int:
    """Stops what has not ended; what was found stays. Says how many steps were stopped."""
    with transaction.atomic():
        stopped = ledger.cancel(upload)
    unsent = BatchJob.objects.filter(upload_number=upload.pk, step__in=cancelling.NOT_SENT)
    for job in unsent.filter(state=State.PENDING):  # one in work asks before it is submitted
        cancelling.cancel(job)
    return stopped


def delete_upload(*, upload: Upload, by: User) -> None:
    """Deletes an upload with its photos. Decisions, reports and costs stay.

    Discs that were skipped because they stand here are skipped no more.
    """
    if BatchJob.objects.filter(upload_number=upload.pk, state__in=OPEN_STATES).exists():
        raise NotAllowed(
            f"“{upload.name}” has an open batch at OpenAI. Cancel the batch first, then delete."
        )
    with transaction.atomic():
        row = changing.lock(upload)
        photos = list(row.photos.select_for_update().order_by("pk"))
        names = removal.names_of(photos)
        names.update(row.bundles.values_list("file", flat=True))
        skipped = list(leaning_on(row).select_for_update().order_by("pk"))
        ledger.cancel(row)
        row.delete()
        for disc in skipped:
            disc.repeat = Disc.Repeat.OPEN
            disc.save(update_fields=["repeat"])
            ledger.photo_came(disc)
        removal.files_on_commit(names)
        nudge_on_commit()


def add_sample(*, by: User | None = None) -> Upload:
    """The sample upload; its photos are drawn and its discs started by a worker."""
    with transaction.atomic():
        upload = Upload.objects.create(name=SAMPLE_NAME, is_sample=True, created_by=by)
        Bundle.objects.create(
            upload=upload, kind=Bundle.Kind.SAMPLE, name="sample", sha256="sample"
        )
        nudge_on_commit()
    return upload
