"""How far an upload is: counts for the progress page and the terminal, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F

from processing.models.claimable import OPEN_STATES, State
from processing.models.photo import Bundle, Photo
from processing.models.stage_run import Stage, StageRun
from processing.models.standing import SortGroup, sort_group, standing
from processing.models.upload import Upload

FIRST_GUESS_SECONDS = {Stage.EXTRACT: 5.0}  # for a stage that has not ended once
OTHER_GUESS_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many discs stand where at one stage."""

    stage: str
    label: str
    idle: int = 0
    pending: int = 0
    running: int = 0
    waiting: int = 0
    done: int = 0
    failed: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        return self.open + self.done + self.failed + self.cancelled

    @property
    def open(self) -> int:
        return self.idle + self.pending + self.running + self.waiting


@dataclass(frozen=True, slots=True)
class Progress:
    """`finished`, `failed` and `cancelled` are discs; `seconds_left` is a guess, None when done.

    `waiting` are discs of a started upload that were not begun: they are skipped, or somebody
    has to say what is to be done with an item of an earlier upload.
    """

    discs: int
    finished: int
    failed: int
    cancelled: int
    photos_total: int
    photos_ready: int
    photos_failed: int
    stages: tuple[StageCount, ...]
    groups: dict[SortGroup, int]
    decided: int
    seconds_left: int | None
    active: bool
    waiting: int = 0

    @property
    def ended(self) -> int:
        return self.finished + self.failed + self.cancelled


def progress(upload: Upload) -> Progress:
    runs = StageRun.objects.filter(disc__upload=upload)
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in runs.values("stage", "state").annotate(n=Count("id")):
        counts[row["stage"]][row["state"]] = row["n"]
    stages = tuple(StageCount(value, label, **counts[value]) for value, label in Stage.choices)
    photos = dict(upload.photos.values_list("state").annotate(n=Count("id")))
    bundles_open = Bundle.objects.filter(upload=upload, state__in=OPEN_STATES).exists()
    discs = upload.discs.count()
    failed_discs = set(runs.filter(state=State.FAILED).values_list("disc", flat=True))
    stopped = set(runs.filter(state=State.CANCELLED).values_list("disc", flat=True))
    failed, cancelled = len(failed_discs), len(stopped - failed_discs)
    open_photos = sum(photos.get(state, 0) for state in OPEN_STATES)
    finished = stages[-1].done
    groups, decided = group_counts(upload)
    waiting = 0
    if upload.started_at is not None and upload.cancelled_at is None:
        waiting = discs - stages[0].total
    active = (
        bundles_open
        or bool(open_photos)
        or (upload.started_at is not None and finished + failed + cancelled + waiting < discs)
    )
    return Progress(
        discs=discs,
        finished=finished,
        failed=failed,
        cancelled=cancelled,
        photos_total=sum(photos.values()),
        photos_ready=photos.get(State.DONE, 0),
        photos_failed=photos.get(State.FAILED, 0),
        stages=stages,
        groups=groups,
        decided=decided,
        seconds_left=_seconds_left(upload, stages) if active else None,
        active=active,
        waiting=waiting,
    )


def group_counts(upload: Upload) -> tuple[dict[SortGroup, int], int]:
    """Discs by sort group, and how many a person has decided on that are in none of them."""
    groups, decided = dict.fromkeys(SortGroup, 0), 0
    discs = standing().filter(upload=upload, needs_review__isnull=False).with_standing()
    for disc in discs.only("needs_review", "accepted_number"):
        if group := sort_group(disc):
            groups[group] += 1
        else:
            decided += 1
    return groups, decided


def _seconds_left(upload: Upload, stages: tuple[StageCount, ...]) -> int:
    """Open runs of each stage by the mean seconds that this stage took, over the processors."""
    took = ExpressionWrapper(F("ended_at") - F("started_at"), output_field=DurationField())
    means = dict(
        StageRun.objects.filter(disc__upload=upload, state=State.DONE)
        .values_list("stage")
        .annotate(mean=Avg(took))
    )
    seconds = 0.0
    for stage in stages:
        mean = means.get(stage.stage)
        guess = FIRST_GUESS_SECONDS.get(Stage(stage.stage), OTHER_GUESS_SECONDS)
        seconds += stage.open * (mean.total_seconds() if mean else guess)
    return round(seconds / settings.CPU_SLOTS)


def failures(upload: Upload) -> list[StageRun]:
    """The troubled runs of an upload with their discs, in the order of the box."""
    runs = StageRun.objects.troubled().filter(disc__upload=upload)
    return list(runs.select_related("disc").order_by("disc__position"))


def failed_photos(upload: Upload) -> list[Photo]:
    return list(upload.photos.filter(state=State.FAILED).select_related("disc"))
