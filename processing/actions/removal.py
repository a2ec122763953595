"""Deleting files of photos that are gone, after the commit, where no other row names them."""

from collections.abc import Iterable
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from processing.models import Bundle, Photo


def names_of(photos: Iterable[Photo]) -> set[str]:
    """The files of these photos."""
    found = {str(file) for p in photos for file in (p.original, p.working, p.thumb) if file}
    return found


def files_on_commit(names: Iterable[str]) -> None:
    """Deletes these files once the rows are really gone."""
    transaction.on_commit(partial(_delete, {name for name in names if name}), robust=True)


def _delete(names: set[str]) -> None:
    """A photo that was moved to another upload keeps its files where they were stored."""
    kept = _still_named(names)
    for name in names - kept:
        default_storage.delete(name)


def _still_named(names: set[str]) -> set[str]:
    """Looked for by folder, because no index knows the names of files."""
    folders = {_of_upload(name) for name in names}
    named: set[str] = set()
    for folder in folders:
        within = Q(original__startswith=folder)
        for made in ("working", "thumb"):
            within |= Q(**{f"{made}__startswith": folder})
        rows = Photo.objects.filter(within).values_list("original", "working", "thumb")
        named.update(name for row in rows.iterator() for name in row)
        named.update(Bundle.objects.filter(file__startswith=folder).values_list("file", flat=True))
    return named & names


def _of_upload(name: str) -> str:
    """The folder of the upload in which a file was stored: uploads/7/originals/… → uploads/7/."""
    return "".join(f"{part}/" for part in name.split("/")[:-1][:2])
