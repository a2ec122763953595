"""`kill -9` while questions are under way: no disc is lost, and no stored answer is asked for again."""

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.asking import asking, first_given, folder_of
from tests.process.sample import manage
from tests.process.server import ROOT, Server, all_done, ask, counts, environment, wait_for
from tests.standins.openai import StandIn

pytestmark = [pytest.mark.process, pytest.mark.timeout(600)]
DISCS, KILLS = 30, 20
LATENCY = 0.25  # seconds before an answer
STAGES = ("extract", "clean", "search", "analyze", "verify")


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """Answers after a while, as a model does; it judges as it is told to."""
    with StandIn(latency=LATENCY) as running:
        running.chat.judge = first_given
        yield running


@pytest.fixture
def folder(tmp_path: Path, stand_in: StandIn) -> Path:
    return folder_of(DISCS, tmp_path, stand_in)


def begun(var: Path, folder: Path, settings: dict[str, str]) -> None:
    """The box is uploaded and started by the command line, which is killed in the middle."""
    manage(var, "migrate", "-v0")
    manage(var, "import_marc", str(folder.parent / "records.mrc"), "--source", "records")
    command = [sys.executable, "manage.py", "process", str(folder)]
    with (var / "process.txt").open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(var, **settings), stdout=out, stderr=out
        )
        wait_for(lambda: bool(counts(var).get("extract done")), 120)
        process.send_signal(signal.SIGKILL)
        process.wait(10)


def test_twenty_kills_lose_no_disc_and_ask_for_no_stored_answer_again(
    tmp_path: Path, folder: Path, stand_in: StandIn
):
    chance = random.Random(4)
    var = tmp_path / "var"
    var.mkdir()
    settings = asking(stand_in)
    begun(var, folder, settings)
    for kills in range(1, KILLS):
        server = Server(var, **settings)
        server.wait_until_ready()
        stand_in.latency = latency_after(kills, var)
        time.sleep(chance.uniform(0.0, 0.5))
        server.kill()
    assert not all_done(var, DISCS), "the last kills met a box that was done"
    stand_in.latency = LATENCY
    server = Server(var, **settings).wait_until_ready()
    wait_for(lambda: all_done(var, DISCS), 240, lambda: json.dumps(counts(var)))
    assert server.stop() == 0
    assert counts(var) == {f"{stage} done": DISCS for stage in STAGES}
    check_questions(var, stand_in)
    check_no_secret(var)


def latency_after(kills: int, var: Path) -> float:
    """Seconds: where the answers are ahead of the kills they come late, so that each kill meets
    questions under way, however fast the machine is."""
    done = counts(var)
    answered = done.get("extract done", 0) + done.get("analyze done", 0)
    return 5.0 if answered / (2 * DISCS) > kills / KILLS else LATENCY


def check_questions(var: Path, stand_in: StandIn) -> None:
    """Each question has one usable answer; whatever was sent twice was under way at a kill and
    is shown as possibly paid twice."""
    rows = ask(
        var,
        "select stage, disc_number, attempt, outcome, lost_answers + interruptions, reused "
        "from processing_modelcall",
    )
    assert Counter(stage for stage, *_ in rows) == {"extract": DISCS, "analyze": DISCS}
    assert {(attempt, outcome) for _, _, attempt, outcome, _, _ in rows} == {(1, "usable")}
    sent = len(stand_in.asked())
    shown = sum(row[4] for row in rows)
    repeats = sent - 2 * DISCS
    sys.stdout.write(f"{KILLS} kills, {repeats} repeats, {shown} shown as possibly paid twice\n")
    assert 0 <= repeats <= shown
    assert shown <= KILLS * 8  # at most those that were under way


def check_no_secret(var: Path) -> None:
    """Neither the log nor the database holds the key."""
    log = (var / "logs" / "cdcatalog.log").read_text(encoding="utf-8")
    assert "disc=" in log
    for path in var.rglob("*"):
        if path.is_file() and "media" not in path.parts:
            assert b"sk-of-the-kill-test" not in path.read_bytes(), path
