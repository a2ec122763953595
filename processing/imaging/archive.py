"""ZIP files: listed, checked and unpacked one file at a time. Nothing is written under their names.

What a ZIP says of itself is not believed: sizes are counted while its files are unpacked.
"""

import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from processing.imaging.refused import Refused

MAX_ENTRIES = 5000  # files in one ZIP
MAX_DIRECTORY = 6 << 20  # bytes of its table of contents: all of it is read into memory
CHUNK = 1 << 20
ZIP_HEADS = (b"PK\3\4", b"PK\5\6")
SEVERAL = (b"%PDF", b"II*\0", b"MM\0*")  # a PDF or TIFF, which may hold many photos
ENCRYPTED, UTF8 = 0x1, 0x800  # bits of an entry's flags
# LZMA and bzip2 can ask for gigabytes of memory in a few bytes; nobody packs photos with them.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
CLUTTER = {"thumbs.db", "desktop.ini", "__macosx"}
OFFICE = "[Content_Types].xml"
WHOLE = "The ZIP is damaged or was not copied whole. Copy or pack it again."
LOCKED = "The ZIP is locked with a password. Pack it again without one."
PACKED_STRANGELY = (
    "This file is packed in a way that cannot be unpacked here. Unpack the ZIP on your computer "
    "and send the photos, or pack it again."
)
NESTED = "A ZIP inside a ZIP is not opened. Send it by itself."
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, IndexError)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a ZIP; name and folder are cleaned and only ever shown."""

    info: zipfile.ZipInfo
    folder: str
    name: str


class _Careful:
    """A file that is read in pieces: a made-up table of contents of a gigabyte is not."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell = file.seek, file.tell
        self._end = file.seek(0, io.SEEK_END)
        file.seek(0)

    def seekable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        wanted = self._end - self.tell() if size is None or size < 0 else size
        if wanted > MAX_DIRECTORY:
            raise Refused(f"The ZIP holds too much: at most {MAX_ENTRIES} files are accepted.")
        return self._file.read(wanted)


@contextmanager
def open_zip(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The ZIP in an open file that can seek; raises Refused where it is none."""
    try:
        archive = zipfile.ZipFile(cast("IO[bytes]", _Careful(file)))
    except (*_BROKEN, NotImplementedError) as error:
        raise Refused(WHOLE) from error
    with archive:
        yield archive


def entries(archive: zipfile.ZipFile) -> list[Entry]:
    """The files in a ZIP but for the clutter that computers add; raises Refused."""
    if any(info.filename == OFFICE for info in archive.infolist()):
        raise Refused("This is an office document. Send the photos themselves, or a PDF of it.")
    found = [_entry(info) for info in archive.infolist() if not info.is_dir()]
    wanted = [entry for entry in found if entry is not None]
    if len(wanted) > MAX_ENTRIES:
        raise Refused(
            f"The ZIP holds {len(wanted)} files; at most {MAX_ENTRIES} are accepted. "
            "Pack it in several parts."
        )
    return wanted


def _entry(info: zipfile.ZipInfo) -> Entry | None:
    """None for clutter. Folders keep their names, but lead nowhere: no drive, no `..`."""
    parts = [part for part in _readable(info).replace("\\", "/").split("/")]
    parts = ["".join(char for char in part if char.isprintable()).strip() for part in parts]
    parts = [part for part in parts if part not in ("", ".", "..") and not part.endswith(":")]
    if not parts or parts[-1].startswith(".") or any(part.lower() in CLUTTER for part in parts):
        return None
    return Entry(info, "/".join(parts[:-1]), parts[-1])


def _readable(info: zipfile.ZipInfo) -> str:
    """Macs write UTF-8 without saying so; `zipfile` then takes it for the letters of DOS."""
    name = info.filename
    if not info.flag_bits & UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:  # it was DOS after all
            name = info.filename
    return unicodedata.normalize("NFC", name)


def check_zip(file: BinaryIO, *, max_unpacked: int) -> int:
    """The number of files in a ZIP that can be unpacked; raises Refused with the reason."""
    with open_zip(file) as archive:
        found = entries(archive)
    if not found:
        raise Refused("The ZIP holds no files.")
    if any(entry.info.flag_bits & ENCRYPTED for entry in found):
        raise Refused(LOCKED)
    if sum(entry.info.file_size for entry in found) > max_unpacked:
        raise Refused(
            f"Unpacked, the ZIP has more than {max_unpacked >> 20} MB. Send it in several parts."
        )
    return len(found)


def unpack(
    archive: zipfile.ZipFile,
    entry: Entry,
    target: IO[bytes],
    *,
    max_bytes: int,
    max_archive_bytes: int,
) -> None:
    """Writes one file of the ZIP to `target`; raises Refused.

    `max_bytes` is for a photo, `max_archive_bytes` for what may hold several (PDF, TIFF).
    """
    if entry.info.flag_bits & ENCRYPTED:
        raise Refused(LOCKED)
    if entry.info.compress_type not in METHODS:
        raise Refused(PACKED_STRANGELY)
    size, limit = 0, 0
    for chunk in _chunks(archive, entry):
        if not size:
            if chunk.startswith(ZIP_HEADS):
                raise Refused(NESTED)
            limit = max_archive_bytes if chunk.startswith(SEVERAL) else max_bytes
        size += len(chunk)
        if size > limit:
            raise Refused(f"The file has more than {limit >> 20} MB, which is not accepted.")
        target.write(chunk)


def _chunks(archive: zipfile.ZipFile, entry: Entry) -> Iterator[bytes]:
    try:
        with archive.open(entry.info) as source:
            while chunk := source.read(CHUNK):
                yield chunk
    except (NotImplementedError, RuntimeError) as error:
        raise Refused(PACKED_STRANGELY) from error
    except _BROKEN as error:
        raise Refused("This file is damaged in the ZIP. Pack it again.") from error
