"""Files of the disk for parts of the program that can read nothing else."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def on_disk(file: BinaryIO) -> Iterator[Path]:
    """The path of the open file, or of a copy where it stands in memory or in a bucket."""
    if (path := _own_path(file)) is not None:
        yield path
        return
    with tempfile.NamedTemporaryFile() as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy, 1 << 20)
        copy.flush()
        yield Path(copy.name)


def _own_path(file: BinaryIO) -> Path | None:
    """Its name is believed only where it leads to the very file: a browser chooses names too."""
    name = getattr(file, "name", None)
    with suppress(OSError, AttributeError, ValueError):
        if isinstance(name, str) and os.path.samestat(os.fstat(file.fileno()), Path(name).stat()):
            return Path(name)
    return None
