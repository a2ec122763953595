"""Questions to a model from ordinary workers: photos in S3, rows in PostgreSQL, limits shared."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from processing.questions import limits
from tests.process.asking import asking, first_given, folder_of
from tests.process.server import wait_for
from tests.services.servers import Broker
from tests.services.stack import Stack
from tests.standins.openai import StandIn

DISCS = 8


@pytest.fixture
def shared(broker: Broker, settings: Any) -> Iterator[Broker]:
    """The limits are counted in the broker."""
    broker.empty()
    settings.REDIS_URL = broker.url
    limits._limiter.cache_clear()
    yield broker
    limits._limiter.cache_clear()


def another_worker() -> None:
    """What comes is as from a process that has counted nothing yet."""
    limits._limiter.cache_clear()


def test_the_limits_hold_for_all_workers_together(shared: Broker, settings: Any):
    settings.OPENAI_RPM = 4
    assert [limits.seconds_to_wait(1) for _ in range(2)] == [0, 0]
    another_worker()
    assert [limits.seconds_to_wait(1) > 0 for _ in range(3)] == [False, False, True]


def test_a_broker_that_does_not_answer_holds_no_question_up(shared: Broker):
    assert limits.seconds_to_wait(1) == 0
    shared.freeze()
    try:
        begun = time.monotonic()
        assert limits.seconds_to_wait(1) == 0
        assert time.monotonic() - begun < 15
    finally:
        shared.thaw()


@pytest.mark.process
@pytest.mark.timeout(300)
def test_a_box_is_read_and_judged_by_workers_of_which_one_is_killed(stack: Stack, tmp_path: Path):
    with StandIn(latency=0.3) as stand_in:
        stand_in.chat.judge = first_given
        folder, settings = folder_of(DISCS, tmp_path, stand_in), asking(stand_in)
        stack.manage("import_marc", str(tmp_path / "records.mrc"), "--source", "records")
        stack.start("beat", **settings)
        worker = stack.worker(**settings)
        stack.manage("process", str(folder), "--no-wait", **settings)
        wait_for(lambda: len(stand_in.asked()) >= 3, 120, stack.tell)
        worker.kill()
        stack.worker(**settings)
        stack.wait_until_done(DISCS, 200)
        sent = len(stand_in.asked())
    rows = stack.ask("select stage, outcome, count(*) from processing_modelcall group by 1, 2")
    assert sorted(rows) == [("analyze", "usable", DISCS), ("extract", "usable", DISCS)]
    shown = stack.ask("select sum(lost_answers + interruptions) from processing_modelcall")
    assert 0 <= sent - 2 * DISCS <= shown[0][0]
