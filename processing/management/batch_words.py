"""A batch, or a service that is waited for, as one line of the terminal."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from processing.catalog.wording import count, dollars
from processing.clients import prices
from processing.models import CLOSED_STATES, BatchJob, Pause, State

Step = BatchJob.Step
HALF = Decimal("0.5")
IN_MINUTES = timedelta(minutes=90)  # what is longer is told in hours


def name(job: BatchJob) -> str:
    """By OpenAI's number, or by ours as long as there is none."""
    return f"Batch {job.batch_id or job.uuid}"


def submitted(job: BatchJob) -> str:
    """Batch batch_abc123 submitted: 67 requests, about $0.11 (half of $0.22)."""
    text = f"{name(job)} submitted: {count(job.requests, 'request')}"
    share = prices.batch_share()
    if job.estimated_usd is not None and share:
        part = "half" if share == HALF else f"{share:.0%}"
        full = dollars(job.estimated_usd / share)
        text += f", about {dollars(job.estimated_usd)} ({part} of {full})"
    return f"{text}."


def standing(job: BatchJob) -> str:
    """Where it stands; "" between two steps that follow each other at once."""
    if job.state in CLOSED_STATES:
        return _ended(job)
    if job.batch_id is not None:
        return _at_openai(job)
    if job.error:
        return f"{name(job)}: {job.error}"
    if job.step == Step.PREPARED:
        return f"{name(job)}: {count(job.requests, 'request')} to be sent."
    return ""


def _at_openai(job: BatchJob) -> str:
    """Batch batch_abc123: in_progress · 45 of 67 completed, 0 failed · 21 h left"""
    parts = [f"{name(job)}: {job.status}"]
    parts.append(f"{job.completed} of {job.requests} completed, {job.failed} failed")
    if job.step == Step.SUBMITTED and (left := time_left(job)):
        parts.append(left)
    if job.cancel_asked_at:
        parts.append("to be cancelled")
    if job.error:
        parts.append(f"▲ {job.error}")
    return " · ".join(parts)


def time_left(job: BatchJob) -> str:
    """Of its 24 hours: "21 h left", "45 min left"; "" where OpenAI has not said."""
    if job.expires_at is None:
        return ""
    left = job.expires_at - timezone.now()
    if left <= timedelta(0):
        return "past its 24 hours"
    if left < IN_MINUTES:
        return f"{round(left / timedelta(minutes=1))} min left"
    return f"{round(left / timedelta(hours=1))} h left"


def _ended(job: BatchJob) -> str:
    if job.state == State.CANCELLED:
        return f"{name(job)}: cancelled before it was sent."
    if job.error:
        return f"▲ {name(job)}: {job.error}"
    if job.batch_id is None:
        return f"{name(job)}: nothing was left to be sent."
    answered = job.calls.filter(state=State.DONE).count()
    how = "" if job.status == "completed" else f"{job.status}; "
    return f"{name(job)}: {how}results retrieved, {answered} of {job.requests}."


def waiting(pause: Pause) -> str:
    """Waiting until 14:20: OpenAI has trouble of its own."""
    return f"Waiting until {moment(pause.until)}: {pause.reason}"


def moment(at: datetime) -> str:
    """The time here, with its day where that is not today."""
    here, today = timezone.localtime(at), timezone.localdate()
    return f"{here:%H:%M}" if here.date() == today else f"{here:%Y-%m-%d %H:%M}"
