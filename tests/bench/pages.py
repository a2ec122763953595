"""Queries and milliseconds of the pages with 10,000 discs in one upload: `python -m tests.bench.pages`.

The figures come from `page_figures`, in a process with a database of its own that goes at the end.
`--keep FOLDER` keeps the database there and uses it again.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.process.server import ROOT, environment


def measure(keep: Path | None = None) -> Iterator[str]:
    """Lines of figures, while they come."""
    with TemporaryDirectory() as place:
        var = keep or Path(place)
        own = environment(var, LOG_LEVEL="ERROR", DJANGO_SETTINGS_MODULE="cdcatalog.settings")
        migrate = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(migrate, cwd=ROOT, env=own, check=True)
        command = [sys.executable, "-m", "tests.bench.inside", "tests.bench.page_figures"]
        with subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True) as run:
            yield from (line.rstrip("\n") for line in run.stdout or ())
        if run.returncode:
            yield "pages: the bench broke off"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path)
    for text in measure(parser.parse_args().keep):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
