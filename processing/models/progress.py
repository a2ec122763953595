"""How far an upload is: counts for the progress page and the terminal, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean

from django.conf import settings
from django.db.models import Count, QuerySet

from processing.models.claimable import OPEN_STATES, State
from processing.models.photo import Bundle, Photo
from processing.models.stage_run import Stage, StageRun
from processing.models.standing import TRIAL, SortGroup, standing
from processing.models.upload import Upload

FIRST_GUESS_SECONDS = {Stage.EXTRACT: 5.0}  # for a stage that has not ended once
ASKED = (Stage.EXTRACT, Stage.ANALYZE)  # stages that mostly wait for a model's answer, if for any
OTHER_GUESS_SECONDS = 0.2
TIMED_RUNS = 200  # of each stage: their mean is the guess for the next


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

    `trial` are those of High confidence that are to be checked before they count.
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
    trial: int = 0

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
    failed, cancelled = _troubled_discs(runs, stages)
    open_photos = sum(photos.get(state, 0) for state in OPEN_STATES)
    finished = stages[-1].done
    groups, decided, trial = group_counts(upload)
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
        trial=trial,
    )


def _troubled_discs(runs: QuerySet[StageRun], stages: tuple[StageCount, ...]) -> tuple[int, int]:
    """Discs that failed, and those that were only cancelled; asked for where there are any."""
    failed, stopped = set[int](), set[int]()
    if any(stage.failed for stage in stages):
        failed = set(runs.filter(state=State.FAILED).values_list("disc", flat=True))
    if any(stage.cancelled for stage in stages):
        stopped = set(runs.filter(state=State.CANCELLED).values_list("disc", flat=True))
    return len(failed), len(stopped - failed)


def group_counts(upload: Upload) -> tuple[dict[SortGroup, int], int, int]:
    """Discs by sort group, how many a person has decided on that are in none of them, and how many
    of High confidence are to be checked first (trial mode)."""
    counts = standing().filter(upload=upload).counted().get(upload.pk, {})
    groups = {group: counts.get(group.value, 0) for group in SortGroup}
    return groups, counts.get("", 0), counts.get(TRIAL, 0)


def _seconds_left(upload: Upload, stages: tuple[StageCount, ...]) -> int:
    """Open runs of each stage by the mean seconds that its last runs took, over those at once."""
    by_model = upload.snapshot.get("reader") == "openai"
    seconds = 0.0
    for stage in stages:
        asked = by_model and Stage(stage.stage) in ASKED
        at_once = settings.OPENAI_CONCURRENCY if asked else settings.CPU_SLOTS
        seconds += stage.open * _mean_seconds(upload, stage) / at_once if stage.open else 0.0
    return round(seconds)


def _mean_seconds(upload: Upload, stage: StageCount) -> float:
    """Of the ended runs farthest on in the box: discs are worked in its order, and the index gives
    them without a look at ten thousand."""
    if not stage.done:
        return FIRST_GUESS_SECONDS.get(Stage(stage.stage), OTHER_GUESS_SECONDS)
    ended = StageRun.objects.filter(
        disc__upload=upload,
        stage=stage.stage,
        state=State.DONE,
        started_at__isnull=False,
        ended_at__isnull=False,
    )
    times = ended.order_by("-disc__position").values_list("started_at", "ended_at")
    took = [(end - start).total_seconds() for start, end in times[:TIMED_RUNS]]
    return fmean(took) if took else OTHER_GUESS_SECONDS


def failures(upload: Upload) -> list[StageRun]:
    """The troubled runs of an upload with their discs, in the order of the box."""
    runs = StageRun.objects.troubled().filter(disc__upload=upload)
    return list(runs.select_related("disc").order_by("disc__position"))


def failed_photos(upload: Upload) -> list[Photo]:
    return list(upload.photos.filter(state=State.FAILED).select_related("disc"))
