"""Runs: try again what failed, or work a stage again."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from processing import grouping, ledger
from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.models import Bundle, Disc, Photo, Stage, StageRun, State, Upload
from processing.models.repeats import may_begin
from processing.questions import calls

_AGAIN = {**ledger.FRESH, "state": State.PENDING}
_FILE_AGAIN = {name: value for name, value in _AGAIN.items() if name != "call"}


def retry(*, run: StageRun, by: User | None) -> None:
    """Tries a failed stage again, now."""
    if not _retry(StageRun.objects.filter(pk=run.pk)):
        raise NotAllowed("This stage has not failed, so there is nothing to retry.")


def retry_failed(*, upload: Upload, by: User | None) -> int:
    """Tries everything again that failed in this upload, photos included; says how much that was."""
    bundles = Bundle.objects.filter(upload=upload, state=State.FAILED).update(**_FILE_AGAIN)
    return bundles + _retry_photos(upload) + _retry(StageRun.objects.filter(disc__upload=upload))


def _retry_photos(upload: Upload) -> int:
    """A disc that was read without its broken photo is read again once that is in."""
    failed = Photo.objects.filter(upload=upload, state=State.FAILED)
    with transaction.atomic():
        discs = list(Disc.objects.filter(photos__in=failed, upload=upload).distinct())
        count = failed.update(**_FILE_AGAIN)
        for disc in discs:
            ledger.photo_came(disc)
    return count


def _retry(runs: QuerySet[StageRun]) -> int:
    with transaction.atomic():
        troubled = StageRun.objects.troubled().filter(pk__in=runs.values("pk"))
        discs = list(Disc.objects.filter(runs__in=troubled).distinct().order_by("pk"))
        for upload in Upload.objects.filter(discs__in=discs).distinct().order_by("pk"):
            ledger.resume(upload)
        ledger.lock_discs(Disc.objects.filter(pk__in=[disc.pk for disc in discs]))
        count = troubled.update(**_AGAIN)
        for disc in discs:
            ledger.reopen(disc)
        nudge_on_commit()
    return count


def _check(stage: str) -> None:
    if stage not in Stage.values:
        raise NotAllowed(f"There is no stage “{stage}”. Choose one of: {', '.join(Stage.values)}.")


def run_again(*, disc: Disc, stage: str, by: User | None, anew: bool = False) -> None:
    """Works one disc again from this stage on; its decisions and corrections stay.

    A model's stored answers are used again, which costs nothing; `anew` asks it once more.
    """
    _check(stage)
    with transaction.atomic():
        missing = _missing_before(disc, stage)
        if missing:
            raise NotAllowed(
                f"“{Stage(stage).label}” needs “{Stage(missing).label}”, which has not ended."
            )
        ledger.resume(disc.upload)
        if anew:
            calls.set_aside(disc, Stage.values[Stage.values.index(stage) :])
        ledger.restart(disc, stage)
        nudge_on_commit()


def _missing_before(disc: Disc, stage: str) -> str | None:
    """The stage before, where it is not done: there would be nothing to work on."""
    index = Stage.values.index(stage)
    if not disc.runs.exists():
        return Stage.EXTRACT
    if index == 0:
        return None
    before = Stage.values[index - 1]
    return None if disc.runs.filter(stage=before, state=State.DONE).exists() else before


def run_upload_again(
    *, upload: Upload, stage: str, by: User | None, discs: QuerySet[Disc] | None = None
) -> int:
    """Works discs of an upload again from this stage on (all, or those given); says how many.

    Discs on which that stage has nothing to work on, and discs that are skipped, are left out.
    """
    _check(stage)
    chosen = upload.discs.all() if discs is None else discs
    with transaction.atomic():
        upload = grouping.lock(upload)
        ledger.resume(upload)
        if stage == Stage.EXTRACT and discs is None:
            ledger.renew(upload)
        else:
            ledger.renew_road(upload)
        late = []
        if upload.started_at:  # they came while the upload was cancelled
            late = list(may_begin(upload).filter(pk__in=chosen.values("pk")).order_by("pk"))
        again = list(_with_stage_before(chosen, stage).values_list("pk", flat=True))
        ledger.make_runs(upload, late)
    ledger.restart_all(again, stage)  # in parts, so that others may write in between
    nudge_on_commit()
    return len(late) + len(again)


def _with_stage_before(discs: QuerySet[Disc], stage: str) -> QuerySet[Disc]:
    """Discs that have begun and whose stage before this one is done."""
    begun = discs.filter(pk__in=StageRun.objects.filter(stage=stage).values("disc")).order_by("pk")
    if stage == Stage.EXTRACT:
        return begun
    before = Stage.values[Stage.values.index(stage) - 1]
    done = StageRun.objects.filter(stage=before, state=State.DONE)
    return begun.filter(pk__in=done.values("disc"))
