"""Reports: asking for a workbook."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction

from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.models import Report, Upload


def ask_report(*, uploads: Sequence[Upload], by: User | None) -> Report:
    """A report over these uploads, made by a worker within moments."""
    if not uploads:
        raise NotAllowed("Choose at least one upload.")
    names = ", ".join(upload.name for upload in uploads)
    with transaction.atomic():
        report = Report.objects.create(
            uploads=[upload.pk for upload in uploads], title=names[:200], asked_by=by
        )
        nudge_on_commit()
    return report
