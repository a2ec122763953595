"""Import a MARC file (ISO 2709 or MARCXML) as a local source, one chunk at a time.

However large the file is, only one chunk of it is in memory; the database is written to for a
moment per chunk, so that everything else goes on meanwhile. An import that is broken off has
kept its finished chunks; the next one of the same file updates them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from processing.catalog.marc import number_of, record_from_marc
from processing.catalog.marc_reader import BadRecord, RefusedFile, read_records
from processing.catalog.marc_writer import to_marcxml
from processing.models import Source, Upload
from processing.models.record import WORLDCAT
from processing.sources.storing import (
    CHUNK,
    Prepared,
    batches,
    is_other,
    prepare,
    remove_unseen,
    store,
)


class CannotImport(Exception):
    """Nothing was imported; the message says why, for the person who gave the file."""


@dataclass(slots=True)
class Imported:
    """What an import did.

    `records` were read; `duplicates` of them had a number that stood in the file before (the
    later one is kept), so `added + updated + duplicates == records`. `skipped` are the records
    that could not be read: position in the file, counted from 1, and the reason. `possible` can
    become candidates, `others` are surely no CD. `removed` went with `replace`; `kept` are not
    in the file either, but discs refer to them: they stay, and no search finds them any more.
    `cut_off` says that the last record could not be read: the file may have been cut off.
    """

    records: int = 0
    added: int = 0
    updated: int = 0
    duplicates: int = 0
    possible: int = 0
    others: int = 0
    removed: int = 0
    kept: int = 0
    cut_off: bool = False
    skipped: list[tuple[int, str]] = field(default_factory=list)


Progress = Callable[[Imported], None]


def import_file(
    path: Path,
    *,
    source: str,
    own: bool,
    replace: bool,
    upload: Upload | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Load all records of a file into the source of this name, which is made where it is new.

    `own` marks the source as the library's holdings; False leaves a known source as it is.
    `replace` removes what the source had before and the file has not, unless the file may have
    been cut off. With an `upload` the source is searched for the discs of that upload alone.
    `progress` is called after each chunk. Raises CannotImport where nothing can be read.
    """
    done, seen = Imported(), dict[int, bool]()
    row: Source | None = None
    for chunk in batches(_read(path, source, done), CHUNK):
        row = row or _source(source, own=own, upload=upload)
        _store(row, chunk, seen, done)
        if progress:
            progress(done)
    if row is None:
        raise CannotImport(_nothing(path, done))
    done.others = sum(seen.values())
    done.possible = len(seen) - done.others
    if replace and not done.cut_off:
        done.removed, done.kept = remove_unseen(row, seen)
    row.save(update_fields=["updated_at"])
    return done


def _read(path: Path, source: str, done: Imported) -> Iterator[Prepared]:
    """The readable records of a file; the others go to `done.skipped`."""
    try:
        with path.open("rb") as stream:
            yield from _prepared(stream, source, done)
    except OSError as error:
        raise CannotImport(f"{path.name} cannot be read: {error.strerror or error}.") from error
    except RefusedFile as error:
        if not done.records:
            raise CannotImport(f"{path.name}: {error}") from error
        done.skipped.append((done.records + len(done.skipped) + 1, str(error)))
        done.cut_off = True


def _prepared(stream: BinaryIO, source: str, done: Imported) -> Iterator[Prepared]:
    for position, marc in read_records(stream):
        done.cut_off = isinstance(marc, BadRecord)
        if isinstance(marc, BadRecord):
            done.skipped.append((position, marc.reason))
            continue
        record = record_from_marc(marc, source=source, number=number_of(marc, position))
        done.records += 1
        yield prepare(record, to_marcxml(marc))


def _source(name: str, *, own: bool, upload: Upload | None) -> Source:
    if name.casefold() == WORLDCAT:
        raise CannotImport(f"The name {name} is that of WorldCat itself. Choose another name.")
    row, _ = Source.objects.get_or_create(name=name, defaults={"own": own, "upload": upload})
    if row.upload != upload:
        raise CannotImport(
            f"The name {name} belongs to the catalog of one upload. Choose another name."
        )
    if own and not row.own:
        row.own = True
        row.save(update_fields=["own", "updated_at"])
    return row


def _store(source: Source, chunk: list[Prepared], seen: dict[int, bool], done: Imported) -> None:
    """Write a chunk and count; `seen` has for each row of the file whether it is no CD."""
    stored = store(source, chunk)
    other = {one.row.number: is_other(one) for one in chunk}
    before = len(seen)
    seen.update({pk: other[number] for number, pk in stored.ids.items()})
    fresh = len(seen) - before
    done.added += len(stored.new)
    done.updated += fresh - len(stored.new)
    done.duplicates += len(chunk) - fresh


def _nothing(path: Path, done: Imported) -> str:
    if not done.skipped:
        return f"There are no MARC records in {path.name}."
    _, reason = done.skipped[0]
    return f"No record of {path.name} could be read. {reason}"
