"""A file's arrival: hashed, stored under its hash, and a row for it. What follows is `ingest`."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from processing import grouping, ledger
from processing.models import Bundle, Disc, Photo, State, Upload


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


def sha256_of(chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def store(name: str, content: File) -> str:
    """Writes a file under exactly this name, over what a killed process may have left there."""
    if default_storage.exists(name):
        if default_storage.size(name) == content.size and "/originals/" in name:
            return name  # named by its hash: the same bytes, which another row may be using
        default_storage.delete(name)
    return default_storage.save(name, content)


def clean_name(name: str) -> str:
    """The last part of a name that a browser sent, without control characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(char for char in last if char.isprintable())[:255] or "photo"


def add_photo(upload: Upload, content: File, source: Source) -> Added:
    """Stores one photo and gives it its disc; the same bytes twice are one photo."""
    sha256 = sha256_of(content.chunks())
    if known := upload.photos.filter(sha256=sha256).first():
        return Added(photo=known, disc=known.disc, duplicate=True)
    content.seek(0)
    path = f"uploads/{upload.pk}/originals/{sha256}{source.extension}"
    stored = store(path, content)
    place = grouping.place_of(upload, source.name, source.folder, source.page)
    with transaction.atomic():
        disc = grouping.disc_at(upload, place)
        photo, created = Photo.objects.get_or_create(
            upload=upload,
            sha256=sha256,
            defaults={
                "disc": disc,
                "bundle": source.bundle,
                "name": source.name,
                "folder": source.folder[:300],
                "page": source.page,
                "role": place.role,
                "original": stored,
                "byte_size": content.size,
                "priority": upload.photos.count(),
            },
        )
        if created and disc:
            ledger.photo_came(disc)
    return Added(photo=photo, disc=photo.disc, duplicate=not created)


def add_bundle(upload: Upload, content: File, source: Source, kind: str) -> Added:
    """Stores a file that holds several photos; it is split by a worker."""
    sha256 = sha256_of(content.chunks())
    content.seek(0)
    stored = store(f"uploads/{upload.pk}/originals/{sha256}{source.extension}", content)
    bundle, created = Bundle.objects.get_or_create(
        upload=upload,
        sha256=sha256,
        defaults={
            "kind": kind,
            "name": source.name,
            "folder": source.folder[:300],
            "file": stored,
            "byte_size": content.size,
        },
    )
    if not created and bundle.state == State.FAILED:  # sent again: tried again
        Bundle.objects.filter(pk=bundle.pk, state=State.FAILED).update(
            state=State.PENDING, attempts=0, error="", detail="", file=stored
        )
        return Added(bundle=bundle)
    return Added(bundle=bundle, duplicate=not created)
