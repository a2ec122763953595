"""Ordinary Celery workers on PostgreSQL, a broker and S3: killed, doubled, followed from a shell."""

import random
import re
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from tests.process.sample import DISCS, photos_of
from tests.process.server import ask, wait_for
from tests.services.stack import Stack

pytestmark = [pytest.mark.process, pytest.mark.timeout(900)]
KILLS = 10
STAGES = ("extract", "clean", "search", "analyze", "verify")
ADD_SAMPLE = "from processing import actions; actions.add_sample()"
OUTCOME = (
    "select item_barcode, accepted_number, confidence, needs_review "
    "from processing_disc order by item_barcode"
)
WORK = (  # pieces of work that have ended: 35 photos and 60 stages in the end
    "select (select count(*) from processing_photo where state = 'done') "
    "+ (select count(*) from processing_stagerun where state = 'done')"
)
ALL_WORK = 35 + 60
UNHURRIED = {"LEASE_SECONDS": "60"}  # none dies, but one may wait for a processor for seconds


def test_ten_kills_of_the_worker_lose_no_disc_and_double_none(
    read_before: Stack, sample_var: Path
) -> None:
    """All along the way: from the first photo that is drawn to the last stage."""
    stack, chance = read_before, random.Random(12)
    stack.start("beat")
    worker = stack.worker()
    stack.manage("shell", "-v0", "-c", ADD_SAMPLE)
    kills_in_work = 0
    for moment in sorted(chance.sample(range(ALL_WORK), KILLS)):
        worker.says(" ready.")
        wait_for(lambda moment=moment: stack.ask(WORK)[0][0] >= moment, 240, stack.tell)  # type: ignore[misc]
        time.sleep(chance.uniform(0.0, 0.5))
        kills_in_work += not stack.is_done(DISCS)
        worker.kill()
        worker = stack.worker()
    stack.wait_until_done(DISCS, 240)
    assert kills_in_work >= 5, "the sample was done before it could be killed often enough"
    check_whole(stack)
    undisturbed = [(*row[:3], bool(row[3])) for row in ask(sample_var, OUTCOME)]
    assert stack.ask(OUTCOME) == undisturbed
    assert came_back(stack) > 0, "no kill has interrupted any work"
    check_files(stack)
    assert worker.stop() == 0


def came_back(stack: Stack) -> int:
    """How much work was claimed again after its worker's lease had run out."""
    tables = ("photo", "bundle", "stagerun")
    sums = [f"(select coalesce(sum(interruptions), 0) from processing_{name})" for name in tables]
    return int(stack.ask(f"select {' + '.join(sums)}")[0][0])


def check_whole(stack: Stack) -> None:
    assert stack.counts() == {f"{stage} done": DISCS for stage in STAGES}
    for table in ("reading", "match", "verification"):
        query = f"select count(*), count(distinct disc_id) from processing_{table}"
        assert stack.ask(query) == [(DISCS, DISCS)]


def check_files(stack: Stack) -> None:
    """Every photo's three files are in the bucket, and nothing else; none on this machine."""
    rows = stack.ask("select original, working, thumb from processing_photo")
    assert stack.keys() == {name for row in rows for name in row}
    assert not (stack.folder / "media").exists()


def test_two_workers_and_two_clocks_do_nothing_twice(
    read_before: Stack, sample_var: Path, tmp_path: Path
) -> None:
    """The photos come by `manage.py process`, which leaves the work to the workers or follows it."""
    stack, photos = read_before, photos_of(sample_var, tmp_path / "box 12")
    stack.start("beat"), stack.start("beat")
    workers = [stack.worker(**UNHURRIED).says(" ready.") for _ in range(2)]
    said = stack.manage("process", str(tmp_path / "box 12"), "--no-wait")
    assert "Upload 1 has been started." in said
    stack.wait_until_done(DISCS, 240)
    check_whole(stack)
    told = "".join(worker.output for worker in workers)
    assert sorted(re.findall(r"photo=(\d+) upload=1 taken in", told)) == sorted(
        str(pk) for (pk,) in stack.ask("select id from processing_photo")
    )
    runs = re.findall(r"disc=(\d+) stage=(\w+) done", told)
    assert len(runs) == len(set(runs)) == DISCS * len(STAGES)
    one, report = tmp_path / "one disc", tmp_path / "out.xlsx"
    one.mkdir()
    photos[0].rename(one / "059173000000999a.jpg")
    said = stack.manage("process", str(one), "--report", str(report))
    assert "1 of 1 discs done" in said
    book = openpyxl.load_workbook(report)
    assert book["Discs"].max_row == 2
    book.close()


def test_the_one_process_is_refused_where_a_broker_is_set(stack: Stack) -> None:
    ended = stack.run(sys.executable, "manage.py", "run", check=False)
    assert ended.returncode == 1
    assert "REDIS_URL is set: start gunicorn" in ended.stderr
