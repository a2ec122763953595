"""Files on this machine's disk: whole or not there, and still there after a power cut."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

_TRIES = 50  # a folder may be cleared away, empty, between its making and the file in it


class LocalStorage(FileSystemStorage):
    """A file gets its name only once all of it is on the disk, so that no row names half a file.

    Folders that a deletion leaves empty go too.
    """

    def _save(self, name: str, content: "File[Any]") -> str:
        path = Path(self.path(name))
        for attempt in range(1, _TRIES + 1):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, content)
            except (FileNotFoundError, FileExistsError):  # the latter while it is made anew
                if attempt == _TRIES:
                    raise
            else:
                break
        return name.replace("\\", "/")

    def delete(self, name: str) -> None:
        super().delete(name)
        top = Path(self.location)
        for folder in Path(self.path(name)).parents:
            if folder == top or not folder.is_relative_to(top):
                return
            try:
                folder.rmdir()
            except OSError:  # something is in it, or somebody was faster
                return


def _write(path: Path, content: "File[Any]") -> None:
    number, half = tempfile.mkstemp(prefix=".half-", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            for chunk in content.chunks():
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        Path(half).chmod(0o644)
        Path(half).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(half).unlink()
        raise
    _keep_the_name(path.parent)


def _keep_the_name(folder: Path) -> None:
    """The name stands in the folder, which is written to the disk apart from the file."""
    with suppress(OSError):  # not every system can do it
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
