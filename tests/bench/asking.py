"""A box read by a model that answers after a second: what the program itself adds, and the tokens."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.process.asking import asking, first_given, folder_of
from tests.process.sample import manage
from tests.process.server import ROOT, ask, environment
from tests.standins.openai import StandIn

DISCS, LATENCY, AT_ONCE = 40, 1.0, 8


def measure() -> Iterator[str]:
    """Lines of figures. Every disc is asked about twice: read, and judged."""
    with TemporaryDirectory() as place, StandIn(latency=LATENCY) as stand_in:
        stand_in.chat.judge = first_given
        folder, var = folder_of(DISCS, Path(place), stand_in), Path(place) / "var"
        var.mkdir()
        manage(var, "migrate", "-v0")
        manage(var, "import_marc", str(Path(place) / "records.mrc"), "--source", "records")
        settings = {**asking(stand_in), "OPENAI_CONCURRENCY": str(AT_ONCE), "LOG_LEVEL": "ERROR"}
        begun = time.monotonic()
        command = [sys.executable, "manage.py", "process", str(folder)]
        own = environment(var, **settings)
        subprocess.run(command, cwd=ROOT, env=own, check=True, capture_output=True)
        took = time.monotonic() - begun
        least = 2 * DISCS * LATENCY / AT_ONCE
        yield (
            f"{DISCS} discs, two questions each, answers after {LATENCY:g} s, {AT_ONCE} at once: "
            f"{took:.1f} s ({took / least:.1f} times the waiting alone)"
        )
        yield from _tokens(var)


def _tokens(var: Path) -> Iterator[str]:
    rows = ask(
        var,
        "select stage, count(*), avg(input_tokens), avg(output_tokens), avg(cost_usd), "
        "avg(1.0 * estimated_input / input_tokens) from processing_modelcall group by stage",
    )
    for stage, count, read, written, usd, estimate in rows:
        yield (
            f"{stage}: {count} questions of {read:.0f} + {written:.0f} tokens, ${usd:.5f} each; "
            f"input estimated at {estimate:.2f} of the real"
        )


if __name__ == "__main__":
    for text in measure():
        sys.stdout.write(f"{text}\n")
