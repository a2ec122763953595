"""Splitting a file that holds several photos: PDF, TIFF, ZIP, and the sample.

One page or file after the other, so that memory stays flat. What an interrupted run has left
is not made again, and the same bytes are one photo: no photo is lost and none comes twice.
"""

import logging
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from processing import arrival, imaging, ledger
from processing.models import Bundle, State, Upload
from processing.sample import photos as sample_photos
from processing.sample.records import catalogue
from processing.sources.importing import import_file

log = logging.getLogger(__name__)


def split(bundle: Bundle) -> None:
    """Makes a Photo of each page or file; `detail` says what else was found, in words."""
    detail = ""
    if bundle.kind == Bundle.Kind.ZIP:
        detail = _unzip(bundle)
    else:
        if bundle.kind == Bundle.Kind.SAMPLE:
            _load_sample_catalogue(bundle.upload)
        for source, content in _pages(bundle):
            arrival.add_photo(bundle.upload, ContentFile(content), source)
    with transaction.atomic():
        Bundle.objects.filter(pk=bundle.pk).leave(
            bundle.token, State.DONE, ended_at=timezone.now(), error="", detail=detail
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
    pdf = bundle.kind == Bundle.Kind.PDF
    done = {page or 0 for page in bundle.pages.values_list("page", flat=True)}
    pages = imaging.pdf_pages if pdf else imaging.tiff_frames
    with bundle.file.open("rb") as stored, imaging.on_disk(stored.file) as path:
        for number, page in pages(path, done):
            extension = ".jpg" if pdf else ".png"
            yield arrival.Source(bundle.name, bundle.folder, extension, bundle, number), page


def _unzip(bundle: Bundle) -> str:
    """A file that is refused is listed and the others go on; says how many were here before."""
    here = 0
    with (
        bundle.file.open("rb") as stored,
        imaging.on_disk(stored.file) as path,
        path.open("rb") as file,
        imaging.open_zip(file) as archive,
    ):
        for entry, folder in _left(bundle, imaging.entries(archive)):
            try:
                here += _unpacked(bundle, archive, entry, folder).duplicate
            except arrival.Gone:
                raise
            except imaging.Refused as error:
                reason = f"{error} (It stands in {bundle.name}.)"
                arrival.refuse(bundle.upload, entry.name, folder, reason)
    return f"Photos that were already here: {here}." if here else ""


def _unpacked(bundle: Bundle, archive: ZipFile, entry: imaging.Entry, folder: str) -> arrival.Added:
    """One file of a ZIP, taken as if it had been sent by itself; raises imaging.Refused."""
    with tempfile.NamedTemporaryFile() as unpacked:
        imaging.unpack(archive, entry, unpacked.file, **arrival.limits())
        unpacked.flush()
        content: File[bytes] = File(unpacked)
        return arrival.receive(bundle.upload, content, entry.name, folder, within=bundle)


def _left(bundle: Bundle, found: list[imaging.Entry]) -> Iterator[tuple[imaging.Entry, str]]:
    """The files that are no photos yet, with their folders.

    Of two files of one name nobody knows which one a photo is, so both are unpacked again.
    """
    placed = [(entry, _folder(bundle, entry)) for entry in found]
    counts = Counter((folder, arrival.clean_name(entry.name)) for entry, folder in placed)
    done = set(bundle.pages.filter(page=None).values_list("folder", "name"))
    for entry, folder in placed:
        key = (folder, arrival.clean_name(entry.name))
        if key not in done or counts[key] > 1:
            yield entry, folder


def _folder(bundle: Bundle, entry: imaging.Entry) -> str:
    return arrival.clean_folder("/".join(filter(None, (bundle.folder, entry.folder))))
