"""Reports: the rows of one or several uploads into a workbook, by a worker, kept in storage."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import suppress

from django.core.files.base import File
from django.db.models import Exists
from django.utils import timezone

from processing import arrival, leases
from processing.exports import workbook
from processing.exports.rows import DiscRow
from processing.leases import Only
from processing.logs import working_on
from processing.models import Failure, LostClaim, Report, State
from processing.models.repeats import superseding
from processing.models.standing import standing
from processing.report_rows import rows_of

log = logging.getLogger(__name__)

NOT_MADE = "The report could not be made. Ask for it again; if it fails again, tell whoever looks after the program."
CHUNK = 100  # discs whose rows are in memory at a time


def make_next(_: Only) -> bool:
    """Makes the next report that was asked for; False where there is none."""
    report = Report.objects.all().claim_next(leases.owner())
    if report is None:
        return False
    with working_on(report=report.pk), leases.kept(report):
        try:
            make(report)
        except LostClaim:
            log.info("taken over meanwhile")
        except Exception as error:
            log.exception("the report could not be made")
            with suppress(LostClaim):
                Report.objects.record_failure(report, Failure.unexpected(NOT_MADE, error))
    return True


def make(report: Report) -> None:
    """Writes the workbook and ends the claim."""
    with tempfile.TemporaryFile() as out:
        workbook.write(rows(report.uploads), out, title=report.title)
        out.seek(0)
        name = arrival.store(f"reports/{report.pk}.xlsx", File(out))
    Report.objects.filter(pk=report.pk).leave(
        report.token, State.DONE, file=name, ended_at=timezone.now(), error="", detail=""
    )


def rows(uploads: list[int]) -> Iterator[DiscRow]:
    """Every disc of the uploads, finished or not.

    Only one that was processed again in another of these uploads is left out: that one stands
    for it (design, section 2).
    """
    again = Exists(superseding().filter(upload__in=uploads))
    discs = standing().filter(~again, upload__in=uploads).by_place()
    keys = list(discs.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        chunk = standing().filter(pk__in=keys[start : start + CHUNK]).with_standing()
        yield from rows_of(list(chunk.by_place().select_related("upload")))
