"""The batches of an upload in words: how far each is, what it waits for, how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format

from processing.batches.keeping import kept_until
from processing.batches.lost import is_lost
from processing.catalog.wording import dollars
from processing.clients import prices
from processing.models import OPEN_STATES, BatchJob, Stage, State, Upload
from processing.presentation import words

Step = BatchJob.Step
SHOWN = 12  # open batches on the page of an upload
SHOWN_ENDED = 3
NEWS = timedelta(days=1)  # for so long the end of a batch stands in a banner
STEPS = {
    Step.PREPARED.value: "waiting for its turn",
    Step.UPLOADED.value: "being submitted",
    Step.SUBMITTING.value: "being submitted",
    Step.COLLECTING.value: "its results are being collected",
}
STATUSES = {
    "validating": "OpenAI looks through it",
    "in_progress": "at work",
    "finalizing": "results are being written",
    "cancelling": "being cancelled",
    "completed": "done at OpenAI",
    "expired": "its 24 hours ran out",
    "cancelled": "cancelled",
    "failed": "not accepted by OpenAI",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One batch as a line: its mark and name, then what is said of it, part by part.

    `error` is what is the matter in a sentence, "" where nothing is. `banner` is the colour of the
    banner in which the end of a batch stands for a day, "" where there is none.
    """

    pk: int
    mark: str
    name: str
    said: tuple[str, ...]
    error: str
    may_check: bool
    may_cancel: bool
    banner: str
    lost: bool  # nobody here can see it any more: it can only be given up


@dataclass(frozen=True, slots=True)
class Batches:
    """Of one upload. `waiting` is how many wait for their turn beside others that are open, which is
    said in one line, with `waiting_error` for the first; `rounds` are all that have not ended."""

    open: tuple[Row, ...] = ()
    ended: tuple[Row, ...] = ()
    more: int = 0  # open, and not shown
    waiting: int = 0
    waiting_requests: int = 0
    waiting_error: str = ""
    rounds: int = 0


def of_upload(upload: Upload) -> Batches:
    """One query."""
    jobs = list(BatchJob.objects.filter(upload_number=upload.pk).order_by("pk"))
    going = [job for job in jobs if job.state in OPEN_STATES]
    waiting = [job for job in going if job.step == Step.PREPARED]
    if len(going) < 2:
        waiting = []
    shown = [job for job in going if job not in waiting]
    ended = [job for job in jobs if job.state not in OPEN_STATES][-SHOWN_ENDED:]
    return Batches(
        open=tuple(map(row, shown[:SHOWN])),
        ended=tuple(map(row, reversed(ended))),
        more=len(shown[SHOWN:]),
        waiting=len(waiting),
        waiting_requests=sum(job.requests for job in waiting),
        waiting_error=_first_error(waiting),
        rounds=len(going),
    )


def _first_error(jobs: Sequence[BatchJob]) -> str:
    return next((job.error for job in jobs if job.error), "")


def row(job: BatchJob) -> Row:
    going = job.state in OPEN_STATES
    return Row(
        pk=job.pk,
        mark=mark(job),
        name=name(job),
        said=tuple(filter(None, _going(job) if going else _ended(job))),
        error=job.error,
        may_check=going and job.step != Step.SUBMITTING,
        may_cancel=going and job.cancel_asked_at is None and _can_be_stopped(job),
        banner=_banner(job),
        lost=going and is_lost(job),
    )


def _banner(job: BatchJob) -> str:
    if job.ended_at is None or timezone.now() - job.ended_at > NEWS:
        return ""
    return "green" if job.applied >= job.requests and not job.error else "amber"


def _can_be_stopped(job: BatchJob) -> bool:
    at_hand = job.step in (Step.PREPARED, Step.UPLOADED, Step.SUBMITTED)
    return at_hand or (job.step == Step.SUBMITTING and is_lost(job))


def name(job: BatchJob) -> str:
    """OpenAI's number, or ours before there is one."""
    return job.batch_id or f"Batch {job.pk}"


def mark(job: BatchJob) -> str:
    """Beside a word, never alone."""
    if job.state == State.DONE:
        return "▲" if not job.applied and job.error else words.STATE_MARKS[State.DONE]
    if job.state in OPEN_STATES:
        waits = job.step == Step.PREPARED
        return words.STATE_MARKS[State.WAITING if waits else State.RUNNING]
    return words.STATE_MARKS[State(job.state)]


def stage(job: BatchJob) -> str:
    return dict(Stage.choices).get(job.stage, job.stage)


def stands(job: BatchJob) -> str:
    """Where it stands, in a few words."""
    if job.state == State.CANCELLED:
        lost = "given up: the key does not show it"
        return lost if job.was_sent else "cancelled before it was sent"
    if job.state == State.FAILED:
        return "given up"
    if job.state == State.DONE:
        return "collected" if job.applied else "ended without an answer"
    if job.step != Step.SUBMITTED:
        return STEPS.get(job.step, job.get_step_display())
    if job.cancel_asked_at:
        return STATUSES["cancelling"]
    return STATUSES.get(job.status, f"“{job.status}” at OpenAI: taken as still running")


def _going(job: BatchJob) -> list[str]:
    if job.step != Step.SUBMITTED:
        return [stage(job), words.count(job.requests, "question"), stands(job), _cost(job)]
    return [
        stage(job),
        f"{job.completed:,} of {job.requests:,} completed, {job.failed:,} failed",
        "" if job.status == "in_progress" and not job.cancel_asked_at else stands(job),
        f"submitted {clock(job.submitted_at)}" if job.submitted_at else "",
        f"checked {words.ago(timezone.now() - job.checked_at)}" if job.checked_at else "",
        time_left(job),
        _cost(job),
    ]


def _ended(job: BatchJob) -> list[str]:
    ended = clock(job.ended_at) if job.ended_at else ""
    if job.state != State.DONE or not (job.applied or job.status):
        return [stage(job), words.count(job.requests, "question"), f"{stands(job)}, {ended}"]
    why = STATUSES.get(job.status, "") if job.status != "completed" else ""
    collected = f"{job.applied:,} of {job.requests:,} collected"
    whole = job.applied >= job.requests  # else nobody knows what of the estimate was spent
    return [stage(job), f"ended {ended}: {collected}", why, _cost(job) if whole else ""]


def _cost(job: BatchJob) -> str:
    """By batch and in real time, as estimated; "" where no price is known."""
    usd, now = job.estimated_usd, real_time_usd(job)
    if usd is None or now is None:
        return ""
    return f"about {dollars(usd)} instead of {dollars(now)} now"


def clock(moment: datetime) -> str:
    """at 14:02, with the day where it is not today."""
    here = timezone.localtime(moment)
    today = here.date() == timezone.localdate()
    return f"at {date_format(here, 'H:i')}" if today else f"on {date_format(here, 'j M, H:i')}"


def time_left(job: BatchJob) -> str:
    """Of the 24 hours, while it is at OpenAI."""
    if job.expires_at is None or job.step != Step.SUBMITTED or job.state not in OPEN_STATES:
        return ""
    seconds = int((job.expires_at - timezone.now()).total_seconds())
    return f"{words.time_left(seconds)} left" if seconds > 0 else "its 24 hours are over"


def result_files(job: BatchJob) -> str:
    """Until when they are kept, or that they are gone."""
    if job.files_removed_at:
        return f"removed on {_day(job.files_removed_at)}"
    number = sum(1 for file in (job.output, job.errors) if file)
    if not number:
        return "none"
    files, until = words.count(number, "file"), kept_until(job)
    if until:
        return f"{files}, kept until {_day(until)}"
    over = job.state not in OPEN_STATES
    return f"{files}, kept for ever" if over else files


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")


def real_time_usd(job: BatchJob) -> Decimal | None:
    """What the same questions would cost one by one."""
    return None if job.estimated_usd is None else job.estimated_usd / prices.batch_share()


def cancelled(job: BatchJob) -> str:
    """What happens now, after it was cancelled."""
    rest = "is asked now" if job.rest == BatchJob.Rest.NOW else "stops; “Retry” asks it again"
    if job.state == State.CANCELLED:
        return f"{name(job)} is cancelled. What it would have asked {rest}."
    return (
        f"{name(job)} is being cancelled, which takes OpenAI some minutes. What is done by then is "
        f"collected; the rest {rest}."
    )
