"""The one process from the outside: how fast it starts, what it costs while it has nothing to do."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.process.server import ROOT, Server, environment

IDLE_SECONDS = 30


def measure(folder: Path) -> Iterator[str]:
    """Lines of figures; `folder` is empty and stays this bench's own."""
    for command in (("migrate", "-v0"), ("createaccount", "bench")):  # an account: no sample
        arguments = [sys.executable, "manage.py", *command]
        subprocess.run(
            arguments, cwd=ROOT, env=environment(folder), check=True, stdout=subprocess.DEVNULL
        )
    begun = time.monotonic()
    server = Server(folder).wait_until_ready()
    yield f"start to a page: {time.monotonic() - begun:.1f} s"
    time.sleep(3)
    before = _cpu_seconds(server)
    time.sleep(IDLE_SECONDS)
    used = (_cpu_seconds(server) - before) / IDLE_SECONDS * 100
    yield f"idle: {_memory(server):.0f} MB, {used:.1f} % of a processor"
    begun = time.monotonic()
    server.stop()
    yield f"stop: {time.monotonic() - begun:.1f} s"


def _memory(server: Server) -> float:
    text = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(text.split("VmRSS:")[1].split()[0]) / 1024


def _cpu_seconds(server: Server) -> float:
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100
