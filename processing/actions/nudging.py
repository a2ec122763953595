"""Waking the workers once the transaction is committed."""

from django.db import transaction

from processing import tasks


def nudge_on_commit() -> None:
    """After the commit; if the broker does not answer, the next sweep finds the work anyway."""
    transaction.on_commit(tasks.nudge, robust=True)
