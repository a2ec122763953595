"""manage.py run_stage STAGE UPLOAD: one stage again, and the ones after it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db.models import Q

from processing import actions, foreground, logs
from processing.management.batch_lines import stopped
from processing.management.question_logs import write_logs
from processing.management.tables import TableCommand
from processing.management.terminal import Teller, tell_end
from processing.models import Stage, State, Upload
from processing.models.progress import Progress
from processing.questions import probing


class Command(TableCommand):
    help = "Works a stage and those after it again, for an upload or some of its discs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("stage", choices=Stage.values)
        parser.add_argument("upload", help="the number or the name of the upload")
        parser.add_argument("--barcode", nargs="+", default=[], help="only these item barcodes")
        parser.add_argument(
            "--failed", action="store_true", help="only discs where this stage has failed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        logs.to_file(settings.LOGGING, settings.VAR_DIR)
        upload = _find(options["upload"])
        discs = upload.discs.all()
        if barcodes := options["barcode"]:
            discs = discs.filter(item_barcode__in=barcodes)
            missing = set(barcodes) - set(discs.values_list("item_barcode", flat=True))
            if missing:
                raise CommandError(f"Not in “{upload}”: {', '.join(sorted(missing))}.")
        if options["failed"]:
            discs = discs.filter(runs__stage=options["stage"], runs__state=State.FAILED)
        part = discs if barcodes or options["failed"] else None
        probing.probe()  # the road of the questions is chosen now
        count = actions.run_upload_again(upload=upload, stage=options["stage"], by=None, discs=part)
        self.stdout.write(f"{Stage(options['stage']).label}: {count} of {len(discs)} discs again")
        if count:
            now = self._work(upload)
            tell_end(self.stdout, upload, now)
            write_logs(upload, self.stdout)
            if now.failed:
                raise CommandError(f"{now.failed} discs failed.")

    def _work(self, upload: Upload) -> Progress:
        try:
            return foreground.work(upload, Teller(self.stdout, upload))
        except KeyboardInterrupt:
            raise stopped(upload) from None


def _find(text: str) -> Upload:
    by_number = Q(pk=int(text)) if text.isdecimal() else Q(pk=None)
    uploads = list(Upload.objects.filter(by_number | Q(name=text))[:2])
    if len(uploads) != 1:
        problem = "Several uploads are" if uploads else "No upload is"
        raise CommandError(f"{problem} called “{text}”; give the number.")
    return uploads[0]
