"""Batches on PostgreSQL and a broker: two workers that both follow and collect the same jobs."""

from pathlib import Path

import pytest

from tests.process.asking import asking, first_given, folder_of
from tests.services.stack import Stack
from tests.standins.openai import StandIn

DISCS = 12


@pytest.mark.process
@pytest.mark.timeout(300)
def test_two_workers_and_two_clocks_make_and_collect_each_batch_once(stack: Stack, tmp_path: Path):
    with StandIn() as stand_in:
        stand_in.chat.judge = first_given
        pace = stand_in.batches.pace
        pace.validating, pace.in_progress, pace.finalizing = 0.2, 1.5, 0.2
        folder = folder_of(DISCS, tmp_path, stand_in)
        quick = {
            **asking(stand_in),
            "USE_BATCH_PROCESSING": "true",
            "BATCH_POLL_SECONDS": "1",
            "BATCH_LOOK_SECONDS": "1",
            "SWEEP_SECONDS": "1",
        }
        stack.manage("import_marc", str(tmp_path / "records.mrc"), "--source", "records")
        for service in ("beat", "beat", "worker", "worker"):
            stack.start(service, **quick)
        stack.manage("process", str(folder), "--no-wait", **quick)
        stack.wait_until_done(DISCS, 200)
        made = len(stand_in.batches.made)
        asked = len(stand_in.asked())
    rows = stack.ask("select stage, outcome, count(*) from processing_modelcall group by 1, 2")
    assert sorted(rows) == [("analyze", "usable", DISCS), ("extract", "usable", DISCS)]
    jobs = stack.ask(
        "select step, state, sum(applied), count(*) from processing_batchjob group by 1, 2"
    )
    assert [(step, state, int(applied)) for step, state, applied, _ in jobs] == [
        ("ended", "done", 2 * DISCS)
    ]
    assert made == jobs[0][3]
    assert asked == 0
