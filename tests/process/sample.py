"""The sample, read once in a whole run of the tests: OCR takes minutes, its results are kept."""

import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.process.server import ROOT, Server, all_done, ask, counts, environment, wait_for

DISCS = 12
KEPT = "select sha256, version, data from processing_kepttext"


@pytest.fixture(scope="session")
def sample_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a stopped program that has worked the whole sample, OCR included; only to be
    copied from. Where several processes share the tests, the first that needs it makes it."""
    base = tmp_path_factory.getbasetemp()
    together = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    var, unfinished = together / "sample", together / "sample-unfinished"
    with _alone(together / "sample.lock"):
        if not var.exists():
            _work_sample(unfinished)
            unfinished.rename(var)
    return var


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _work_sample(var: Path) -> None:
    var.mkdir(exist_ok=True)
    server = Server(var).wait_until_ready()
    wait_for(lambda: all_done(var, DISCS), 840, lambda: json.dumps(counts(var)))
    assert server.stop() == 0


def migrated_with_kept_texts(var: Path, sample_var: Path) -> Path:
    """Data of a new program that need not do the OCR again: kept by photo hash and version."""
    manage(var, "migrate", "-v0")
    rows = ask(sample_var, KEPT)
    with closing(sqlite3.connect(var / "db.sqlite3")) as database, database:
        database.executemany(
            "insert into processing_kepttext (sha256, version, data) values (?, ?, ?)", rows
        )
    return var


def manage(var: Path, *arguments: str, **settings: str) -> str:
    """Runs a management command on these data and returns what it wrote."""
    ended = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(var, **settings),
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout


def photos_of(sample_var: Path, folder: Path) -> list[Path]:
    """The sample's photos under their names, as a camera would leave them."""
    folder.mkdir()
    for name, original in ask(sample_var, "select name, original from processing_photo"):
        shutil.copy(sample_var / "media" / original, folder / name)
    return sorted(folder.iterdir())
