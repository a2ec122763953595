"""`manage.py evaluate [CORPUS …]`: how often the program is right, measured without a network."""

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from processing.evaluation import report_html, report_json, report_text, shipped
from processing.evaluation.families import FAMILIES, SEED
from processing.evaluation.measuring import Measured, UnknownCorpus, measure, together
from processing.evaluation.real import is_folder
from processing.management.own_database import own_database
from processing.management.table import table

REAL = settings.BASE_DIR.parent / "shared" / "data"
TELL_EVERY = 50  # discs


class Command(BaseCommand):
    help = "Measures how often a match is right, on corpora of discs whose record is known."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "corpus",
            nargs="*",
            help=f"{shipped.HANDMADE}, {shipped.GENERATED}, or a folder of real data; without any: "
            f"the first two, and {REAL} where it is",
        )
        parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
        parser.add_argument(
            "--html", type=Path, metavar="FILE", help="also write a page with plots"
        )
        parser.add_argument(
            "--families",
            type=int,
            default=FAMILIES,
            help="how many invented families (%(default)s)",
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=SEED,
            help="of the invented families; those of another seed are titles that no rule was "
            "tried on (%(default)s)",
        )
        parser.add_argument(
            "--threshold",
            type=int,
            default=settings.HIGH_CONFIDENCE,
            help="the least confidence of an accepted match (%(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with own_database():
            found = [self._measured(name, options) for name in options["corpus"] or _usual()]
        for one in found:
            for line in report_text.lines(one, table):
                self.stdout.write(line)
            self.stdout.write("")
        ships = [one for one in found if one.name in (shipped.HANDMADE, shipped.GENERATED)]
        if len(ships) > 1:
            words = report_text.high_confidence_words(together(ships).results)
            self.stdout.write(f"The corpora that ship, together: {words}")
        threshold = options["threshold"]
        if path := options["json"]:
            text = json.dumps(report_json.document(found, threshold), ensure_ascii=False, indent=1)
            self._write(path, text)
        if path := options["html"]:
            self._write(path, report_html.page(found, threshold))

    def _measured(self, name: str, options: dict[str, Any]) -> Measured:
        try:
            return measure(
                name,
                families_count=options["families"],
                seed=options["seed"],
                threshold=options["threshold"],
                progress=self._progress,
            )
        except UnknownCorpus as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{name} cannot be read: {error.strerror or error}.") from error

    def _progress(self, name: str, place: int, total: int) -> None:
        if sys.stderr.isatty() and (place % TELL_EVERY == 0 or place == total):
            self.stderr.write(f"\r{name}: {place} of {total}", ending="" if place < total else "\n")

    def _write(self, path: Path, text: str) -> None:
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror or error}.") from error


def _usual() -> list[str]:
    return [shipped.HANDMADE, shipped.GENERATED, *([str(REAL)] if is_folder(REAL) else [])]
