"""From a folder of photos to the report by batch, on the command line; Ctrl-C and coming back."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.asking import KEY, asking, first_given, folder_of
from tests.process.sample import manage
from tests.process.server import ROOT, Server, all_done, change, environment, hear_ctrl_c, wait_for
from tests.process.test_asking import check_report
from tests.process.test_run import run
from tests.standins.openai import StandIn

pytestmark = [pytest.mark.process, pytest.mark.timeout(300)]
DISCS = 10


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """Batches take seconds."""
    with StandIn() as running:
        running.chat.judge = first_given
        pace = running.batches.pace
        pace.validating, pace.in_progress, pace.finalizing = 0.2, 3.0, 0.2
        yield running


def by_batch(stand_in: StandIn, **more: str) -> dict[str, str]:
    quick = {"BATCH_POLL_SECONDS": "1", "BATCH_LOOK_SECONDS": "1"}
    return {**asking(stand_in), "USE_BATCH_PROCESSING": "true", **quick, **more}


def folder(discs: int, at: Path, var: Path, stand_in: StandIn) -> Path:
    """The photos; their records are imported."""
    made = folder_of(discs, at, stand_in)
    manage(var, "import_marc", str(at / "records.mrc"), "--source", "records")
    return made


def test_ten_discs_go_by_batch_from_photos_to_the_report(
    tmp_path: Path, var: Path, stand_in: StandIn
):
    photos, report = folder(DISCS, tmp_path, var, stand_in), tmp_path / "r.xlsx"
    ended = run(var, "process", str(photos), "--report", str(report), **by_batch(stand_in))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "10 of 10 discs done, 0 failed" in ended.stdout
    assert not stand_in.asked()  # nothing in real time
    assert len(stand_in.batches.made) == 2
    for number in stand_in.batches.made:
        told = [line for line in ended.stdout.splitlines() if line.startswith(f"Batch {number}")]
        assert re.fullmatch(
            r"Batch \S+ submitted: 10 requests, about \$\S+ \(half of \$\S+\)\.", told[0]
        )
        assert re.search(r": \w+ · 0 of 10 completed, 0 failed · 24 h left$", told[1])
        assert told[-1] == f"Batch {number}: results retrieved, 10 of 10."
        assert len(told) == len(set(told))
    check_report(report)
    check_logs(var, "batch_000001", "batch_000002")
    assert KEY not in ended.stdout + ended.stderr


def check_logs(var: Path, *batches: str) -> None:
    text = (var / "logs" / "upload-1-questions.log").read_text(encoding="utf-8")
    lines = text.splitlines()[2:]
    assert len(lines) == 2 * DISCS
    assert all("● Usable answer" in line for line in lines)
    data = (var / "logs" / "upload-1-questions.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in data.splitlines()]
    assert {row["batch"] for row in rows} == set(batches)
    assert KEY not in text + data


def begun(
    folder: Path, var: Path, settings: dict[str, str]
) -> tuple[subprocess.Popen[bytes], Path]:
    """The program at work, and the file with what it has told."""
    out = var / "told.txt"
    with out.open("wb") as file:
        command = [sys.executable, "manage.py", "process", str(folder)]
        env = environment(var, **settings)
        process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=file, stderr=file, preexec_fn=hear_ctrl_c
        )
        return process, out


def stopped(process: subprocess.Popen[bytes]) -> int:
    process.send_signal(signal.SIGINT)
    return process.wait(30)


def test_ctrl_c_leaves_the_batch_at_openai_and_polling_brings_it_home(
    tmp_path: Path, var: Path, stand_in: StandIn
):
    stand_in.batches.pace.in_progress = 3600
    settings = by_batch(stand_in, ANALYZE_WITH_MODEL="never")
    photos = folder(2, tmp_path, var, stand_in)
    process, out = begun(photos, var, settings)
    wait_for(lambda: "batch_000001: in_progress" in out.read_text(), 60, out.read_text)
    assert stopped(process) == 1
    assert (
        "Stopped. Nothing is lost: batch batch_000001 goes on at OpenAI, and `manage.py run` (or "
        "`manage.py batches poll`) goes on with upload 1." in out.read_text()
    )
    assert "Traceback" not in out.read_text()
    assert "Nothing has changed.\n1 batch is open." in manage(var, "batches", "poll", **settings)
    stand_in.advance(3600)
    told = manage(var, "batches", "poll", **settings)
    stand_in.advance(10)
    told += manage(var, "batches", "poll", **settings)
    assert "Batch batch_000001: results retrieved, 2 of 2." in told
    assert "No batches are open.\n2 discs can go on: `manage.py run` works them." in told
    assert len(stand_in.batches.made) == 1
    server = Server(var, **settings).wait_until_ready()
    wait_for(lambda: all_done(var, 2), 60, lambda: server.output)
    server.stop()
    assert not stand_in.asked()


@pytest.mark.parametrize("stage", ["extract", "analyze"])
def test_a_stage_worked_again_goes_by_batch_where_the_setting_says_so(
    tmp_path: Path, var: Path, stand_in: StandIn, stage: str
):
    settings = by_batch(stand_in)
    photos = folder(2, tmp_path, var, stand_in)
    run(var, "process", str(photos), **{**settings, "USE_BATCH_PROCESSING": "false"})
    assert not stand_in.batches.made
    change(var, "update processing_modelcall set outcome = 'aside'")  # to be asked anew
    ended = run(var, "run_stage", stage, "box", **settings)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "2 of 2 discs again" in ended.stdout
    assert "Batch batch_000001: results retrieved, 2 of 2." in ended.stdout
    assert len(stand_in.asked()) == 2 * 2  # those of the first time
