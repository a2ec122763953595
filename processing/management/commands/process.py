"""manage.py process FOLDER: a whole folder of photos to the Excel report, without a browser."""

import os
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError

from processing import actions, foreground, imaging, logs, reporting
from processing.catalog.filenames import natural_key, place_by_name
from processing.leases import Only
from processing.management.terminal import Teller, tell_end
from processing.models import Report, State, Upload
from processing.models.progress import Progress

SUFFIXES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif", ".pdf"}
SKIPPED = {"thumbs.db", ".ds_store", "desktop.ini"}


class Command(BaseCommand):
    help = "Uploads a folder of photos, runs every stage and writes the report."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--name", help="the name of the upload (default: the folder's)")
        parser.add_argument("--report", type=Path, help="where to write the workbook")
        parser.add_argument(
            "--no-wait", action="store_true", help="upload and start only; workers do the rest"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        logs.to_file(settings.LOGGING, settings.VAR_DIR)
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        _check_report(options["report"])
        if options["no_wait"] and not settings.REDIS_URL:
            raise CommandError(
                "--no-wait needs workers that go on without this command (REDIS_URL); leave it out."
            )
        upload, refused = self._upload(folder, options["name"] or folder.resolve().name)
        if options["no_wait"]:
            self.stdout.write(f"Upload {upload.pk} has been started.")
            return
        now = self._work(upload)
        tell_end(self.stdout, upload, now)
        if options["report"]:
            self._write_report(upload, options["report"])
        self._end(upload, now, refused)

    def _upload(self, folder: Path, name: str) -> tuple[Upload, int]:
        files = sorted(
            (path for path in folder.rglob("*") if path.is_file() and _is_wanted(path)),
            key=lambda path: natural_key(str(path.relative_to(folder))),
        )
        named = any(
            place_by_name(path.name, settings.ITEM_BARCODE_PATTERN).item_barcode for path in files
        )
        grouping = Upload.Grouping.NAME if named else Upload.Grouping.FOLDER
        upload = actions.create_upload(name=name, grouping=grouping, by=None)
        refused = sum(self._add(upload, folder, path) for path in files if self._is_photo(path))
        if not upload.photos.exists() and not upload.bundles.exists():
            upload.delete()
            raise CommandError(f"There is no photo in {folder} that can be used.")
        return upload, refused

    def _is_photo(self, path: Path) -> bool:
        """Other files in the folder are named and left; they are no photos that went wrong."""
        wanted = path.suffix.lower() in SUFFIXES
        if not wanted:
            self.stdout.write(f"{_readable(path.name)}: not a photo by its name, skipped.")
        return wanted

    def _add(self, upload: Upload, folder: Path, path: Path) -> int:
        """1 where the file was refused."""
        within = _readable(path.parent.relative_to(folder).as_posix())
        file = SimpleUploadedFile(_readable(path.name), path.read_bytes())
        try:
            added = actions.add_file(
                upload=upload, file=file, folder="" if within == "." else within, by=None
            )
        except imaging.Refused as error:
            self.stderr.write(f"▲ {_readable(path.name)}: {error}")
            return 1
        if added.duplicate:
            self.stdout.write(
                f"{_readable(path.name)}: the same photo is already in this upload, skipped."
            )
        return 0

    def _work(self, upload: Upload) -> Progress:
        self.stdout.write(f"Upload {upload.pk}, {upload.name}: {upload.photos.count()} photos")
        teller = Teller(self.stdout)
        try:
            if upload.bundles.exists():  # the discs of a PDF are known once it is split
                foreground.work(upload, teller)
            if upload.discs.exists():
                actions.start(upload=upload, by=None)
            return foreground.work(upload, teller)
        except KeyboardInterrupt:
            raise CommandError(
                f"Stopped. Nothing is lost: `manage.py run` goes on with upload {upload.pk}."
            ) from None

    def _write_report(self, upload: Upload, path: Path) -> None:
        report = actions.ask_report(uploads=[upload], by=None)
        while not settings.REDIS_URL and reporting.make_next(Only()):
            pass
        report = Report.objects.get(pk=report.pk)
        if report.state != State.DONE:
            raise CommandError(report.error or "The report is still being made; see Reports.")
        with report.file.open("rb") as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
        self.stdout.write(f"Report: {path}")

    def _end(self, upload: Upload, now: Progress, refused: int) -> None:
        loose = upload.photos.filter(disc=None).count()
        broken = upload.bundles.filter(state=State.FAILED).count()
        for photo in upload.photos.filter(disc=None):
            self.stderr.write(f"▲ {photo}: no item barcode in its name, so it belongs to no disc.")
        self.stdout.write(f"{now.finished} of {now.discs} discs done, {now.failed} failed.")
        if not now.discs or now.finished != now.discs or refused or loose or broken:
            raise CommandError(
                f"Not everything could be used. Files refused: {refused + broken}. Photos without a disc: "
                f"{loose}. Discs not finished: {now.discs - now.finished} of {now.discs}."
            )


def _readable(name: str) -> str:
    """Names on old disks are not always UTF-8; what cannot be read becomes a question mark."""
    return os.fsencode(name).decode("utf-8", "replace")


def _check_report(path: Path | None) -> None:
    """Before all the work, not after it."""
    if path and path.suffix.lower() != ".xlsx":
        raise CommandError(f"{path}: the report is an Excel workbook; its name ends in .xlsx.")
    if path and not path.resolve().parent.is_dir():
        raise CommandError(f"{path}: there is no folder {path.resolve().parent}.")


def _is_wanted(path: Path) -> bool:
    return path.name.lower() not in SKIPPED and not path.name.startswith(".")
