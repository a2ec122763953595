"""Starts `manage.py run` in a folder of its own, looks into its database, kills it."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCAL_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(var: Path, **more: str) -> dict[str, str]:
    """The settings of a newcomer, but for the folder for the data, and for auto-accept: a test of
    trial mode sets `TRIAL` to "" itself."""
    own = {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR"}
    kept = {name: value for name, value in os.environ.items() if name in own}
    return {**kept, "VAR_DIR": str(var), "PYTHONUNBUFFERED": "1", "TRIAL": "false", **more}


def hear_ctrl_c() -> None:
    """For `preexec_fn`: where the tests run in the background of a shell, it has told all their
    children to ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Server:
    """One running program; `stop` ends it as Ctrl-C does, `kill` as a power cut does."""

    def __init__(self, var: Path, **settings: str) -> None:
        self.var, self.port, self._settings = var, free_port(), settings
        self.url = f"http://127.0.0.1:{self.port}"
        self._begin()

    def _begin(self) -> None:
        self._out = (self.var / f"out-{self.port}.txt").open("a+b")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "run"],
            cwd=ROOT,
            env=environment(self.var, PORT=str(self.port), **self._settings),
            stdout=self._out,
            stderr=subprocess.STDOUT,
            preexec_fn=hear_ctrl_c,
        )

    def start_again(self) -> "Server":
        """After `kill` or `stop`: the same program on the same address."""
        self._begin()
        return self.wait_until_ready()

    @property
    def output(self) -> str:
        return Path(self._out.name).read_text(encoding="utf-8")

    @property
    def password(self) -> str:
        found = re.search(r"password: (\S+)", self.output)
        assert found, self.output
        return found[1]

    def wait_until_ready(self, seconds: float = 120) -> "Server":
        wait_for(self._answers, seconds, lambda: self.output)
        return self

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.output
        try:
            with LOCAL_OPENER.open(f"{self.url}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(60)
        self._out.close()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(40)
        self._out.close()
        return code


def wait_for(true: Callable[[], bool], seconds: float, say: Callable[[], str] = lambda: "") -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"not within {seconds} s. {say()}"
        time.sleep(0.1)


def ask(var: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Rows of the program's own database, read beside it."""
    with closing(sqlite3.connect(var / "db.sqlite3", timeout=20)) as database:
        return database.execute(query, values).fetchall()


def change(var: Path, query: str, *values: Any) -> None:
    """Changes rows of the program's own database, as something beside it would."""
    with closing(sqlite3.connect(var / "db.sqlite3", timeout=20)) as database, database:
        database.execute(query, values)


def counts(var: Path) -> dict[str, int]:
    query = "select stage || ' ' || state, count(*) from processing_stagerun group by 1"
    return dict(ask(var, query))  # type: ignore[arg-type]


def all_done(var: Path, discs: int) -> bool:
    return counts(var).get("verify done", 0) == discs
