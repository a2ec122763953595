"""`manage.py calibrate`: fits the confidence on the library's own decisions, and reports.

Nothing changes before `--use`; `--back` takes it back. `--shipped` makes the file that ships.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from processing.catalog.calibration import FILE, to_data
from processing.evaluation import decided, shipped
from processing.evaluation.decided import ENOUGH, Compared, Decided
from processing.evaluation.families import FAMILIES
from processing.evaluation.fitting import alike, fitted, judged, shipped_data
from processing.evaluation.reliability import Bin
from processing.evaluation.report_text import percent
from processing.evaluation.running import run
from processing.management.own_database import own_database
from processing.management.table import table
from processing.management.tables import refuse_outdated
from processing.models import CalibrationSwitch


class Command(BaseCommand):
    help = (
        "Fits the confidence on the library's own decisions and reports how well it is kept; "
        "changes nothing without --use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--use", action="store_true", help="switch it on, for uploads that start from now on"
        )
        what.add_argument(
            "--back", action="store_true", help="go back to the calibration that ships"
        )
        what.add_argument(
            "--shipped",
            action="store_true",
            help="for developers: fit on the test sets that ship, and write the file",
        )
        parser.add_argument(
            "--by", metavar="ACCOUNT", help="who switches it, with --use and --back"
        )
        parser.add_argument(
            "--families", type=int, default=FAMILIES, help="with --shipped (%(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["shipped"]:
            self._ship(options["families"])
            return
        refuse_outdated()
        if options["back"]:
            self._switch(None, 0, options["by"])
        else:
            self._own(use=options["use"], by=options["by"])

    def _own(self, *, use: bool, by: str | None) -> None:
        found = decided.decided()
        for line in _counted(found):
            self.stdout.write(line)
        if not found.enough:
            message = (
                f"Fewer than {ENOUGH} decisions that people made one by one: the calibration stays "
                "as it is."
            )
            if use:
                raise CommandError(message)
            self.stdout.write(message)
            return
        version = f"own-{timezone.localdate().isoformat()}"
        told = decided.compared(found, CalibrationSwitch.objects.in_use(), version)
        for line in _report(told):
            self.stdout.write(line)
        if use:
            self._switch(to_data(told.fitted.calibration), len(found.judged), by)
        else:
            self.stdout.write("Nothing has been changed; --use --by ACCOUNT switches it on.")

    def _switch(self, data: dict[str, Any] | None, decisions: int, by: str | None) -> None:
        account = User.objects.filter(username=by or "").first()
        if account is None:
            raise CommandError("Name the account of whoever switches it: --by ACCOUNT.")
        CalibrationSwitch.objects.create(data=data, decisions=decisions, switched_by=account)
        which = f"{data['version']}, on {decisions} decisions" if data else "the one that ships"
        self.stdout.write(f"Uploads that start from now on use {which}.")

    def _ship(self, families: int) -> None:
        made = date.today().isoformat()
        data = shipped_file(families, made)
        text = json.dumps(data, indent=1, ensure_ascii=False)
        FILE.write_text(f"{text}\n", encoding="utf-8")
        self.stdout.write(
            f"{FILE}: {data['matches']} matches, HIGH_CONFIDENCE {data['high_confidence']}"
        )


def shipped_file(families: int, made: str) -> dict[str, Any]:
    """What the file that ships holds, from the corpora that ship; the same each time."""
    with own_database():
        corpora = [judged(run(one)) for one in (shipped.handmade(), shipped.generated(families))]
    found = alike(*corpora)
    return shipped_data(fitted(found, f"shipped-{made}"), made, len(found))


def _counted(found: Decided) -> Iterator[str]:
    yield f"{len(found.judged)} decisions that people made one by one, on a match with its check"
    for tier, count in found.tiers.most_common():
        yield f"  tier {tier}: {count}"
    if found.unusable:
        yield f"  {found.unusable} more cannot be used: what was known of the match is not kept."


def _report(told: Compared) -> Iterator[str]:
    yield from _reliability("As it is now", told.now, told.error_now)
    yield from _reliability("Fitted on your decisions", told.then, told.error_then)
    yield "  (each match by a fit that has not seen its record)"
    if told.high_confidence is None:
        yield "HIGH_CONFIDENCE: no value is shown to be right in 99.5 of 100."
    else:
        yield f"HIGH_CONFIDENCE: from {told.high_confidence} on, 99.5 of 100 are right."


def _reliability(heading: str, bins: Sequence[Bin], error: float | None) -> Iterable[str]:
    yield f"{heading}: expected calibration error {'–' if error is None else f'{error:.3f}'}"
    rows = [
        (f"{one.low}–{one.high}", str(one.count), percent(one.said), percent(one.right))
        for one in bins
    ]
    yield from (f"  {line}" for line in table(("confidence", "matches", "says", "is right"), rows))
