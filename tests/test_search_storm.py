"""Two hundred discs, sixteen threads, and an OCLC that does everything it may do at once."""

import base64
import io
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from processing import ledger, pipeline
from processing.catalog import gtin
from processing.catalog.reading import CleanReading, CleanTrack
from processing.clients.worldcat_http import Pace
from processing.leases import Only
from processing.models import Candidate, Disc, Pause, StageRun, State, Upload
from processing.sources.worldcat import connecting
from processing.stages import BY_NAME, search
from processing.stages.base import Done
from tests.conftest import point_at
from tests.fake_stages import FakeStages
from tests.pipeline_help import in_threads, states
from tests.standins.worldcat import StandIn
from tests.standins.worldcat.stubs import Stub, marc

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
Make = Callable[..., Upload]
DISCS, THREADS, A_SECOND = 200, 16, 25
SECRET = "a secret that is nowhere else"
FIRST = 600_000_001
LONGEST = 150.0  # seconds


def reading(place: int) -> CleanReading:
    body = f"{74640000000 + 17 * place:011}"
    return CleanReading(
        title=f"Album {place} of the storm",
        name=f"Band {place}",
        gtins=(f"00{body}{gtin.check_digit(body)}",),
        tracks=tuple(CleanTrack(f"Song {word} {place}") for word in ("alpha", "beta", "gamma")),
    )


def record_of(place: int) -> Stub:
    """Every fourth has no UPC, so that its disc needs a second rung."""
    asked = reading(place)
    return Stub(
        oclc=str(FIRST + place),
        title=asked.title or "",
        creator=asked.name or "",
        upc="" if place % 4 == 0 else asked.gtins[0][2:],
        tracks=[track.title for track in asked.tracks],
    )


@pytest.fixture
def storm(settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    pace = Pace(connect=5, read=10, first_wait=0.05, longest_wait=2)
    monkeypatch.setattr(connecting, "PATIENT", pace)
    with StandIn(secret=SECRET, latency=0.02) as running:
        running.add(marc(record_of(place)) for place in range(DISCS))
        point_at(running, settings, OCLC_CALLS_PER_SECOND=A_SECOND)
        yield running
    connecting.forget()


@pytest.fixture
def upload(make_upload: Make, stages: FakeStages, monkeypatch: pytest.MonkeyPatch) -> Upload:
    """Not started; all stages but the search are quick."""
    made = make_upload(DISCS, photos=False)
    places = {pk: place for place, pk in enumerate(made.discs.values_list("pk", flat=True))}
    stages.before["clean"] = lambda disc: Done(reading(places[disc.pk]))
    monkeypatch.setitem(BY_NAME, "search", search.STAGE)
    return made


@contextmanager
def whole_log() -> Iterator[io.StringIO]:
    """Everything that anything logs, down to DEBUG."""
    told, root = io.StringIO(), logging.getLogger()
    handler, before = logging.StreamHandler(told), root.level
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s %(args)r"))
    loggers = [root, *(logging.getLogger(name) for name in ("urllib3", "processing", "requests"))]
    levels = [one.level for one in loggers]
    root.addHandler(handler)
    for one in loggers:
        one.setLevel(logging.DEBUG)
    try:
        yield told
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        for one, level in zip(loggers, levels, strict=True):
            one.setLevel(level)


@contextmanager
def workers() -> Iterator[None]:
    """Sixteen threads that work until the block ends."""
    stop = threading.Event()

    def work() -> None:
        try:
            while not stop.is_set():
                if not pipeline.work_next(Only(), needs_cpu=False):
                    time.sleep(0.1)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)
        assert not any(thread.is_alive() for thread in threads)


def wait_for(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not reached():
        assert time.monotonic() < end, dict(Pause.objects.values_list("reason", "until"))
        time.sleep(0.1)


def all_done() -> bool:
    return not StageRun.objects.exclude(state__in=(State.DONE, State.FAILED)).exists()


def check_secrets(told: str, stand_in: StandIn) -> None:
    pair = base64.b64encode(f"{stand_in.client_id}:{SECRET}".encode()).decode()
    assert "urllib3.connectionpool DEBUG" in told
    assert stand_in.tokens.made
    for secret in (SECRET, pair, "Bearer tk_", *(token.text for token in stand_in.tokens.made)):
        assert secret not in told


def test_two_hundred_discs_come_through_a_storm(storm: StandIn, upload: Upload) -> None:
    for kind in ("503", "truncated"):
        storm.fault(kind, share=0.025)
    ledger.begin(upload)
    with whole_log() as told, workers():
        wait_for(lambda: len(storm.calls()) >= 60)
        assert storm.token_requests == 1
        storm.tokens.withdraw()
        wait_for(lambda: len(storm.calls()) >= 140)
        assert storm.token_requests == 2
        storm.fault("429", seconds=0.3, times=60)
        wait_for(all_done)

    assert not StageRun.objects.exclude(state=State.DONE).exists()
    found = dict(Candidate.objects.filter(rank=1).values_list("disc", "record__number"))
    expected = enumerate(upload.discs.values_list("pk", flat=True))
    assert found == {pk: str(FIRST + place) for place, pk in expected}
    assert storm.token_requests == 2
    assert storm.most_in_a_second("") <= A_SECOND
    statuses = [call.status for call in storm.calls()]
    assert statuses.count(429) == 60
    assert statuses.count(503) >= 2
    assert 1 <= statuses.count(401) <= THREADS
    assert not Pause.objects.now().exists()
    check_secrets(told.getvalue(), storm)


def test_threads_that_come_first_together_have_one_connection(storm: StandIn) -> None:
    for _ in range(20):
        connecting.forget()
        made = in_threads(*[connecting.connection] * THREADS)
        assert len(set(map(id, made))) == 1


def test_a_refusal_that_repeats_the_token_gets_into_no_log_and_onto_no_disc(
    storm: StandIn, upload: Upload
) -> None:
    Disc.objects.filter(pk__in=upload.discs.values("pk")[20:]).delete()
    storm.fault("403_token", times=-1, skip=6)
    ledger.begin(upload)
    with whole_log() as told, workers():
        wait_for(lambda: StageRun.objects.filter(state=State.FAILED).count() >= 15)
    failed = StageRun.objects.filter(state=State.FAILED)
    words = {f"{run.error} {run.detail}" for run in failed}
    assert all("OCLC does not allow this key to do that" in one for one in words)
    assert {states(run.disc_id)["search"] for run in failed} == {State.FAILED}
    check_secrets(told.getvalue() + "".join(words), storm)
