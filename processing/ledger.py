"""The ledger's own rules: making the runs of a disc, beginning again from a stage, stopping.

Every function here is called inside a transaction and locks the disc first, so that it and the
end of a running stage exclude each other.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from processing import grouping
from processing.catalog.codec import to_json
from processing.catalog.reading import Reading as MachineReading
from processing.models import (
    OPEN_STATES,
    Candidate,
    Disc,
    Match,
    Reading,
    Stage,
    StageRun,
    State,
    Upload,
)
from processing.stages import BY_NAME

ORDER = Stage.values
FRESH: dict[str, Any] = {
    "state": State.IDLE,
    "token": None,
    "owner": "",
    "lease_until": None,
    "not_before": None,
    "attempts": 0,
    "interruptions": 0,
    "error": "",
    "detail": "",
    "started_at": None,
    "ended_at": None,
    "call": None,
}


def snapshot() -> dict[str, Any]:
    """The settings that an upload starts with and keeps."""
    return {"reader": "local", "catalog": "local", "version": settings.VERSION}


def begin(upload: Upload) -> int:
    """Makes the runs of every disc that has none; says how many discs that were."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.started_at is None:
            grouping.put_in_order(upload)
            upload.started_at, upload.snapshot = timezone.now(), snapshot()
        upload.cancelled_at = None
        upload.save(update_fields=["started_at", "snapshot", "cancelled_at"])
        discs = list(upload.discs.filter(runs=None))
        for disc in discs:
            grouping.suggest_roles(disc)
        make_runs(upload, discs)
    return len(discs)


def make_runs(upload: Upload, discs: list[Disc]) -> None:
    """All five runs of each disc; the first may go as soon as the photos are in."""
    size = upload.discs.count()
    StageRun.objects.bulk_create(
        (
            StageRun(
                disc=disc,
                stage=name,
                state=State.IDLE,
                priority=size,
                needs_cpu=stage.needs_cpu(upload.snapshot),
                service=stage.service(upload.snapshot),
            )
            for disc in discs
            for name, stage in BY_NAME.items()
        ),
        batch_size=500,
    )
    free_readings(disc.pk for disc in discs)


def free_readings(disc_ids: Any) -> None:
    """Lets the first stage of these discs begin where every photo is in."""
    ids = list(disc_ids)
    for start in range(0, len(ids), 500):
        ready = StageRun.objects.ready_to_read().filter(disc__in=ids[start : start + 500])
        ready.update(state=State.PENDING)


def photo_came(disc: Disc) -> None:
    """A photo was given to a disc: a disc that has begun begins again from its photos."""
    upload = disc.upload
    if upload.started_at is None or upload.cancelled_at is not None:
        return
    if disc.runs.exists():
        restart(disc, Stage.EXTRACT)
    else:
        make_runs(upload, [disc])


def restart(disc: Disc, stage: str) -> None:
    """The next revision, worked from this stage on; results of the stages before carry over."""
    disc = Disc.objects.select_for_update().get(pk=disc.pk)
    before, disc.revision = disc.revision, disc.revision + 1
    disc.save(update_fields=["revision"])
    carry_over(disc, before, stage)
    later = ORDER[ORDER.index(stage) :]
    disc.runs.filter(stage__in=later).update(**FRESH)
    if stage == Stage.EXTRACT:
        free_readings([disc.pk])
    else:
        previous = ORDER[ORDER.index(stage) - 1]
        if disc.runs.filter(stage=previous, state=State.DONE).exists():
            disc.runs.filter(stage=stage).update(state=State.PENDING)


def carry_over(disc: Disc, before: int, stage: str) -> None:
    """Copies to the new revision what the stages before `stage` found, and candidates by hand."""
    passed = ORDER[: ORDER.index(stage)]
    reading = disc.readings.filter(revision=before).first()
    if Stage.EXTRACT in passed and reading:
        cleaned = reading.cleaned_data if Stage.CLEAN in passed else None
        Reading.objects.create(
            disc=disc,
            revision=disc.revision,
            reader=reading.reader,
            machine_data=reading.machine_data,
            cleaned_data=cleaned,
        )
    candidates = disc.candidates.filter(revision=before)
    if Stage.SEARCH not in passed:
        candidates = candidates.filter(by_hand=True)
    _copy(Candidate, list(candidates), disc)
    if Stage.ANALYZE in passed:
        _copy(Match, list(disc.matches.filter(revision=before)), disc)


def _copy(kind: Any, rows: list[Any], disc: Disc) -> None:
    for row in rows:
        row.pk, row.revision = None, disc.revision
    kind.objects.bulk_create(rows)


def read_by_hand(disc: Disc) -> None:
    """A disc whose photos could not be read, or not again, goes on with what a cataloger types.

    What was read from it before is kept under the corrections.
    """
    stopped = disc.runs.filter(stage=Stage.EXTRACT, state__in=(State.FAILED, State.CANCELLED))
    if not stopped.update(state=State.DONE, ended_at=timezone.now(), error="", detail=""):
        return
    before = disc.readings.order_by("-revision").first()
    Reading.objects.get_or_create(
        disc=disc,
        revision=disc.revision,
        defaults={
            "reader": before.reader if before else "by hand",
            "machine_data": before.machine_data if before else to_json(MachineReading()),
        },
    )


def resume(upload: Upload) -> None:
    """A cancelled upload goes on as far as somebody asks for it."""
    Upload.objects.filter(pk=upload.pk).update(cancelled_at=None)


def reopen(disc: Disc) -> None:
    """Stages that were cancelled may be reached again; the first of them is next where it can be."""
    disc.runs.filter(state=State.CANCELLED).update(**FRESH)
    free_readings([disc.pk])
    StageRun.objects.stalled().filter(disc=disc).update(state=State.PENDING)


def _lock_discs(upload: Upload) -> None:
    """In one order everywhere, so that this and the ends of running stages never block each other."""
    list(upload.discs.select_for_update().order_by("pk").values_list("pk", flat=True))


def cancel(upload: Upload) -> int:
    """Stops what has not ended; results that are there stay. Says how many runs were stopped."""
    Upload.objects.filter(pk=upload.pk).update(cancelled_at=timezone.now())
    _lock_discs(upload)
    runs = StageRun.objects.filter(disc__upload=upload, state__in=OPEN_STATES)
    return runs.update(**{**FRESH, "state": State.CANCELLED, "ended_at": timezone.now()})
