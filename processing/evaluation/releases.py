"""Releases of MusicBrainz and Discogs, as JSON lines, as issues."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from processing.catalog import gtin
from processing.catalog.names import is_various
from processing.evaluation.issues import VARIOUS, Issue, Song, Text
from processing.sample.entries import Carrier

_CARRIERS = (("CD", Carrier.CD), ("Vinyl", Carrier.LP), ("Cassette", Carrier.CASSETTE))
_YEAR = re.compile(r"(?:19|20)\d\d")
_DURATION = re.compile(r"^(?:(\d+):)?(\d+):(\d\d)$")
_DISC = re.compile(r"^(?:CD)?(\d+)[-.]\d+")
_NO_NUMBER = frozenset({"", "none", "[none]"})
_PERSON = re.compile(r"^[^\W\d_][\w.'’-]+ [^\W\d_][\w'’-]+$")


@dataclass(frozen=True, slots=True)
class Release:
    """An issue with its number there; releases of one `album` are its editions."""

    number: str
    album: str
    issue: Issue


def releases(path: Path) -> Iterator[Release]:
    """Those on CD, LP and cassette that have a title and a year."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            found = json.loads(line)
            if issue := _issue(found):
                number = f"{found['source']}-{found['id']}"
                group = found.get("release_group") or found.get("master_id")
                yield Release(number, str(group or number), issue)


def _issue(found: dict[str, Any]) -> Issue | None:
    media = [_medium(one) for one in found["formats"] if one]
    carrier = next((each for word, each in _CARRIERS for name, _ in media if word in name), None)
    year = _year(found)
    if carrier is None or year is None or not found["title"]:
        return None
    labels = found["labels"] or [{}]
    numbers = [str(one.get("catno") or "").strip() for one in labels]
    name = str(found["artist"] or VARIOUS)
    name = VARIOUS if is_various(name) else re.sub(r"\s\(\d+\)$", "", name)
    discs = sum(count for word, count in media if "CD" in word) or 1
    return Issue(
        title=Text(str(found["title"])), name=Text(name), group=not _PERSON.match(name),
        label=str(labels[0].get("name") or ""), year=year, songs=tuple(_songs(found["tracks"])),
        numbers=tuple(dict.fromkeys(one for one in numbers if one.lower() not in _NO_NUMBER)),
        upc=_upc(found), phonogram=year, copyright=year, discs=discs, carrier=carrier,
        edition=str(found.get("disambiguation") or ""),
    )  # fmt: skip


def _medium(one: Any) -> tuple[str, int]:
    """Its name and how many of it: Discogs has lists, MusicBrainz one name for each."""
    if isinstance(one, list):
        return str(one[1]), int(one[0]) if str(one[0]).isdigit() else 1
    return str(one), 1


def _year(found: dict[str, Any]) -> int | None:
    hit = _YEAR.search(str(found.get("released") or found.get("date") or found.get("year") or ""))
    return int(hit[0]) if hit else None


def _upc(found: dict[str, Any]) -> str:
    """The first barcode that is one, in the digits that stand on the item."""
    for text in found.get("barcodes") or [found.get("barcode") or ""]:
        if code := gtin.parse(str(text)):
            return code.removeprefix("00") if code.startswith("00") else code.removeprefix("0")
    return ""


def _songs(tracks: list[dict[str, Any]]) -> Iterator[Song]:
    for track in tracks:
        title = str(track.get("title") or "").strip()
        if not title:
            continue
        hit = _DISC.match(str(track.get("no") or ""))
        disc = int(track["disc"]) if str(track.get("disc") or "").isdigit() else 0
        yield Song(Text(title), disc or (int(hit[1]) if hit else 1), _seconds(track))


def _seconds(track: dict[str, Any]) -> int | None:
    if str(track.get("ms") or "").isdigit():
        return int(track["ms"]) // 1000
    hit = _DURATION.match(str(track.get("duration") or ""))
    return int(hit[1] or 0) * 3600 + int(hit[2]) * 60 + int(hit[3]) if hit else None
