"""A file's arrival: checked, hashed, stored under its hash, and a row for it.

What follows is `ingest`. A file that is not accepted leaves a Refusal, if its caller says so.
"""

import hashlib
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Q

from processing import grouping, imaging, ledger
from processing.imaging import Refused
from processing.models import Bundle, Disc, Photo, Refusal, State, Upload

NAME_LENGTH = 255
FOLDER_LENGTH = 300
STILL_COMING = 0.5  # seconds after a file within which the next one is expected


class Gone(Refused):
    """The upload has been deleted meanwhile."""

    def __init__(self) -> None:
        super().__init__("The upload has been deleted meanwhile. Send the file to another one.")


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a file besides its content; `page` for a page of a bundle."""

    name: str
    folder: str = ""
    extension: str = ".jpg"
    bundle: Bundle | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file. `duplicate`: these bytes are already in this upload."""

    photo: Photo | None = None
    bundle: Bundle | None = None
    disc: Disc | None = None
    duplicate: bool = False


class _Door:
    """Knows whether files are coming in through this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside, self._last = 0, float("-inf")

    @contextmanager
    def passed(self) -> Iterator[None]:
        with self._lock:
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside, self._last = self._inside - 1, time.monotonic()

    def is_open(self) -> bool:
        return self._inside > 0 or time.monotonic() - self._last < STILL_COMING


_door = _Door()


def is_busy() -> bool:
    """Whether files are arriving in this process now; work on those that are in may wait a little."""
    return _door.is_open()


def limits() -> dict[str, int]:
    """The largest photo and the largest file of several photos, in bytes."""
    return {
        "max_bytes": settings.MAX_UPLOAD_MB << 20,
        "max_archive_bytes": settings.MAX_ARCHIVE_MB << 20,
    }


def receive(
    upload: Upload, content: "File[Any]", name: str, folder: str, *, within: Bundle | None = None
) -> Added:
    """Takes a file that a person sent or that stands in a ZIP (`within`); raises Refused."""
    with _door.passed():
        return _receive(upload, content, name, folder, within)


def _receive(
    upload: Upload, content: "File[Any]", name: str, folder: str, within: Bundle | None
) -> Added:
    checked = imaging.check(cast("BinaryIO", content.file), **limits())
    content.seek(0)
    source = Source(clean_name(name), clean_folder(folder), checked.extension, within)
    if checked.kind == "photo":
        added = add_photo(upload, content, source)
    else:
        added = add_bundle(upload, content, source, Bundle.Kind(checked.kind))
    upload.refusals.filter(name=source.name, folder=source.folder).delete()
    return added


def refuse(upload: Upload, name: str, folder: str, reason: str) -> None:
    """Lists a file that was not accepted; a second time it replaces the reason."""
    try:
        with transaction.atomic():
            Refusal.objects.update_or_create(
                upload_id=upload.pk,
                name=clean_name(name),
                folder=clean_folder(folder),
                defaults={"reason": reason.replace("\0", "")},
            )
    except IntegrityError:
        if Upload.objects.filter(pk=upload.pk).exists():
            raise


def sha256_of(chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def store(name: str, content: "File[Any]") -> str:
    """Writes a file under exactly this name, over what a killed process may have left there."""
    if default_storage.exists(name):
        if default_storage.size(name) == content.size and "/originals/" in name:
            return name  # named by its hash: the same bytes, which another row may be using
        default_storage.delete(name)
    return default_storage.save(name, content)


def discard(*names: str) -> None:
    """Deletes stored files that no row names, such as those of a photo that was deleted meanwhile."""
    for name in names:
        of_photo = Q(original=name) | Q(working=name) | Q(thumb=name)
        if Photo.objects.filter(of_photo).exists() or Bundle.objects.filter(file=name).exists():
            continue
        default_storage.delete(name)


def clean_name(name: str) -> str:
    """The last part of a name that a browser sent, without control characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(char for char in last if char.isprintable())[:NAME_LENGTH] or "photo"


def clean_folder(folder: str) -> str:
    return "".join(char for char in folder if char.isprintable())[:FOLDER_LENGTH]


def add_photo(upload: Upload, content: "File[Any]", source: Source) -> Added:
    """Stores one photo and gives it its disc; the same bytes twice are one photo."""
    sha256 = sha256_of(content.chunks())
    if known := upload.photos.filter(sha256=sha256).first():
        return Added(photo=known, disc=known.disc, duplicate=True)
    content.seek(0)
    stored = store(f"uploads/{upload.pk}/originals/{sha256}{source.extension}", content)
    try:
        photo, created = _photo_row(upload, sha256, source, stored, content.size)
    except Upload.DoesNotExist as error:
        discard(stored)
        raise Gone from error
    if stored != photo.original.name:  # both came at once, and the other was first
        discard(stored)
    return Added(photo=photo, disc=photo.disc, duplicate=not created)


def _photo_row(
    upload: Upload, sha256: str, source: Source, stored: str, size: int
) -> tuple[Photo, bool]:
    with transaction.atomic():
        # locked: neither deleted nor grouped again between the file and its row
        upload = grouping.lock(upload)
        place = grouping.place_of(upload, source.name, source.folder, source.page)
        disc = grouping.disc_at(upload, place)
        photo, created = Photo.objects.get_or_create(
            upload=upload,
            sha256=sha256,
            defaults={
                "disc": disc,
                "bundle": source.bundle,
                "name": source.name,
                "folder": source.folder,
                "page": source.page,
                "role": place.role,
                "original": stored,
                "byte_size": size,
                "priority": upload.photos.count(),
            },
        )
        if created:
            grouping.arrived(photo)
        if created and disc:
            ledger.photo_came(disc)
    return photo, created


def add_bundle(upload: Upload, content: "File[Any]", source: Source, kind: Bundle.Kind) -> Added:
    """Stores a file that holds several photos; it is split by a worker.

    Sent again it is split again: what has been removed meanwhile comes back.
    """
    sha256 = sha256_of(content.chunks())
    content.seek(0)
    stored = store(f"uploads/{upload.pk}/originals/{sha256}{source.extension}", content)
    try:
        bundle, created = _bundle_row(upload, sha256, source, stored, kind, content.size)
    except Upload.DoesNotExist as error:
        discard(stored)
        raise Gone from error
    if created:
        return Added(bundle=bundle)
    failed = bundle.state == State.FAILED
    Bundle.objects.filter(pk=bundle.pk, state__in=(State.FAILED, State.DONE)).update(
        state=State.PENDING, attempts=0, error="", detail="", file=stored
    )
    return Added(bundle=bundle, duplicate=not failed)


def _bundle_row(
    upload: Upload, sha256: str, source: Source, stored: str, kind: Bundle.Kind, size: int
) -> tuple[Bundle, bool]:
    with transaction.atomic():
        upload = grouping.lock(upload)
        return Bundle.objects.get_or_create(
            upload=upload,
            sha256=sha256,
            defaults={
                "kind": kind,
                "name": source.name,
                "folder": source.folder,
                "file": stored,
                "byte_size": size,
            },
        )
