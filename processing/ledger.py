"""The ledger's own rules: making the runs of a disc, beginning again from a stage, stopping.

Every function here is called inside a transaction and locks the disc first, so that it and the
end of a running stage exclude each other.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Model, QuerySet
from django.utils import timezone

from processing import grouping
from processing.catalog.codec import to_json
from processing.catalog.reading import Reading as MachineReading
from processing.models import (
    OPEN_STATES,
    CalibrationSwitch,
    Candidate,
    Disc,
    Match,
    Pause,
    Reading,
    Search,
    Stage,
    StageRun,
    State,
    Upload,
)
from processing.models.repeats import may_begin
from processing.questions.allowed import NOT_YET_ALLOWED, allowed
from processing.questions.budget import cost_of
from processing.questions.estimate import asks_a_model, estimate
from processing.questions.road import road
from processing.sources.asked import catalog
from processing.stages import BY_NAME

ORDER = Stage.values
CHUNK = 500  # discs that one statement works on
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
    """The settings that an upload would start with."""
    return {
        "reader": _reader(),
        "catalog": catalog(),
        "vision_model": settings.OPENAI_VISION_MODEL,
        "text_model": settings.OPENAI_TEXT_MODEL,
        "effort": settings.OPENAI_REASONING_EFFORT,
        "analyze_with_model": settings.ANALYZE_WITH_MODEL if settings.OPENAI_API_KEY else "never",
        "number_mismatch": settings.PUBLISHER_NUMBER_MISMATCH,
        "cataloging_language": settings.OCLC_CATALOG_LANGUAGE,
        "record_minimum": settings.RECORD_MINIMUM,
        "high_confidence": settings.HIGH_CONFIDENCE,
        "version": settings.VERSION,
    }


def _reader() -> str:
    """Who reads the photos: a model where there is a key and nobody has said that none may leave."""
    if settings.READER != "auto":
        return str(settings.READER)
    return "openai" if settings.OPENAI_API_KEY and allowed().photos is not False else "local"


def begin(upload: Upload) -> int:
    """Makes the runs of every disc that may begin and has none; says how many discs that were."""
    with transaction.atomic():
        upload = grouping.lock(upload)
        if upload.started_at is None:
            grouping.put_in_order(upload)
            upload.started_at = timezone.now()
            upload.snapshot = _kept(upload, may_begin(upload).count())
        upload.cancelled_at = None
        upload.needs_grouping = False
        upload.estimated_usd = _reserved(upload)
        upload.save(
            update_fields=[
                "started_at",
                "snapshot",
                "cancelled_at",
                "needs_grouping",
                "estimated_usd",
            ]
        )
        discs = list(may_begin(upload).order_by("pk"))
        grouping.suggest_roles(discs)
        make_runs(upload, discs)
    return len(discs)


def _kept(upload: Upload, discs: int) -> dict[str, Any]:
    """What counts for an upload from its start on, whatever changes meanwhile."""
    calibration = CalibrationSwitch.objects.in_use()
    return {**snapshot(), "calibration": calibration, **_road(upload, discs)}


def _road(upload: Upload, discs: int) -> dict[str, Any]:
    """How the questions travel, and why, as a part of the snapshot."""
    if not settings.OPENAI_API_KEY:
        return {"batch": False}
    way = road(upload, discs)
    return {"batch": way.batch, "road": way.why}


def renew(upload: Upload) -> None:
    """An upload that is read again from its photos takes the settings of now."""
    if upload.started_at is None:
        return
    upload.snapshot = _kept(upload, upload.discs.count())
    if asks_a_model(upload.snapshot):  # once more, besides what it has cost so far
        again = _reserved(upload)
        upload.estimated_usd = None if again is None else again + cost_of(upload.pk)
    upload.save(update_fields=["snapshot", "estimated_usd"])
    for name, stage in BY_NAME.items():
        StageRun.objects.filter(disc__upload=upload, stage=name).update(
            needs_cpu=stage.needs_cpu(upload.snapshot), service=stage.service(upload.snapshot)
        )


def renew_road(upload: Upload) -> None:
    """A road that USE_BATCH_PROCESSING names outright counts from now on, with all else as it was."""
    if upload.started_at is None or settings.USE_BATCH_PROCESSING == "auto":
        return
    upload.snapshot = {**upload.snapshot, **_road(upload, upload.discs.count())}
    upload.save(update_fields=["snapshot"])


def _reserved(upload: Upload) -> Decimal | None:
    """USD to keep free in the month's budget; None where no model is asked, or for no known price."""
    reckoned = estimate(upload)
    if not reckoned.questions:
        return None
    return reckoned.batch_usd if upload.snapshot.get("batch") else reckoned.usd


def make_runs(upload: Upload, discs: list[Disc]) -> None:
    """All five runs of each disc; the first may go as soon as the photos are in."""
    size, ids = upload.discs.count(), [disc.pk for disc in discs]
    for name, stage in BY_NAME.items():
        run = StageRun(
            stage=name,
            state=State.IDLE,
            priority=size,
            needs_cpu=stage.needs_cpu(upload.snapshot),
            service=stage.service(upload.snapshot),
        )
        for start in range(0, len(ids), CHUNK):
            StageRun.objects.all().make(run, ids[start : start + CHUNK])
    free_readings(ids)


def free_readings(disc_ids: Iterable[int]) -> None:
    """Lets the first stage of these discs begin where every photo is in.

    The discs are locked before their photos are looked at. Without that, a photo that is given
    to a disc at this moment could be missed: the disc would be read without it.
    """
    _free(StageRun.objects.ready_to_read, disc_ids)


def free_stalled(disc_ids: Iterable[int]) -> None:
    """Lets stages begin whose stage before is done."""
    _free(StageRun.objects.stalled, disc_ids)


def _free(runs: Callable[[], QuerySet[StageRun]], disc_ids: Iterable[int], **changes: Any) -> None:
    ids = sorted(disc_ids)
    for start in range(0, len(ids), CHUNK):
        with transaction.atomic():
            keys = lock_discs(Disc.objects.filter(pk__in=ids[start : start + CHUNK]))
            runs().filter(disc__in=keys).update(state=State.PENDING, **changes)


def heal() -> None:
    """What an event should have moved and a kill may have missed, moved by looking at the rows.

    Rows are looked for without a lock, so that a sweep that finds nothing writes nothing.
    """
    free_stalled(set(StageRun.objects.stalled().values_list("disc", flat=True)))
    free_readings(set(StageRun.objects.ready_to_read().values_list("disc", flat=True)))
    release()


def release() -> None:
    """Lets go on what waited for a manager's word on what is sent, once there is one.

    Called with the word, and by each sweep: a worker that had asked just before the word was
    given puts its disc off after it, and with SEND_TO_MODEL nobody gives one here.
    """
    paused = Pause.objects.filter(reason=NOT_YET_ALLOWED)
    put_off = StageRun.objects.filter(state=State.PENDING, error=NOT_YET_ALLOWED)
    if not (paused.exists() or put_off.exists()) or allowed().photos is None:
        return
    _lift(paused, NOT_YET_ALLOWED)


def lift(service: str) -> int:
    """A pause of a service ends now, and what was put off for it is due; says how many runs."""
    pauses = Pause.objects.filter(service=service)
    return sum(_lift(pauses, reason) for reason in list(pauses.values_list("reason", flat=True)))


def _lift(pauses: QuerySet[Pause], reason: str) -> int:
    put_off = StageRun.objects.filter(state=State.PENDING, error=reason)
    discs = set(put_off.values_list("disc", flat=True))
    pauses.filter(reason=reason).delete()
    _free(put_off.all, discs, not_before=None, error="")
    return len(discs)


def photo_came(disc: Disc) -> None:
    """The photos of a disc have changed: a disc that has begun begins again from its photos.

    One that has not begins now, unless it is skipped or waits for what a person says of it.
    """
    upload = disc.upload
    if upload.started_at is None or upload.cancelled_at is not None:
        return
    if disc.runs.exists():
        restart(disc, Stage.EXTRACT)
    elif may_begin(upload).filter(pk=disc.pk).exists():
        make_runs(upload, [disc])


def restart(disc: Disc, stage: str) -> None:
    """The next revision, worked from this stage on; results of the stages before carry over."""
    restart_all([disc.pk], stage)


def restart_all(disc_ids: Sequence[int], stage: str) -> None:
    """`restart` for many discs at once, with the same few queries for each CHUNK of them.

    Each chunk is a transaction of its own, so that others may write in between.
    """
    for start in range(0, len(disc_ids), CHUNK):
        with transaction.atomic():
            _restart(lock_discs(Disc.objects.filter(pk__in=disc_ids[start : start + CHUNK])), stage)


def _restart(ids: list[int], stage: str) -> None:
    Disc.objects.filter(pk__in=ids).update(revision=F("revision") + 1)
    carry_over(ids, stage)
    runs = StageRun.objects.filter(disc__in=ids)
    runs.filter(stage__in=ORDER[ORDER.index(stage) :]).update(**FRESH)
    if stage == Stage.EXTRACT:
        free_readings(ids)
        return
    previous = runs.filter(stage=ORDER[ORDER.index(stage) - 1], state=State.DONE)
    runs.filter(stage=stage, disc__in=previous.values("disc")).update(state=State.PENDING)


def carry_over(ids: Sequence[int], stage: str) -> None:
    """Copies to the new revision what the stages before `stage` found, and candidates by hand."""
    passed = ORDER[: ORDER.index(stage)]
    if Stage.EXTRACT in passed:
        kept = {} if Stage.CLEAN in passed else {"cleaned_data": None}
        _copy(Reading, _before(Reading, ids), **kept)
    candidates = _before(Candidate, ids)
    if Stage.SEARCH not in passed:
        candidates = candidates.filter(by_hand=True)
    else:
        _copy(Search, _before(Search, ids))
    _copy(Candidate, candidates)
    if Stage.ANALYZE in passed:
        _copy(Match, _before(Match, ids))


def _before(kind: type[Model], ids: Sequence[int]) -> QuerySet[Any]:
    """What the revision before the present one of these discs found."""
    rows: QuerySet[Any] = kind._default_manager.all()
    return rows.filter(disc__in=ids).filter(revision=F("disc__revision") - 1)


def _copy(kind: type[Model], rows: QuerySet[Any], **changes: Any) -> None:
    copies = list(rows)
    for row in copies:
        row.pk, row.revision = None, row.revision + 1
        for name, value in changes.items():
            setattr(row, name, value)
    kind._default_manager.bulk_create(copies, batch_size=CHUNK)


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
    """A cancelled upload goes on as far as somebody asks for it.

    Call it before a disc is locked: locks are taken in the order upload, photos, discs.
    """
    Upload.objects.filter(pk=upload.pk, cancelled_at__isnull=False).update(cancelled_at=None)


def reopen(disc: Disc) -> None:
    """Stages that were cancelled may be reached again; the first of them is next where it can be."""
    disc.runs.filter(state=State.CANCELLED).update(**FRESH)
    free_readings([disc.pk])
    free_stalled([disc.pk])


def lock_discs(discs: QuerySet[Disc]) -> list[int]:
    """In one order everywhere, so that this and the ends of running stages never block each other."""
    return list(discs.select_for_update().order_by("pk").values_list("pk", flat=True))


def cancel(upload: Upload) -> int:
    """Stops what has not ended; results that are there stay. Says how many runs were stopped."""
    Upload.objects.filter(pk=upload.pk).update(cancelled_at=timezone.now())
    lock_discs(upload.discs.all())
    runs = StageRun.objects.filter(disc__upload=upload, state__in=OPEN_STATES)
    return runs.update(**{**FRESH, "state": State.CANCELLED, "ended_at": timezone.now()})
