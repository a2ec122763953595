"""Prints the figures of this machine; they vary with whatever else it is doing."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import one_process, photos
from tests.process.server import ROOT, environment


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def ledger(folder: Path) -> str:
    own = environment(folder, DJANGO_SETTINGS_MODULE="cdcatalog.settings", LOG_LEVEL="ERROR")
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=own, check=True)
    command = [sys.executable, "-m", "tests.bench.ledger"]
    return subprocess.run(
        command, cwd=ROOT, env=own, check=True, capture_output=True, text=True
    ).stdout.strip()


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        for name in ("one", "ledger"):
            Path(place, name).mkdir()
        for text in one_process.measure(Path(place, "one")):
            say(text)
        say(ledger(Path(place, "ledger")))
    for text in photos.measure():
        say(text)
