"""The stand-in for OCLC with 13,000 records, and as a process of its own."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from processing.sample.records import ENTRIES
from tests.standins.oclc import Asking
from tests.standins.worldcat import StandIn, haystack

ROOT = Path(__file__).resolve().parents[2]


def test_13000_records_are_searched_in_no_time(oclc: StandIn, ask: Asking, shared: Path):
    oclc.load(shared / "marc_cd.mrc")
    oclc.load(shared / "marc_other_formats.mrc")
    oclc.add(haystack(shared))
    assert len(oclc.records) > 13_000
    assert ask.found("sn:074646362822", itemSubType="music-cd") == ask.found("mn:CK63628")
    asked = 40
    begun = time.monotonic()
    for _ in range(asked):
        assert ask.search("brief-bibs", q='au:johnson AND ti:"in between dub"').ok
    assert (time.monotonic() - begun) / asked < 0.1


@pytest.fixture
def alone() -> Iterator[dict[str, str]]:
    """What the stand-in prints when it is started by hand with the sample."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "tests.standins.worldcat", "--port", port, "--sample"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = [process.stdout.readline().strip() for _ in range(5)]
        try:
            yield dict(line.split("=", 1) for line in lines)
        finally:
            process.terminate()


def test_it_runs_alone(alone: dict[str, str]):
    auth = (alone["OCLC_CLIENT_ID"], alone["OCLC_SECRET"])
    params = {"grant_type": "client_credentials", "scope": "wcapi WorldCatMetadataAPI"}
    given = requests.post(alone["OCLC_TOKEN_URL"], params=params, auth=auth, timeout=10).json()
    headers = {"Authorization": f"Bearer {given['access_token']}"}
    entry = next(entry for entry in ENTRIES if entry.gtin and entry.oclc_number)
    for base in (alone["OCLC_SEARCH_URL"], f"{alone['OCLC_METADATA_URL']}/search"):
        query = {"q": f"sn:{entry.gtin}"}
        found = requests.get(f"{base}/brief-bibs", params=query, headers=headers, timeout=10)
        numbers = [record["oclcNumber"] for record in found.json()["briefRecords"]]
        assert str(entry.oclc_number) in numbers
