"""What the stand-in sees on a photo: from a file of rules, keyed by the look of the image.

The file is JSON: {"photos": [{"look": "16 hex digits", "sees": {…}}, …]}. `sees` holds a part of the
answer, in the words of the answer's schema; the photo's own number is put in by the stand-in. A
photo that is not in the file gets an honest empty reading.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.standins.openai.images import distance

NEAR = 6  # of 64 bits: shrinking, painting over a corner and JPEG change fewer
PHOTO = "photo"
OF_PLACE = {PHOTO, "legibility"}  # where and how something was read, not what
ONCE = {"case", "booklet"}  # parts of which an item has one; it may have several discs


class Truth:
    """The rules of one or several files."""

    def __init__(self) -> None:
        self._photos: list[tuple[int, dict[str, Any]]] = []

    def load(self, path: Path) -> None:
        self.add(json.loads(path.read_text(encoding="utf-8")))

    def add(self, data: dict[str, Any]) -> None:
        self._photos += [(int(one["look"], 16), one["sees"]) for one in data["photos"]]

    def sees(self, looks: Iterable[int]) -> dict[str, Any]:
        """What is known of the photo that looks most like one of these; of two, the newer word."""
        turned = list(looks)
        near = [
            (min(distance(look, known) for look in turned), seen)
            for known, seen in reversed(self._photos)
        ]
        best = min(near, key=lambda one: one[0], default=(NEAR + 1, {}))
        return best[1] if best[0] <= NEAR else {}


def reading(parts: list[dict[str, Any]], blank: dict[str, Any]) -> dict[str, Any]:
    """One answer of what is seen on each photo: lists together, single values from the first."""
    answer = dict(blank)
    for number, part in enumerate(parts, start=1):
        for name, value in part.items():
            if name not in answer:
                continue
            value = _numbered(value, number)
            if isinstance(value, list):
                answer[name] = _joined(name, [*(answer[name] or []), *value])
            elif not answer[name]:
                answer[name] = value
    return answer


def _joined(name: str, values: list[Any]) -> list[Any]:
    """Each thing once, however many photos show it; what the first left open is filled in."""
    found: dict[Any, Any] = {}
    for place, value in enumerate(values):
        key = _key(name, value, place)
        found[key] = _filled(found[key], value) if key in found else value
    return list(found.values())


def _filled(first: Any, second: Any) -> Any:
    if not isinstance(first, dict):
        return first
    return {name: value or second[name] for name, value in first.items()}


def _key(name: str, value: Any, place: int) -> Any:
    """What makes two entries of a list the same thing."""
    if name == "faces":
        return value["part"] if value["part"] in ONCE else place
    if name == "tracks":
        return (value["disc"], value["number"])
    if name == "years":
        return (value["year"], value["kind"])
    return json.dumps(_without_place(value), sort_keys=True).casefold()


def _without_place(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: _without_place(one) for name, one in value.items() if name not in OF_PLACE}


def _numbered(value: Any, number: int) -> Any:
    """The value with the number of its photo wherever the schema wants it."""
    if isinstance(value, list):
        return [_numbered(one, number) for one in value]
    if isinstance(value, dict):
        return {
            name: number if name == PHOTO else _numbered(one, number) for name, one in value.items()
        }
    return value
