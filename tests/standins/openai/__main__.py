"""The stand-in alone: python -m tests.standins.openai --port 9100 [--sample] [--truth FILE]."""

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from tests.standins.openai.sample_truth import sample_truth
from tests.standins.openai.server import StandIn


def main() -> None:
    parser = argparse.ArgumentParser(description="A stand-in for OpenAI's API on this machine.")
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--truth", type=Path, action="append", default=[], help="what it sees")
    parser.add_argument("--sample", action="store_true", help="sees the photos of the sample")
    parser.add_argument("--rpm", type=int, default=0, help="questions a minute (0: no limit)")
    parser.add_argument("--batch-seconds", type=float, default=20.0, help="how long a batch runs")
    options = parser.parse_args()
    stand_in = StandIn(options.port, latency=options.latency)
    stand_in.rpm, stand_in.keep_photos = options.rpm, False
    stand_in.batches.pace.in_progress = options.batch_seconds
    for path in options.truth:
        stand_in.load(path)
    if options.sample:
        stand_in.truth.add(sample_truth())
    sys.stdout.write(f"OPENAI_BASE_URL={stand_in.url}\n")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):
        stand_in.serve()


if __name__ == "__main__":
    main()
