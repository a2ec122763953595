"""The budget: a manager lets one upload go on past it."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from processing.actions.nudging import nudge_on_commit
from processing.models import Upload
from processing.questions import budget


def go_over_budget(*, upload: Upload, by: User) -> int:
    """What waits of this upload goes on now and nothing of it waits again; says how much that was.

    Who let it, and when, stays with the upload.
    """
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk, over_budget_at=None).update(
            over_budget_by=by, over_budget_at=timezone.now()
        )
        number = budget.waiting(upload).update(not_before=None, error="")
        nudge_on_commit()
    return number
