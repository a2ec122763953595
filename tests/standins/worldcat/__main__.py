"""The stand-in alone: python -m tests.standins.worldcat --port 9200 [--sample] [--marc FILE]."""

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from processing.sample.records import catalogue
from tests.standins.worldcat.haystack import haystack
from tests.standins.worldcat.server import StandIn


def main() -> None:
    parser = argparse.ArgumentParser(description="A stand-in for OCLC's APIs on this machine.")
    parser.add_argument("--port", type=int, default=9200)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--marc", type=Path, action="append", default=[], help="its records")
    parser.add_argument("--sample", action="store_true", help="the records of the sample")
    parser.add_argument("--haystack", type=Path, help="the folder of real data: 13,000 more")
    parser.add_argument("--expires-in", type=float, default=1199, help="a token's life in seconds")
    parser.add_argument("--symbol", default="OURS", help="the library of the key")
    options = parser.parse_args()
    stand_in = StandIn(
        options.port,
        latency=options.latency,
        expires_in=options.expires_in,
        symbol=options.symbol,
    )
    for path in options.marc:
        stand_in.load(path)
    if options.sample:
        stand_in.add(catalogue())
    if options.haystack:
        stand_in.add(haystack(options.haystack))
    sys.stdout.write(
        f"OCLC_TOKEN_URL={stand_in.token_url}\n"
        f"OCLC_SEARCH_URL={stand_in.search_url}\n"
        f"OCLC_METADATA_URL={stand_in.metadata_url}\n"
        f"OCLC_CLIENT_ID={stand_in.client_id}\nOCLC_SECRET={stand_in.secret}\n"
    )
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):
        stand_in.serve()


if __name__ == "__main__":
    main()
