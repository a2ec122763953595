"""About 13,000 small records from the real data: a library's CDs, and releases of all kinds."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pymarc import Record

from tests.standins.worldcat.stubs import Stub, marc

LIBRARY, RELEASES = 9_700_000_000, 9_750_000_000  # numbers begin here: no real ones
CARRIERS = {"CD": "CD", "Vinyl": "LP", "Cassette": "Cassette", "File": "Digital"}
_YEAR = re.compile(r"\d{4}")


def haystack(folder: Path) -> Iterator[Record]:
    """The records of library_upcs.csv and releases.jsonl in this folder, always the same."""
    yield from (marc(stub) for stub in library(folder / "library_upcs.csv"))
    yield from (marc(stub) for stub in releases(folder / "releases.jsonl"))


def library(path: Path) -> Iterator[Stub]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=LIBRARY + 1):
            yield Stub(
                oclc=str(number),
                title=row["Title"].strip() or "[Untitled]",
                creator=row["Artist"].strip(),
                upc=row["UPC Barcode"].strip(),
                year=_year(row["Date"]),
                language=row["Language"].strip() or "und",
            )


def releases(path: Path) -> Iterator[Stub]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=RELEASES + 1):
            yield _release(json.loads(line), str(number))


def _release(one: dict[str, Any], number: str) -> Stub:
    codes = one.get("barcodes") or [one.get("barcode") or ""]
    labels = one.get("labels") or []
    numbers = [str(label.get("catno") or "") for label in labels]
    return Stub(
        oclc=number,
        title=one["title"],
        creator=one["artist"] or "",
        upc=re.sub(r"\D", "", codes[0]),
        year=_year(str(one.get("released") or one.get("date") or "")),
        tracks=[track["title"] for track in one["tracks"] if track.get("title")],
        label=labels[0].get("name") if labels else None,
        publisher_numbers=[each for each in numbers if each.lower() not in ("", "none", "[none]")],
        carrier=_carrier(one["formats"]),
    )


def _carrier(formats: list[Any]) -> str:
    """The first format that we know; Discogs has lists, MusicBrainz names."""
    for each in formats:
        name = each[1] if isinstance(each, list) else str(each or "")
        for known, carrier in CARRIERS.items():
            if known in name or (known == "File" and "Digital" in name):
                return carrier
    return "CD"


def _year(text: str) -> int | None:
    match = _YEAR.search(text)
    return int(match[0]) if match else None
