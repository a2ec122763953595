"""Calls a second by the server's clock, and calls a day."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from processing.clients import worldcat_limits
from processing.clients.worldcat import WorldCat
from processing.clients.worldcat_errors import Kind, WorldCatError
from processing.clients.worldcat_limits import Limits
from tests.clients.worldcat.conftest import KIND_OF_BLUE, UPC
from tests.standins.worldcat import StandIn

Make = Callable[..., WorldCat]


@pytest.mark.parametrize(("per_second", "calls"), [(5, 16), (20, 60)])
def test_the_server_never_sees_more_a_second(
    make_client: Make, stand_in: StandIn, per_second: int, calls: int
) -> None:
    client = make_client("search", gate=Limits(per_second=per_second, per_day=50_000))

    started = time.monotonic()
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: client.search(f"sn:{UPC}").total, range(calls)))

    assert found == [1] * calls
    assert stand_in.most_in_a_second("") <= per_second
    # And the time is used: not much slower than allowed.
    assert time.monotonic() - started < 1.5 * calls / per_second + 1


def test_every_call_goes_through_the_gate(make_client: Make, stand_in: StandIn) -> None:
    taken = []

    class Gate:
        def take(self) -> None:
            taken.append(len(stand_in.calls("")))

    client = make_client("metadata", gate=Gate())
    stand_in.fault("500")
    client.search(f"sn:{UPC}")
    stand_in.tokens.withdraw()
    client.record(KIND_OF_BLUE)
    client.held([KIND_OF_BLUE])

    assert len(taken) == len(stand_in.calls("")) == 7
    assert taken == list(range(7))


def test_near_the_end_of_the_day_s_calls_the_search_waits(
    make_client: Make, stand_in: StandIn
) -> None:
    client = make_client("search", gate=Limits(per_second=1000, per_day=100))
    for _ in range(97):  # and one to sign in
        client.search(f"sn:{UPC}")

    with pytest.raises(WorldCatError) as raised:
        client.search(f"sn:{UPC}")

    failed = raised.value
    assert (failed.kind, failed.retryable, failed.of_service) == (Kind.LIMIT, True, True)
    assert failed.retry_after == pytest.approx(86_400, abs=60)
    assert "98 of 100 (OCLC_CALLS_PER_DAY)" in str(failed)
    assert len(stand_in.calls("")) == 98
    assert client.held([KIND_OF_BLUE]) == {KIND_OF_BLUE: None}


def test_the_calls_of_24_hours_count_however_the_setting_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = Limits(per_second=1000, per_day=10)
    for _ in range(9):
        limits.take()
    clock = time.time
    monkeypatch.setattr("time.time", lambda: clock() + 86_000)
    with pytest.raises(WorldCatError, match="9 of 10") as raised:
        limits.take()
    assert raised.value.retry_after == worldcat_limits.LEAST_PAUSE

    monkeypatch.setattr("time.time", lambda: clock() + 86_401)
    limits.take()


def test_what_is_left_of_the_day_is_told_without_a_call() -> None:
    limits = Limits(per_second=100, per_day=50)
    for _ in range(4):
        limits.take()
    left = limits.left()
    assert left is not None
    assert (left.calls, left.of) == (45, 49)
    assert 86_000 < left.more_at.timestamp() - time.time() <= 86_401


def test_what_is_left_is_not_known_while_the_store_does_not_answer() -> None:
    limits = Limits(per_second=100, per_day=50, redis_url="redis://127.0.0.1:1/0")
    assert limits.left() is None


def test_a_clock_that_is_put_back_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(per_second=1000, per_day=1000)
    clock = time.time
    monkeypatch.setattr("time.time", lambda: clock() + 7200)
    limits.take()
    monkeypatch.undo()

    started = time.monotonic()
    limits.take()
    assert time.monotonic() - started < 1


def test_a_store_that_does_not_answer_leaves_each_process_its_own_count(
    caplog: pytest.LogCaptureFixture,
) -> None:
    limits = Limits(per_second=20, per_day=1000, redis_url="redis://127.0.0.1:1/0")

    started = time.monotonic()
    for _ in range(5):
        limits.take()

    assert time.monotonic() - started >= 4 / 20
    assert "cannot be counted together" in caplog.text
