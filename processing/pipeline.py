"""Claim a run, call its stage, save its result and its end in one transaction, free the next.

A stage returns its result and saves nothing; while it works, a person may correct the disc or
cancel the upload, which takes the token away. Then `settle` finds no claim to end and nothing
of what the stage found is saved.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from processing import leases, ledger
from processing.clients.errors import ServiceError
from processing.leases import Only
from processing.logs import working_on
from processing.models import Disc, Failure, LostClaim, Pause, StageRun, State
from processing.questions import SERVICE, Unusable, Wait, limits
from processing.stages import BY_NAME, NEXT
from processing.stages.base import CannotProcess, Done, Later, Outcome, Waiting

log = logging.getLogger(__name__)

A_DAY = 86_400.0
UNEXPECTED = (
    "Something unexpected happened. Retry; if it fails again, tell whoever looks after the program."
)


def work_next(only: Only, *, needs_cpu: bool) -> bool:
    """Claims the next due run of this kind and carries it to its end; False where none is due."""
    paused = Pause.objects.now().values("service")
    due = StageRun.objects.filter(needs_cpu=needs_cpu, **only.of("disc__upload")).exclude(
        service__in=paused
    )
    if limits.full():  # other work goes on meanwhile
        due = due.exclude(service=SERVICE)
    run = due.claim_next(leases.owner())
    if run is None:
        return False
    with working_on(disc=run.disc_id, stage=run.stage), leases.kept(run):
        work(run)
    return True


def work(run: StageRun) -> None:
    """Carries a claimed run to its end. Never raises: every failure lands on its own disc."""
    outcome = _attempt(run)
    try:
        settle(run, outcome)
    except LostClaim:
        log.info("the result is not saved: the disc was changed or taken over meanwhile")
    except Exception as error:
        log.exception("the result could not be saved")
        _settle_failure(run, Failure.unexpected(UNEXPECTED, error))


def _attempt(run: StageRun) -> Outcome | Failure:
    try:
        disc = Disc.objects.select_related("upload").get(pk=run.disc_id)
        return BY_NAME[run.stage].run(disc)
    except (CannotProcess, Unusable) as error:
        return Failure(str(error), final=True)
    except Wait as wait:
        return Waiting(wait.call) if wait.call else Later(wait.until or timezone.now(), wait.reason)
    except LostClaim as lost:  # of a question: somebody else asks it now
        return Later(timezone.now(), str(lost))
    except ServiceError as error:
        return _service_failed(error)
    except Exception as error:  # a disc's error must never stop the others
        log.exception("the stage failed")
        return Failure.unexpected(UNEXPECTED, error)


def _service_failed(error: ServiceError) -> Later | Failure:
    """A service's trouble is no disc's fault: its stages pause, and no attempt is used up."""
    if not error.retryable:
        return Failure(str(error), f"service {error.service}", final=True)
    until = None
    if error.retry_after is not None:
        until = timezone.now() + timedelta(seconds=min(error.retry_after, A_DAY))
    pause = Pause.begin(error.service, str(error), until)
    return Later(pause.until, pause.reason)


def settle(run: StageRun, outcome: Outcome | Failure) -> None:
    """Ends the claim as the outcome says; raises LostClaim where it is no longer ours."""
    claim = StageRun.objects.filter(pk=run.pk)
    match outcome:
        case Done(result):
            _save(run, result)
        case Waiting(call):
            claim.leave(run.token, State.WAITING, call=call, attempts=0, error="")
        case Later(until, reason):
            claim.leave(run.token, State.PENDING, not_before=until, error=reason)
        case Failure():
            _settle_failure(run, outcome)


def _save(run: StageRun, result: object) -> None:
    with transaction.atomic():
        # The lock keeps a correction or a late photo from slipping between check and save.
        disc = Disc.objects.select_for_update().get(pk=run.disc_id)
        StageRun.objects.filter(pk=run.pk).leave(
            run.token, State.DONE, ended_at=timezone.now(), error="", detail="", attempts=0
        )
        BY_NAME[run.stage].save(disc, disc.revision, result)
        if after := NEXT.get(run.stage):
            StageRun.objects.filter(disc=disc, stage=after, state=State.IDLE).update(
                state=State.PENDING
            )
    if run.service:
        Pause.end(run.service)
    log.info("done")


def _settle_failure(run: StageRun, failure: Failure) -> None:
    try:
        StageRun.objects.record_failure(run, failure)
    except LostClaim:
        log.info("the failure is not recorded: the disc was changed or taken over meanwhile")
    else:
        log.warning("failed: %s", failure.words)


def heal() -> None:
    """What an event should have moved and a kill may have missed, moved by looking at the rows."""
    answered = StageRun.objects.answered().values("pk")
    # The state is asked for once more: where PostgreSQL waits for a row that is being cancelled,
    # it looks again at this condition alone. `call` stays: its answer is used.
    StageRun.objects.filter(pk__in=answered, state=State.WAITING).update(state=State.PENDING)
    ledger.heal()
