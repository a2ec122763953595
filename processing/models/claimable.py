"""Work that may be interrupted: a row that one worker at a time claims for a while.

    idle ──▶ pending ──▶ running ──▶ done
                ▲          │ ├────▶ waiting   (for an answer; pending again when it is there)
                └──────────┘ ├────▶ failed    (said in words, with "retry")
          lease ran out      └────▶ cancelled

The database is the queue of record. A claim is one conditional update that writes a token and
a lease; every later write asks for that token, so a worker that stalled and wakes up after its
lease changes nothing.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

LEASE = timedelta(seconds=settings.LEASE_SECONDS)
MAX_ATTEMPTS = 5
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 4, 8))  # after each error
MAX_INTERRUPTIONS = 50  # a poisonous row that kills its worker each time must end somewhere


class State(models.TextChoices):
    """Where a piece of work stands; drawn in this module's docstring."""

    IDLE = "idle", "Not yet"
    PENDING = "pending", "Next"
    RUNNING = "running", "Working"
    WAITING = "waiting", "Waiting for an answer"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


OPEN_STATES = (State.IDLE, State.PENDING, State.RUNNING, State.WAITING)
CLOSED_STATES = (State.DONE, State.FAILED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Failure:
    """An end in error: `words` for people, `detail` for the log; `final` means no other try."""

    words: str
    detail: str = ""
    final: bool = False

    def __post_init__(self) -> None:
        """PostgreSQL takes no NUL, which hostile files put into messages."""
        object.__setattr__(self, "words", self.words.replace("\0", ""))
        object.__setattr__(self, "detail", self.detail.replace("\0", ""))

    @classmethod
    def unexpected(cls, words: str, error: Exception) -> Self:
        """An error that nobody foresaw: worth another try."""
        return cls(words, f"{type(error).__name__}: {error}"[:2000])


class LostClaim(Exception):
    """The row is no longer ours: its lease ran out or a person changed its course."""


class ClaimableQuerySet(models.QuerySet[Any]):
    """Claims, leases and ends, each as one conditional update."""

    def due(self, now: datetime | None = None) -> Self:
        """Rows that may be claimed now, in the order in which they should be."""
        now = now or timezone.now()
        return (
            self.filter(state=State.PENDING)
            .filter(Q(not_before=None) | Q(not_before__lte=now))
            .order_by("priority", "id")
        )

    def claim(self, pk: int, owner: str) -> Any | None:
        """The row with a new token and lease, or None where somebody else was faster."""
        token, now = uuid.uuid4(), timezone.now()
        claimed = (
            self.filter(pk=pk)
            .due(now)
            .order_by()
            .update(
                state=State.RUNNING,
                token=token,
                owner=owner,
                lease_until=now + LEASE,
                started_at=now,
                ended_at=None,
                not_before=None,
            )
        )
        # with the token: a person may have taken the row away again in between
        return self.model._default_manager.filter(pk=pk, token=token).first() if claimed else None

    def claim_next(self, owner: str) -> Any | None:
        """The first due row that can be claimed, or None. `self` may be filtered beforehand."""
        while keys := list(self.due().values_list("pk", flat=True)[:10]):
            for pk in keys:
                if row := self.model._default_manager.claim(pk, owner):
                    return row
        return None

    def holding(self, token: uuid.UUID | None) -> Self:
        """The row that this token still holds: one or none."""
        return self.filter(token=token, state=State.RUNNING)

    def leave(self, token: uuid.UUID | None, state: State, **fields: Any) -> None:
        """Ends the claim in the given state; raises LostClaim where the token holds no more."""
        free = {"token": None, "owner": "", "lease_until": None, "state": state}
        if not self.holding(token).update(**free, **fields):
            raise LostClaim

    def record_failure(self, row: "Claimable", failure: "Failure") -> bool:
        """Ends a claim in an error: failed, or pending again after a while; True where it is over.

        Raises LostClaim like `leave`.
        """
        attempts, now = row.attempts + 1, timezone.now()
        over = failure.final or attempts >= MAX_ATTEMPTS
        wait = RETRIES[min(attempts, len(RETRIES)) - 1]
        self.filter(pk=row.pk).leave(
            row.token,
            State.FAILED if over else State.PENDING,
            attempts=attempts,
            error=failure.words,
            detail=failure.detail,
            ended_at=now if over else None,
            not_before=None if over else now + wait,
        )
        return over

    def renew(self, tokens: list[uuid.UUID]) -> None:
        self.filter(token__in=tokens, state=State.RUNNING).update(
            lease_until=timezone.now() + LEASE
        )

    def take_back(self) -> int:
        """Makes the running rows of this query pending again; says how many there were."""
        running = self.filter(state=State.RUNNING)
        gave_up = running.filter(interruptions__gte=MAX_INTERRUPTIONS - 1)
        free = {"token": None, "owner": "", "lease_until": None}
        gave_up.update(
            **free,
            state=State.FAILED,
            ended_at=timezone.now(),
            error=f"The program was stopped {MAX_INTERRUPTIONS} times while working on this.",
        )
        return running.update(**free, state=State.PENDING, interruptions=F("interruptions") + 1)

    def expired(self, now: datetime | None = None) -> Self:
        return self.filter(state=State.RUNNING, lease_until__lt=now or timezone.now())


ClaimableManager = models.Manager.from_queryset(ClaimableQuerySet)


class Claimable(models.Model):
    """A row of work. `error` is for people, `detail` for those who look after the program.

    `attempts` counts ends in error, `interruptions` ends without one (a killed process).
    `priority` is lower for what should come first: work of small uploads.
    """

    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    token = models.UUIDField(null=True, editable=False)
    owner = models.CharField(max_length=120, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    not_before = models.DateTimeField(null=True, editable=False)
    priority = models.PositiveIntegerField(default=0, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    interruptions = models.PositiveSmallIntegerField(default=0, editable=False)
    error = models.TextField(blank=True)
    detail = models.TextField(blank=True)
    started_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = ClaimableManager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_running_has_token_and_lease",
                condition=Q(state="running", token__isnull=False, lease_until__isnull=False)
                | (~Q(state="running") & Q(token=None, lease_until=None)),
            )
        ]
        # for `due` and for the counts of the sweep
        indexes = [models.Index(fields=["state", "priority", "id"], name="%(class)s_due")]
