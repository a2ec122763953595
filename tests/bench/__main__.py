"""Prints the figures of this machine; they vary with whatever else it is doing.

`make bench` takes all of them; `python -m tests.bench uploads pages` only those.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import evidence, one_process, pages, photos, uploads
from tests.process.server import ROOT, environment


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _inside(*command: str) -> Iterator[str]:
    """The lines of a bench that uses the models, on an empty database of its own."""
    with TemporaryDirectory() as place:
        own = environment(
            Path(place), DJANGO_SETTINGS_MODULE="cdcatalog.settings", LOG_LEVEL="ERROR"
        )
        migrate = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(migrate, cwd=ROOT, env=own, check=True)
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=own,
            check=True,
            capture_output=True,
            text=True,
        )
        yield from done.stdout.splitlines()


def _one_process() -> Iterator[str]:
    with TemporaryDirectory() as place:
        yield from one_process.measure(Path(place))


BENCHES: dict[str, Callable[[], Iterator[str]]] = {
    "one-process": _one_process,
    "ledger": lambda: _inside("tests.bench.ledger"),
    "evidence": evidence.measure,
    "photos": photos.measure,
    "uploads": uploads.measure,
    "pages": pages.measure,
    "batches": lambda: _inside("tests.bench.inside", "tests.bench.batches"),
    "asking": lambda: _inside("tests.bench.inside", "tests.bench.asking"),
    "box": lambda: _inside("tests.bench.inside", "tests.bench.box"),
    "recall": lambda: _inside("tests.bench.inside", "tests.bench.recall"),
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wanted", nargs="*", metavar="|".join(BENCHES), default=[])
    wanted = parser.parse_args().wanted or list(BENCHES)
    if unknown := set(wanted) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    for name in wanted:
        for text in BENCHES[name]():
            say(text)
