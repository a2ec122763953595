"""The rest of a photo's arrival, after the request that stored it: tasks that survive a kill.

Splitting a Bundle makes Photos; taking in a Photo makes its working JPEG and thumbnail and
decodes its barcodes. Both are claimed rows, so a kill only means that they are claimed again.
"""

import logging
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from processing import arrival, imaging, leases, ledger
from processing.catalog.codec import to_json
from processing.leases import Only
from processing.logs import working_on
from processing.models import Bundle, Disc, Failure, LostClaim, Photo, State, Upload
from processing.readers import barcodes
from processing.sample import photos as sample_photos
from processing.sample.records import catalogue
from processing.sources.importing import import_file

log = logging.getLogger(__name__)

UNREADABLE = "The program could not work on this file. Retry, or photograph it again."


def take_in_next(only: Only) -> bool:
    """Takes in the next photo that has arrived; False where there is none."""
    photo = Photo.objects.filter(**only.of("upload")).claim_next(leases.owner())
    if photo is None:
        return False
    with working_on(photo=photo.pk, upload=photo.upload_id), leases.kept(photo):
        _guard(photo, take_in)
    return True


def split_next(only: Only) -> bool:
    """Splits the next file that holds several photos; False where there is none."""
    bundle = Bundle.objects.filter(**only.of("upload")).claim_next(leases.owner())
    if bundle is None:
        return False
    with working_on(bundle=bundle.pk, upload=bundle.upload_id), leases.kept(bundle):
        _guard(bundle, split)
    return True


def _guard(row: Any, work: Callable[[Any], None]) -> None:
    """Runs the work; a failure ends on the row, in words."""
    try:
        work(row)
    except LostClaim:
        log.info("taken over meanwhile")
    except imaging.Refused as error:
        _fail(row, Failure(str(error), final=True))
    except Exception as error:
        log.exception("could not be taken in")
        _fail(row, Failure.unexpected(UNREADABLE, error))


def _fail(row: Any, failure: Failure) -> None:
    try:
        over = type(row).objects.record_failure(row, failure)
    except LostClaim:
        return
    log.warning("failed: %s", failure.words)
    if over and isinstance(row, Photo) and row.disc_id:
        ledger.free_readings([row.disc_id])


def take_in(photo: Photo) -> None:
    """Makes what is derived from a photo and saves it with the end of the claim."""
    with photo.original.open("rb") as stored:
        derived = imaging.derive(stored.file)
    shrunk = derived.width / derived.upright.width
    found = barcodes.scaled(barcodes.decode(derived.upright), shrunk)
    folder = f"uploads/{photo.upload_id}"
    made = {
        "working": _store(f"{folder}/working/{photo.sha256}.jpg", derived.working),
        "thumb": _store(f"{folder}/thumbs/{photo.sha256}.jpg", derived.thumb),
        "width": derived.width,
        "height": derived.height,
        "barcodes": to_json(found),
    }
    with transaction.atomic():
        Photo.objects.filter(pk=photo.pk).leave(
            photo.token, State.DONE, ended_at=timezone.now(), error="", detail="", **made
        )
        disc_id = Photo.objects.values_list("disc_id", flat=True).get(pk=photo.pk)
        if disc_id:
            # two last photos that end together must not both see the other as unfinished
            Disc.objects.select_for_update().get(pk=disc_id)
            ledger.free_readings([disc_id])
    log.info("taken in: %d barcodes", len(found))


def _store(name: str, content: bytes) -> str:
    return arrival.store(name, ContentFile(content))


def split(bundle: Bundle) -> None:
    """Makes a Photo of each page; pages that an interrupted run has left are kept."""
    if bundle.kind == Bundle.Kind.SAMPLE:
        _load_sample_catalogue(bundle.upload)
    for source, content in _pages(bundle):
        arrival.add_photo(bundle.upload, ContentFile(content), source)
    with transaction.atomic():
        Bundle.objects.filter(pk=bundle.pk).leave(
            bundle.token, State.DONE, ended_at=timezone.now(), error="", detail=""
        )
        if bundle.kind == Bundle.Kind.SAMPLE:
            ledger.begin(bundle.upload)
    log.info("split into photos")


def _load_sample_catalogue(upload: Upload) -> None:
    """The sample's records, which are candidates for the sample's discs alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sample.mrc")
        path.write_bytes(b"".join(record.as_marc() for record in catalogue()))
        import_file(path, source=f"Sample {upload.pk}", own=False, replace=False, upload=upload)


def _pages(bundle: Bundle) -> Iterator[tuple[arrival.Source, bytes]]:
    """The pages that are not there yet: a run that is killed again and again still gets on."""
    if bundle.kind == Bundle.Kind.SAMPLE:
        have = set(bundle.upload.photos.values_list("name", flat=True))
        for name in sample_photos.photo_names():
            if name not in have:
                yield arrival.Source(name, bundle=bundle), sample_photos.render(name)
        return
    with bundle.file.open("rb") as file:
        content = file.read()
    pdf = bundle.kind == Bundle.Kind.PDF
    done = {page or 0 for page in bundle.pages.values_list("page", flat=True)}
    pages = imaging.pdf_pages if pdf else imaging.tiff_frames
    for number, page in pages(content, done):
        extension = ".jpg" if pdf else ".png"
        yield arrival.Source(bundle.name, bundle.folder, extension, bundle, number), page
