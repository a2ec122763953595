"""One `manage.py run` on one port that can be killed and started again, and what it costs."""

import subprocess
import sys
import time
from pathlib import Path

from tests.process.server import LOCAL_OPENER, ROOT, environment, free_port

READY_SECONDS = 60.0
NAME = "bench"


class Program:
    """The program in a folder of its own, with one account and without the sample."""

    def __init__(self, var: Path) -> None:
        self.var, self.port = var, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._manage("migrate", "-v0")
        told = self._manage("createaccount", NAME)
        self.password = told.split()[-1]
        self.process = self._start()

    def _manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=environment(self.var), check=True, capture_output=True, text=True
        )
        return done.stdout

    def _start(self) -> subprocess.Popen[bytes]:
        with (self.var / "out.txt").open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "run"],
                cwd=ROOT,
                env=environment(self.var, PORT=str(self.port)),
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self._wait()
        return process

    def _wait(self) -> None:
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end:
            try:
                LOCAL_OPENER.open(f"{self.url}/healthz", timeout=2).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError((self.var / "out.txt").read_text())

    def kill(self) -> None:
        """As a power cut does."""
        self.process.kill()
        self.process.wait(10)

    def start_again(self) -> None:
        self.process = self._start()
