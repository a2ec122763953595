"""`kill -9` at random moments: no disc is lost, none is there twice."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.process.sample import DISCS, migrated_with_kept_texts
from tests.process.server import ROOT, Server, all_done, ask, counts, environment, wait_for

pytestmark = [pytest.mark.process, pytest.mark.timeout(900)]
KILLS = 10


def test_ten_kills_lose_no_disc_and_double_none(tmp_path: Path, sample_var: Path) -> None:
    chance = random.Random(12)
    server = Server(migrated_with_kept_texts(tmp_path, sample_var))
    kills = 0
    while kills < KILLS:
        server.wait_until_ready()
        time.sleep(chance.uniform(0.0, 3.0))
        finished = all_done(tmp_path, DISCS)
        server.kill()
        kills += 1
        server = Server(tmp_path)
        if finished:
            break
    server.wait_until_ready()
    wait_for(lambda: all_done(tmp_path, DISCS), 480, lambda: json.dumps(counts(tmp_path)))
    server.stop()
    assert kills >= 5, "the sample was done before it could be killed often enough"
    assert counts(tmp_path) == {
        f"{stage} done": DISCS for stage in ("extract", "clean", "search", "analyze", "verify")
    }
    for table in ("reading", "match", "verification"):
        query = f"select count(*), count(distinct disc_id) from processing_{table}"
        assert ask(tmp_path, query) == [(DISCS, DISCS)]
    check_report(tmp_path)
    check_same_outcome(tmp_path, sample_var)


def check_report(var: Path) -> None:
    script = (
        "from processing import actions, reporting; from processing.leases import Only; "
        "from processing.models import Report, Upload; "
        "actions.ask_report(uploads=list(Upload.objects.all()), by=None); "
        "reporting.make_next(Only()); print(Report.objects.get().file.path)"
    )
    made = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", script],
        cwd=ROOT,
        env=environment(var),
        capture_output=True,
        text=True,
        check=True,
    )
    book = openpyxl.load_workbook(made.stdout.strip().splitlines()[-1])
    sheet = book["Discs"]
    heads = [cell.value for cell in sheet[1]]
    column = heads.index("Item barcode") + 1
    barcodes = [sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)]
    book.close()
    assert len(barcodes) == len(set(barcodes)) == DISCS


def check_same_outcome(var: Path, sample_var: Path) -> None:
    """Killed or not, every disc has the same record, confidence and review."""
    query = (
        "select item_barcode, accepted_number, confidence, needs_review "
        "from processing_disc order by item_barcode"
    )
    assert ask(var, query) == ask(sample_var, query)


def test_a_copy_of_the_database_is_kept_before_its_tables_change(
    tmp_path: Path, sample_var: Path
) -> None:
    shutil.copy(sample_var / "db.sqlite3", tmp_path / "db.sqlite3")
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database, database:
        database.execute("delete from django_migrations where app = 'sessions'")
        database.execute("drop table django_session")
    server = Server(tmp_path).wait_until_ready()
    server.stop()
    assert "was copied to" in server.output
    assert len(list(tmp_path.glob("db.sqlite3.*.bak"))) == 1
