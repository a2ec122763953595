"""The ledger: one row per disc and stage; Pause: a service that must not be asked for a while."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from processing.models.claimable import OPEN_STATES, Claimable, ClaimableQuerySet, State
from processing.models.disc import Disc
from processing.models.model_call import ModelCall
from processing.models.photo import Photo

SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=24)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 15))


class Stage(models.TextChoices):
    """The five stages in order, and their names on screen."""

    EXTRACT = "extract", "Read photos"
    CLEAN = "clean", "Tidy"
    SEARCH = "search", "Search"
    ANALYZE = "analyze", "Compare"
    VERIFY = "verify", "Check tracks and dates"


class StageRunQuerySet(ClaimableQuerySet):
    def answered(self) -> "StageRunQuerySet":
        """Waiting runs whose question is closed, or free to be asked by them, whoever missed it."""
        return self.filter(state=State.WAITING).exclude(
            call__state__in=(State.RUNNING, State.WAITING)
        )

    def troubled(self) -> "StageRunQuerySet":
        """Runs that failed, or that failed and are tried again by themselves."""
        return self.filter(Q(state=State.FAILED) | Q(state=State.PENDING, attempts__gt=0))

    def ready_to_read(self) -> "StageRunQuerySet":
        """First stages that still stand idle although every photo of the disc is in."""
        unfinished = Photo.objects.filter(disc=OuterRef("disc"), state__in=OPEN_STATES)
        return self.filter(
            ~Exists(unfinished),
            stage=Stage.EXTRACT,
            state=State.IDLE,
            disc__upload__cancelled_at=None,
        )

    def stalled(self) -> "StageRunQuerySet":
        """Idle runs whose stage before is done: a disc must never stop half way."""
        order = Stage.values
        previous = Q()
        for before, stage in pairwise(order):
            done = StageRun.objects.filter(disc=OuterRef("disc"), stage=before, state=State.DONE)
            previous = previous | Q(Exists(done), stage=stage)
        return self.filter(previous, state=State.IDLE)

    def make(self, like: "StageRun", disc_ids: Sequence[int]) -> None:
        """A new run like this one for each disc, in one statement: thousands begin at once, and
        `bulk_create` would hold the lock of the database for seconds."""
        fields = [field for field in self.model._meta.local_fields if not field.primary_key]
        columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        values, selected = [], []
        for field in fields:
            if field.name == "disc":
                selected.append("id")
            else:
                selected.append("%s")
                values.append(field.get_db_prep_save(field.pre_save(like, add=True), connection))
        tables = [connection.ops.quote_name(m._meta.db_table) for m in (self.model, Disc)]
        marks = ", ".join(["%s"] * len(disc_ids))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {tables[0]} ({columns}) SELECT {', '.join(selected)} "
                f"FROM {tables[1]} WHERE id IN ({marks})",
                [*values, *disc_ids],
            )


StageRunManager = models.Manager.from_queryset(StageRunQuerySet)


class StageRun(Claimable):
    """One stage of one disc. All five are made when the upload starts.

    `needs_cpu` and `service` follow from the settings the upload runs with: a run that needs a
    processor waits for a free one, a run that needs a service waits while that is paused.
    """

    disc = models.ForeignKey(Disc, models.CASCADE, related_name="runs")
    stage = models.CharField(max_length=10, choices=Stage)
    call = models.ForeignKey(
        ModelCall, models.SET_NULL, null=True, blank=True, related_name="waiting_runs"
    )
    needs_cpu = models.BooleanField(default=False, editable=False)
    service = models.CharField(max_length=40, blank=True, editable=False)

    objects: ClassVar = StageRunManager()

    if TYPE_CHECKING:
        disc_id: int

    class Meta(Claimable.Meta):
        verbose_name = "stage of a disc"
        verbose_name_plural = "stages of discs"
        constraints = [
            *Claimable.Meta.constraints,
            models.UniqueConstraint(fields=["disc", "stage"], name="stage_run_once"),
        ]
        indexes = [
            *Claimable.Meta.indexes,
            # for claiming: due runs that need a processor or not, small uploads first
            models.Index(fields=["state", "needs_cpu", "priority"], name="stagerun_next"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} of disc {self.disc_id}: {self.get_state_display()}"


class PauseQuerySet(models.QuerySet["Pause"]):
    def now(self) -> "PauseQuerySet":
        return self.filter(until__gt=timezone.now())


class Pause(models.Model):
    """A service is down or has had enough: its stages wait, and no disc loses an attempt."""

    service = models.CharField(max_length=40, unique=True)
    until = models.DateTimeField()
    reason = models.TextField()
    step = models.PositiveSmallIntegerField(default=0)

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = "paused service"

    def __str__(self) -> str:
        return f"{self.service} until {self.until:%H:%M}: {self.reason}"

    @classmethod
    def begin(cls, service: str, reason: str, until: datetime | None = None) -> "Pause":
        """Pauses for 1, 2, 4, 8, then 15 minutes, or until the moment that the service named.

        While it is paused, a later end is taken with its reason: the service asks for more time,
        or something graver has come up. A further failure then is no further step.

        The row is locked: another worker that has an answer at this moment would delete it.
        """
        with transaction.atomic():
            now = timezone.now()
            rows = cls.objects.select_for_update()
            pause, _ = rows.get_or_create(service=service, defaults={"until": now})
            running = pause.until > now  # several workers meet the same failure: one step, not many
            wait = PAUSES[max(0, min(pause.step - running, len(PAUSES) - 1))]
            end = min(max(until or now + wait, now + SHORTEST_PAUSE), now + LONGEST_PAUSE)
            if not running or end > pause.until:
                if running:  # they are found by the reason when a manager ends the pause
                    put_off = StageRun.objects.filter(state=State.PENDING, error=pause.reason)
                    put_off.update(error=reason, not_before=end)
                pause.until, pause.reason = end, reason
                pause.step += not running
                pause.save(update_fields=["until", "reason", "step"])
        return pause

    @classmethod
    def end(cls, service: str) -> None:
        """The service has answered: the next failure starts with one minute again."""
        cls.objects.filter(service=service, until__lte=timezone.now()).delete()
