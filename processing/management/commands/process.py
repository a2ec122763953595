"""manage.py process FOLDER: a whole folder of photos to the Excel report, without a browser."""

import os
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.management.base import CommandError

from processing import actions, foreground, grouping, imaging, logs
from processing.catalog.filenames import natural_key
from processing.management import starting
from processing.management.batch_lines import stopped
from processing.management.question_logs import write_logs
from processing.management.tables import TableCommand
from processing.management.terminal import Teller, tell_end
from processing.models import Bundle, Disc, Photo, State, Upload
from processing.models.progress import Progress
from processing.questions import probing

SUFFIXES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif", ".pdf", ".zip"}
SKIPPED = {"thumbs.db", ".ds_store", "desktop.ini"}


class Command(TableCommand):
    help = "Uploads a folder of photos, runs every stage and writes the report."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--name", help="the name of the upload (default: the folder's)")
        parser.add_argument("--report", type=Path, help="where to write the workbook")
        parser.add_argument(
            "--repeats",
            choices=starting.REPEATS,
            help="discs that stand in an earlier upload: skip them, process them again, or add "
            "their photos to the earlier disc (default: stop before the start and say so)",
        )
        parser.add_argument(
            "--no-wait", action="store_true", help="upload and start only; workers do the rest"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        starting.refuse_unsaid()
        logs.to_file(settings.LOGGING, settings.VAR_DIR)
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        _check_report(options["report"])
        if options["no_wait"] and not settings.REDIS_URL:
            raise CommandError(
                "--no-wait needs workers that go on without this command (REDIS_URL); leave it out."
            )
        probing.probe()  # the start chooses the road of the questions
        upload = self._upload(folder, options["name"] or folder.resolve().name)
        if options["no_wait"]:
            self._start_only(upload, options["repeats"])
            return
        now = self._work(upload, options["repeats"])
        tell_end(self.stdout, upload, now)
        if options["report"]:
            self._write_report(upload, options["report"])
        write_logs(upload, self.stdout)
        self._end(upload, now)

    def _upload(self, folder: Path, name: str) -> Upload:
        files = sorted(
            (path for path in folder.rglob("*") if path.is_file() and _is_wanted(path)),
            key=lambda path: natural_key(str(path.relative_to(folder))),
        )
        upload = actions.create_upload(name=name, by=None)
        for path in files:
            if self._is_photo(path):
                self._add(upload, folder, path)
        if not upload.photos.exists() and not upload.bundles.exists():
            upload.delete()
            raise CommandError(f"There is no photo in {folder} that can be used.")
        return upload

    def _is_photo(self, path: Path) -> bool:
        """Other files in the folder are named and left; they are no photos that went wrong."""
        wanted = path.suffix.lower() in SUFFIXES
        if not wanted:
            self.stdout.write(f"{_readable(path.name)}: not a photo by its name, skipped.")
        return wanted

    def _add(self, upload: Upload, folder: Path, path: Path) -> None:
        within = _readable(path.parent.relative_to(folder).as_posix())
        with path.open("rb") as content:
            file = UploadedFile(content, _readable(path.name), size=path.stat().st_size)
            try:
                added = actions.add_file(
                    upload=upload, file=file, folder="" if within == "." else within, by=None
                )
            except imaging.Refused as error:
                self.stderr.write(f"▲ {_readable(path.name)}: {error}")
                return
        if added.duplicate:
            self.stdout.write(
                f"{_readable(path.name)}: the same photo is already in this upload, skipped."
            )

    def _work(self, upload: Upload, repeats: str | None) -> Progress:
        teller = Teller(self.stdout, upload)
        try:
            # Discs are known once ZIPs and PDFs are split and the stickers on the photos are read.
            foreground.work(upload, teller)
            self._tell_refused_inside(upload)
            self.stdout.write(f"Upload {upload.pk}, {upload.name}: {upload.photos.count()} photos")
            starting.group(upload, self.stdout)
            if grouping.awaited(upload):  # by marks some photos are looked at longer
                foreground.work(upload, teller)
                grouping.regroup_if_complete(upload.pk)
            starting.start(upload, repeats, self.stdout)
            return foreground.work(upload, teller)
        except KeyboardInterrupt:
            raise stopped(upload) from None

    def _start_only(self, upload: Upload, repeats: str | None) -> None:
        """Grouped by what is known now: names and folders, not what only the photos show."""
        starting.group(upload, self.stdout)
        if not upload.discs.exists():
            raise CommandError(
                f"Upload {upload.pk} is here, but no disc is known by the names of its files. "
                "Group its photos on its page and start it there."
            )
        if starting.start(upload, repeats, self.stdout):
            self.stdout.write(f"Upload {upload.pk} has been started.")
        else:
            self.stdout.write(f"Upload {upload.pk} is here; none of its discs is to be started.")

    def _tell_refused_inside(self, upload: Upload) -> None:
        """Files that were refused while a ZIP was unpacked; the others were told at once."""
        inside = upload.bundles.filter(kind=Bundle.Kind.ZIP).values_list("name", flat=True)
        for refusal in upload.refusals.all():
            if any(refusal.reason.endswith(f"{name}.)") for name in inside):
                self.stderr.write(f"▲ {refusal}")

    def _write_report(self, upload: Upload, path: Path) -> None:
        report = foreground.made(actions.ask_report(uploads=[upload], by=None))
        if report.state != State.DONE:
            raise CommandError(report.error)
        with report.file.open("rb") as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
        self.stdout.write(f"Report: {path}")

    def _end(self, upload: Upload, now: Progress) -> None:
        refused = upload.refusals.count()
        in_tray = upload.photos.filter(disc=None).exclude(role=Photo.Role.SLIP)
        loose = in_tray.count()
        broken = upload.bundles.filter(state=State.FAILED).count()
        for photo in in_tray:
            self.stderr.write(f"▲ {photo}: no item barcode in its name, so it belongs to no disc.")
        wanted = now.discs - upload.discs.filter(repeat=Disc.Repeat.SKIP).count()
        nothing = not now.discs and upload.photos.exists()  # they may all stand with earlier discs
        self.stdout.write(f"{now.finished} of {wanted} discs done, {now.failed} failed.")
        if nothing or now.finished != wanted or refused or loose or broken:
            raise CommandError(
                f"Not everything could be used. Files refused: {refused + broken}. Photos without a disc: "
                f"{loose}. Discs not finished: {wanted - now.finished} of {wanted}."
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
