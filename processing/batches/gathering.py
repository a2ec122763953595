"""Waiting questions of one upload, stage and model become batches, or go now where they are few."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Sum
from django.utils import timezone

from processing.batches import releasing
from processing.clients import prices
from processing.models import BatchJob, ModelCall, StageRun, State, Upload
from processing.questions import calls
from processing.questions.road import road

MOST_LINES = 50_000
QUIET = timedelta(minutes=10)  # after the last question came: do not wait for those that are late
COMING = (State.IDLE, State.PENDING, State.RUNNING)
STOPPED = (State.FAILED, State.CANCELLED)
NOT_SENT = "The batch was cancelled before it was sent."
LOST = "Its batch was given up, since the present key does not show it. It may have been paid."


def gather() -> int:
    """Closes the groups that are whole; says how many questions found their road."""
    _leave_ended_jobs()
    groups = (
        wanted()
        .filter(batch=None)
        .order_by()
        .values("upload_number", "stage", "model")
        .annotate(n=Count("pk"), last=Max("created_at"), tokens=Sum("estimated_input"))
    )
    whole = [dict(group) for group in groups if _is_whole(dict(group))]
    return sum(_send(group) for group in whole)


def _leave_ended_jobs() -> None:
    """A job that killed its worker too often is given up, but not its questions; those of one that
    was cancelled go as was chosen then."""
    stuck = ModelCall.objects.filter(state=State.WAITING, batch__state=State.FAILED)
    stuck.update(batch=None)
    left = ModelCall.objects.filter(batch=OuterRef("pk"), state=State.WAITING)
    for job in BatchJob.objects.filter(Exists(left), state=State.CANCELLED):
        let_go(job, job.rest)


def let_go(job: BatchJob, rest: str) -> None:
    """The open questions of a job that has ended here, without OpenAI: `rest` says whether they
    are asked now or end."""
    waiting = list(releasing.still_open(job))
    if rest == BatchJob.Rest.NOW:
        send_now([call.pk for call in waiting])
        return
    for call in waiting:
        calls.close_unasked(call, LOST if job.was_sent else NOT_SENT)


def wanted() -> QuerySet[ModelCall]:
    """Questions for a batch that a run still waits for: those of a cancelled upload are not sent."""
    runs = StageRun.objects.filter(call=OuterRef("pk"), state=State.WAITING)
    return ModelCall.objects.filter(Exists(runs), state=State.WAITING)


def _is_whole(group: dict[str, Any]) -> bool:
    """Whether nobody else comes any more, or the batch is full."""
    full = group["n"] >= MOST_LINES or group["tokens"] >= settings.BATCH_MAX_ENQUEUED_TOKENS
    return full or _all_have_come(group)


def _all_have_come(group: dict[str, Any]) -> bool:
    if timezone.now() - group["last"] >= QUIET:
        return True
    return not bool(_on_their_way(group["upload_number"], group["stage"]).exists())


def _on_their_way(upload_number: int, stage: str) -> Any:
    """Runs of this stage that may still ask: their discs have not stopped anywhere."""
    stopped = StageRun.objects.filter(disc=OuterRef("disc"), state__in=STOPPED)
    runs = StageRun.objects.filter(disc__upload=upload_number, stage=stage, state__in=COMING)
    return runs.filter(~Exists(stopped), disc__upload__cancelled_at=None)


def _send(group: dict[str, Any]) -> int:
    """In batches; or now, where they are few and nobody wants a batch for them."""
    upload = Upload.objects.filter(pk=group["upload_number"]).first()
    found = wanted().filter(
        batch=None,
        upload_number=group["upload_number"],
        stage=group["stage"],
        model=group["model"],
    )
    if upload is None or not road(upload, group["n"]).batch:
        return send_now(list(found.values_list("pk", flat=True)))
    parts = list(_parts(found.order_by("pk").values_list("pk", "estimated_input", "estimated_usd")))
    if len(parts) > 1 and not _all_have_come(group):
        parts.pop()  # the file is full and others are still coming: the remainder waits for them
    return sum(_make(group, part) for part in parts)


def _parts(rows: Any) -> Iterator[list[tuple[int, int, Any]]]:
    """Cut by the number of lines and by the tokens that may be enqueued."""
    part: list[tuple[int, int, Any]] = []
    tokens = 0
    for row in rows.iterator():
        too_much = tokens + row[1] > settings.BATCH_MAX_ENQUEUED_TOKENS
        if part and (too_much or len(part) >= MOST_LINES):
            yield part
            part, tokens = [], 0
        part.append(row)
        tokens += row[1]
    if part:
        yield part


def _make(group: dict[str, Any], part: Sequence[tuple[int, int, Any]]) -> int:
    """A job with those questions that nobody else has taken in this moment."""
    with transaction.atomic():
        job = BatchJob.objects.create(
            upload_number=group["upload_number"],
            stage=group["stage"],
            model=group["model"],
            tokens=sum(tokens for _, tokens, _ in part),
            estimated_usd=_half([usd for _, _, usd in part]),
        )
        taken = ModelCall.objects.filter(
            pk__in=[pk for pk, _, _ in part], batch=None, state=State.WAITING
        ).update(batch=job)
        if not taken:
            transaction.set_rollback(True)
            return 0
        BatchJob.objects.filter(pk=job.pk).update(requests=taken)
    return taken


def _half(costs: Sequence[Any]) -> Any:
    """USD of the batch at its price; None where no price is known."""
    known = [usd for usd in costs if usd is not None]
    return sum(known) * prices.batch_share() if known else None


def send_now(keys: Sequence[int]) -> int:
    """These questions are asked by their own runs, one by one."""
    with transaction.atomic():
        rows = ModelCall.objects.filter(pk__in=keys, state=State.WAITING)
        found = list(rows.select_for_update().values_list("pk", flat=True))
        ModelCall.objects.filter(pk__in=found).update(state=State.PENDING, batch=None)
        waiting = StageRun.objects.filter(call__in=found, state=State.WAITING)
        waiting.update(state=State.PENDING, not_before=None)
    return len(found)
