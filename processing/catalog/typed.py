"""What a cataloger types as a correction, read strictly: nothing is guessed, each slip is said.

The values are plain JSON, in the forms that `clean` lays over a reading.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from processing.catalog import gtin
from processing.catalog.clean import EARLIEST_YEAR, LATEST_YEAR
from processing.catalog.reading import CleanTrack, YearKind

YEAR_NAMES = {
    YearKind.PHONOGRAM: "℗",
    YearKind.COPYRIGHT: "©",
    YearKind.RELEASED: "released",
    YearKind.RECORDED: "recorded",
    YearKind.ORIGINAL: "first issued",
    YearKind.UNKNOWN: "kind not told",
}
MAX_DISCS = 999
MAX_TITLE = 500  # characters of one title or name
MAX_TRACKS = 999
_LINE = re.compile(
    r"^(?:(?:(?P<disc>\d{1,3})-)?(?P<number>\d{1,3})[.)](?:\s+|$|(?=[^\W\d])))?(?P<rest>.*)$"
)
_TIME = re.compile(r"(?:^|\s+)\(?(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})\)?$")
_NAMED = " / "  # before the names of one track, as in a contents note
_GTIN_LENGTHS = "12 or 13 digits"
AS_AN_EXAMPLE = "Write it as “1. Title (4:05)”, or “2-1. Title (4:05)” on disc 2."


class Mistyped(ValueError):
    """What was typed cannot be taken; the message says what, where and what is right."""


def tracks(text: str) -> list[dict[str, Any]]:
    """Track lines: `1. So what (9:22)`, `2-3. Solea / Gil Evans 12:15` or `So what`, one track each."""
    lines = [(place, line.strip()) for place, line in enumerate(text.splitlines(), 1)]
    found = [(place, _track(place, line)) for place, line in lines if line]
    if len(found) > MAX_TRACKS:
        raise Mistyped(f"There are {len(found)} lines; at most {MAX_TRACKS} tracks can be kept.")
    _refuse_same_numbers(found)
    return [track for _, track in found]


def _track(place: int, line: str) -> dict[str, Any]:
    hit = _LINE.match(line)
    assert hit is not None  # every part of it may be missing
    stated, seconds = _without_time(place, hit["rest"].strip())
    title, _, name = (part.strip() for part in stated.partition(_NAMED))
    if not title:
        raise Mistyped(f"Line {place}, “{line}”, has no title. {AS_AN_EXAMPLE}")
    if len(title) > MAX_TITLE:
        raise Mistyped(f"Line {place} is longer than {MAX_TITLE} characters. {AS_AN_EXAMPLE}")
    parts = {"disc": hit["disc"], "number": hit["number"]}
    if any(digits is not None and not int(digits) for digits in parts.values()):
        raise Mistyped(f"Line {place}, “{line}”: discs and tracks are counted from 1.")
    numbers = {name: int(digits) for name, digits in parts.items() if digits}
    length = {} if seconds is None else {"seconds": seconds}
    return {"title": title, **numbers, **length, **({"responsibility": name} if name else {})}


def _without_time(place: int, text: str) -> tuple[str, int | None]:
    """The title, and the duration in seconds that stands behind it."""
    hit = _TIME.search(text)
    if not hit:
        return text, None
    hours, minutes, seconds = (int(part or 0) for part in hit.groups())
    if len(hit[3]) != 2 and not text.endswith(")"):
        return text, None  # "Psalm 23:4"
    if len(hit[3]) != 2 or seconds > 59 or (hit[1] and minutes > 59):
        raise Mistyped(
            f"Line {place}: “{hit[0].strip()}” is no duration. Write minutes and seconds, as 4:05."
        )
    return text[: hit.start()].rstrip(), hours * 3600 + minutes * 60 + seconds


def _refuse_same_numbers(found: list[tuple[int, dict[str, Any]]]) -> None:
    lines: dict[tuple[int, int], int] = {}
    for place, track in found:
        if "number" not in track:
            continue
        key = (track.get("disc", 1), track["number"])
        if key in lines:
            raise Mistyped(
                f"Lines {lines[key]} and {place} have the same number {key[1]}. Tracks of a second "
                f"disc are written with its number before theirs: “2-{key[1]}. Title”."
            )
        lines[key] = place


def track_lines(found: Iterable[CleanTrack]) -> str:
    """Tracks as they are typed: what `tracks` reads."""
    return "\n".join(_line(track) for track in found)


def _line(track: CleanTrack) -> str:
    disc = f"{track.disc}-" if track.disc and track.disc > 1 else ""
    number = f"{disc}{track.number}. " if track.number else ""
    title = track.title.replace(_NAMED, "/")
    if track.responsibility:
        title += _NAMED + track.responsibility
    if track.seconds is None:
        return f"{number}{title}"
    return f"{number}{title} ({track.seconds // 60}:{track.seconds % 60:02d})"


def years(rows: Iterable[tuple[str, str]]) -> dict[str, list[int]]:
    """Years by kind from pairs of a `YearKind` and a typed year; rows without a year are left out."""
    found: dict[str, list[int]] = {}
    for kind, text in rows:
        digits = text.strip()
        if not digits:
            continue
        year = int(digits) if re.fullmatch(r"[0-9]{4}", digits) else 0
        _check_year(kind, year, digits)
        found.setdefault(kind, []).append(year)
    return {kind: sorted(set(of_kind)) for kind, of_kind in found.items()}


def _check_year(kind: Any, year: Any, typed: Any) -> None:
    if kind not in list(YearKind):
        raise Mistyped(
            f"“{kind}” is no kind of year. Choose ℗, ©, released or another of the list."
        )
    if not isinstance(year, int) or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Mistyped(f"“{typed}” is no year: type its four digits, such as 1997.")


def check(field: str, value: Any, item_barcode: str | None = None) -> None:
    """Raise Mistyped where a value does not fit its field. None, which takes it back, always does."""
    if value is None:
        return
    _CHECKS[field](value)
    if field == "upc" and item_barcode:
        _refuse_own(value, gtin.digits(item_barcode).lstrip("0"))


def _check_text(value: Any) -> None:
    if not isinstance(value, str) or len(value) > MAX_TITLE:
        raise Mistyped(f"Type a text of at most {MAX_TITLE} characters.")


def _check_list(value: Any) -> None:
    if not isinstance(value, str | list) or not all(isinstance(one, str) for one in value):
        raise Mistyped("Type one or several texts, each on a line of its own.")


def _check_upcs(value: Any) -> None:
    """What a cataloger types is taken as it is, so a slip of the finger is said at once."""
    _check_list(value)
    for code in [value] if isinstance(value, str) else value:
        found = gtin.parse(code)
        if found and gtin.is_book(found):
            raise Mistyped(f"“{code}” is an ISBN, the number of a book, and no UPC/EAN.")
        if not code.strip() or found:
            continue
        number = gtin.digits(code)
        if len(number) not in gtin.CODE_LENGTHS:
            raise Mistyped(
                f"“{code}” is no UPC/EAN: it has {_GTIN_LENGTHS}. Type all digits under the bars, "
                "the small ones at both ends too."
            )
        raise Mistyped(
            f"“{code}” is no UPC/EAN: its last digit does not fit the others. Type it again "
            "as it stands under the bars."
        )


def _refuse_own(value: Any, own: str) -> None:
    for code in [value] if isinstance(value, str) else value:
        if own and gtin.digits(code).lstrip("0") == own:
            raise Mistyped(
                f"“{code}” is the item barcode, which your library gave, and no UPC/EAN."
            )


def _check_years(value: Any) -> None:
    if isinstance(value, str):
        return  # a printed statement, such as "℗ 1997"
    if not isinstance(value, Mapping):
        raise Mistyped("Give each year with its kind.")
    for kind, of_kind in value.items():
        for year in of_kind if isinstance(of_kind, Sequence) else [of_kind]:
            _check_year(kind, year, year)


def _check_tracks(value: Any) -> None:
    rows = value.splitlines() if isinstance(value, str) else value
    titled = isinstance(rows, list) and all(
        isinstance(row, str) or (isinstance(row, Mapping) and row.get("title")) for row in rows
    )
    if not titled:
        raise Mistyped(f"Each track needs a title. {AS_AN_EXAMPLE}")


def _check_discs(value: Any) -> None:
    text = str(value)
    if text and not (text.isascii() and text.isdigit() and 1 <= int(text) <= MAX_DISCS):
        raise Mistyped(f"“{value}” is no number of discs: type a number from 1 to {MAX_DISCS}.")


_CHECKS: dict[str, Callable[[Any], None]] = {
    "title": _check_text,
    "name": _check_text,
    "labels": _check_list,
    "upc": _check_upcs,
    "publisher_numbers": _check_list,
    "years": _check_years,
    "tracks": _check_tracks,
    "disc_count": _check_discs,
}
