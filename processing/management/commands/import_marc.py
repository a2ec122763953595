"""`manage.py import_marc FILE`: load MARC records as a source that discs are matched with."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from processing.management.tables import TableCommand
from processing.sources.importing import CannotImport, Imported, import_file

MAX_SHOWN = 50  # records that could not be read, by name; the rest are counted
PROGRESS_EVERY = 5_000  # records
MAX_NAME = 60


class Command(TableCommand):
    help = "Load MARC records (ISO 2709 or MARCXML) as a local source."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file of MARC records")
        parser.add_argument(
            "--source", help="name of the source; the name of the file if not given"
        )
        parser.add_argument(
            "--own",
            action="store_true",
            help="these are our own holdings: a disc that is found here is held by the library",
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="remove the records of this source that are not in the file",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        name = (options["source"] or path.stem).strip()
        if not 0 < len(name) <= MAX_NAME:
            raise CommandError(f"The name of a source has 1 to {MAX_NAME} letters.")
        try:
            done = import_file(
                path,
                source=name,
                own=options["own"],
                replace=options["replace"],
                progress=self._progress,
            )
        except CannotImport as error:
            raise CommandError(str(error)) from error
        self._say_skipped(done)
        self._say_summary(name, done, replace=options["replace"])

    def _progress(self, done: Imported) -> None:
        if done.records % PROGRESS_EVERY == 0:
            self.stdout.write(f"{done.records:,} records …")

    def _say_skipped(self, done: Imported) -> None:
        for _, reason in done.skipped[:MAX_SHOWN]:
            self.stderr.write(f"Skipped: {reason}")
        if len(done.skipped) > MAX_SHOWN:
            self.stderr.write(f"… and {len(done.skipped) - MAX_SHOWN:,} more were skipped.")

    def _say_summary(self, name: str, done: Imported, *, replace: bool) -> None:
        self.stdout.write(
            f"{name}: {done.records:,} records read ({done.added:,} new, {done.updated:,} "
            f"updated, {done.duplicates:,} with a number that stood in the file before), "
            f"{len(done.skipped):,} could not be read."
        )
        self.stdout.write(
            f"{done.possible:,} can become possible records of a CD; {done.others:,} are surely "
            "of another carrier and never will."
        )
        if not replace:
            return
        if done.cut_off:
            self.stdout.write(
                "Nothing was removed: the last record of the file could not be read, so the "
                "file may have been cut off."
            )
        else:
            self.stdout.write(
                f"{done.removed:,} records that are not in the file were removed; {done.kept:,} "
                "stay because discs refer to them, and are found no more."
            )
