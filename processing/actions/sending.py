"""What may be sent to the model: a manager's word, which is only ever added."""

import logging

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from processing import ledger
from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.models import Consent
from processing.questions import SERVICE
from processing.questions.allowed import allowed, recipient
from processing.questions.statement import Statement

log = logging.getLogger(__name__)

_WORD = {True: "yes", False: "no"}


def confirm_sending(*, photos: bool, records: bool, to: str, by: User) -> Consent:
    """Says what may be sent from now on; neither means that nothing is.

    `to` is the recipient that the person saw. What waited for the word goes on. The same word
    once more, on the same text, adds nothing.
    """
    _check(to)
    statement = Statement(to)
    with transaction.atomic():
        before = allowed().consent
        if before and (before.photos, before.records, before.statement) == (
            photos,
            records,
            statement.text,
        ):
            return before
        consent = Consent.objects.create(
            photos=photos, records=records, recipient=to, statement=statement.text, given_by=by
        )
        ledger.release()
        nudge_on_commit()
    log.info(
        "%s has said what may be sent to %s: photos %s, readings and record text %s",
        *(by.get_username(), to, _WORD[photos], _WORD[records]),
    )
    return consent


def try_now(*, by: User) -> int:
    """Ends a pause of the model's service at once (credit was added, the key put right); says how
    many discs go on."""
    with transaction.atomic():
        discs = ledger.lift(SERVICE)
        nudge_on_commit()
    log.info("%s has ended the pause of the model's service", by.get_username())
    return discs


def _check(to: str) -> None:
    if settings.SEND_TO_MODEL:
        raise NotAllowed(
            "What is sent is set by SEND_TO_MODEL, so it cannot be changed here. Whoever looks "
            "after the program can change that setting."
        )
    if not settings.OPENAI_API_KEY:
        raise NotAllowed("Nothing can be sent: OPENAI_API_KEY is not set.")
    if to != recipient():
        raise NotAllowed(
            f"Meanwhile it would be sent to {Statement(recipient()).whom}. Read the page again, "
            "then confirm."
        )
