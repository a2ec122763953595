"""Leases: while this process works on a claimed row, one thread keeps renewing its lease."""

import logging
import os
import secrets
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import Error, connection

from processing.models import BatchJob, Bundle, Claimable, ModelCall, Photo, Report, StageRun

log = logging.getLogger(__name__)

BEAT_SECONDS = settings.LEASE_SECONDS / 4  # three chances before a lease ends
KINDS: tuple[type[Claimable], ...] = (Photo, Bundle, StageRun, Report, ModelCall, BatchJob)
_BOOT = secrets.token_hex(4)  # tells apart two processes that had the same number
_held: dict[uuid.UUID, type[Claimable]] = {}
_lock = threading.Lock()
_thread: threading.Thread | None = None


@dataclass(frozen=True, slots=True)
class Only:
    """What a worker may claim: everything, or the work of one upload."""

    upload: int | None = None

    def of(self, field: str) -> dict[str, int]:
        """The filter for a kind of row that knows its upload by this field."""
        return {} if self.upload is None else {field: self.upload}


def owner() -> str:
    """Who we are: host, process number, and a token of this start."""
    return f"{socket.gethostname()}/{os.getpid()}/{_BOOT}"


@contextmanager
def kept(row: Claimable) -> Iterator[None]:
    """Renews the lease of a claimed row until the block ends."""
    token = row.token  # the row may be read anew in the block, and then it has none
    assert token is not None
    with _lock:
        _held[token] = type(row)
        _start_thread()
    try:
        yield
    finally:
        with _lock:
            _held.pop(token, None)


def held() -> dict[uuid.UUID, type[Claimable]]:
    """The claims that this process is renewing, by token."""
    with _lock:
        return dict(_held)


def _start_thread() -> None:
    global _thread
    if _thread is None or not _thread.is_alive():
        _thread = threading.Thread(target=_beat, name="leases", daemon=True)
        _thread.start()


def _beat() -> None:
    """Ends when nothing is held, so that it never keeps a database connection open."""
    while True:
        time.sleep(BEAT_SECONDS)
        try:
            renew(held())
        except Error:  # of any kind: this thread must live as long as the process
            log.exception("leases could not be renewed; trying again")
        finally:
            connection.close()


def renew(claims: dict[uuid.UUID, type[Claimable]]) -> None:
    for kind in set(claims.values()):
        kind.objects.renew([token for token, its_kind in claims.items() if its_kind is kind])


def take_back() -> int:
    """Frees the rows whose lease ran out and, on a machine that works alone, those of dead processes."""
    freed = 0
    for kind in KINDS:
        freed += kind.objects.expired().take_back()
        if not settings.REDIS_URL:
            dead = [name for name in _owners(kind) if not _alive(name)]
            freed += kind.objects.filter(owner__in=dead).take_back()
    return freed


def give_back() -> None:
    """At the end of this process: what it still holds is free at once, and counts as no interruption.

    A question that is under way does count: it may be paid and asked once more.
    """
    for kind in KINDS:
        ours = kind.objects.filter(state="running", owner=owner())
        if kind is ModelCall:
            ours.take_back()
            continue
        ours.update(state="pending", token=None, lease_until=None, owner="")


def _owners(kind: type[Claimable]) -> list[str]:
    names = kind.objects.filter(state="running").values_list("owner", flat=True)
    return list(names.order_by().distinct())


def _alive(name: str) -> bool:
    host, _, rest = name.partition("/")
    number, _, boot = rest.partition("/")
    if host != socket.gethostname() or not number.isdecimal():
        return True  # not ours to judge: its lease will run out
    if int(number) == os.getpid():
        return boot == _BOOT
    return Path(f"/proc/{number}").exists() if Path("/proc/self").exists() else True
