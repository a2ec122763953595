"""What is printed on front, back and disc of a sample disc, as parts of an answer.

The shapes are those of `processing.readers.openai.shape.PhotosRead`. `photo` is 0 until the
stand-in knows the number that the question gave it.
"""

import re
from typing import Any

from processing.sample.backs import clock, printed
from processing.sample.facts import Defect, SampleDisc, SampleTrack

Part = dict[str, Any]
NOTES = ("Produced", "Record", "Original", "All songs", "Keith Jarrett", "Julian")
SPARS = re.compile(r"\b[AD]{2}D\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
HIDDEN_UPC = "UPC/EAN and its bars, under a shop's sticker"


def text(words: str, sure: str = "clear") -> Part:
    return {"text": words, "photo": 0, "legibility": sure, "romanized": None}


def on_front(disc: SampleDisc) -> Part:
    """Title, subtitle and names; strong glare lies on some letters."""
    sure = "partly" if {Defect.GLARE, Defect.BLURRED} & disc.defects else "clear"
    title = text(printed(disc.title, disc), sure)
    name, *others = [text(one, sure) for one in disc.names]
    return {
        "title": title,
        "subtitle": text(disc.subtitle, sure) if disc.subtitle else None,
        "name": name,
        "contributors": [_contributor(other) for other in others],
        "faces": [_face("case", title, name, [])],
    }


def on_back(disc: SampleDisc) -> Part:
    """Everything else: tracks, label, numbers, years, the UPC where nothing covers it."""
    sure = _sure(disc)
    title = text(printed(disc.title, disc), sure)
    names = [] if disc.title in disc.names else list(disc.names[-2:])
    name = text(names.pop(0), sure) if disc.names[0] in names else None
    numbers = [_number(number, disc) for number in disc.publisher_numbers]
    return {
        "title": title,
        "name": name,
        "contributors": [_contributor(text(one, sure)) for one in names],
        "labels": _labels(disc),
        "barcodes": _barcodes(disc),
        "publisher_numbers": numbers,
        "years": _years(disc),
        "tracks": [_track(track, disc, back=True) for track in disc.tracks],
        "disc_count": disc.disc_count if disc.disc_count > 1 else None,
        "carrier_words": [text(word, sure) for word in SPARS.findall(" ".join(disc.small_print))],
        "notes": [text(words, sure) for words in _notes(disc)],
        "hidden": [HIDDEN_UPC] if Defect.UPC_COVERED in disc.defects else [],
        "faces": [_face("case", title, name, numbers)],
    }


def on_disc(disc: SampleDisc, part: int) -> Part:
    """The printed side of disc number `part`: no UPC, no durations, the newest ℗."""
    sure = _sure(disc)
    title = text(printed(disc.title, disc), sure)
    own = [text(one, sure) for one in disc.names if one != disc.title]
    number = _number(disc.publisher_numbers[0], disc)
    newest = max(disc.phonogram)
    return {
        "title": title,
        "name": own[0] if own else None,
        "contributors": [_contributor(one) for one in own[1:]],
        "labels": _labels(disc),
        "publisher_numbers": [number],
        "years": [_year(newest, "phonogram", f"℗ {newest} {disc.label.upper()}", sure)],
        "tracks": [_track(one, disc, back=False) for one in disc.tracks if one.disc == part],
        "carrier_words": [text("STEREO", sure)],
        "faces": [_face("disc", title, own[0] if own else None, [number])],
    }


def _sure(disc: SampleDisc) -> str:
    return "partly" if Defect.BLURRED in disc.defects else "clear"


def _face(part: str, title: Part, name: Part | None, numbers: list[Part]) -> Part:
    return {"part": part, "title": title, "name": name, "numbers": numbers}


def _contributor(name: Part) -> Part:
    return {"name": name, "role": None}


def _labels(disc: SampleDisc) -> list[Part]:
    return [text(one, _sure(disc)) for one in disc.label.split("/")]


def _number(number: str, disc: SampleDisc) -> Part:
    return {"text": number, "photo": 0, "legibility": _sure(disc), "label": disc.label}


def _barcodes(disc: SampleDisc) -> list[Part]:
    if {Defect.NO_UPC, Defect.UPC_COVERED} & disc.defects:
        return []
    return [{"digits": disc.gtin, "photo": 0, "legibility": _sure(disc)}]


def _year(year: int, kind: str, statement: str, sure: str) -> Part:
    return {"year": year, "kind": kind, "statement": statement, "photo": 0, "legibility": sure}


def _years(disc: SampleDisc) -> list[Part]:
    """Every year of the small print, with its signs; a line without a sign tells its kind."""
    found = []
    for line in disc.small_print:
        for kind in _kinds(line):
            statement = _statement(line, kind)
            years = [int(year) for year in YEAR.findall(statement)]
            found += [_year(year, kind, statement, _sure(disc)) for year in years]
    return found


def _kinds(line: str) -> list[str]:
    if line.startswith("Original"):
        return ["original"]
    if "Recorded" in line:
        return ["recorded"]
    return [kind for kind, sign in (("phonogram", "℗"), ("copyright", "©")) if sign in line]


def _statement(line: str, kind: str) -> str:
    """The part of the line that speaks of this year: `℗ 1999 … © 1999 …` are two statements."""
    before, sign, after = line.partition("©")
    if not sign or before.strip() in ("", "℗ &"):
        return line
    return before.strip() if kind == "phonogram" else f"{sign}{after}"


def _track(track: SampleTrack, disc: SampleDisc, *, back: bool) -> Part:
    timed = back and disc.look.durations and track.seconds is not None
    title = printed(track.title, disc) if back else track.title
    by = track.responsibility if back else None
    return {
        "disc": track.disc if disc.disc_count > 1 else None,
        "number": track.number,
        "title": text(title, _sure(disc)),
        "responsibility": text(by, _sure(disc)) if by else None,
        "duration": clock(track.seconds or 0) if timed else None,
    }


def _notes(disc: SampleDisc) -> list[str]:
    """Headings of works, and the lines of the small print that describe the recording."""
    works = dict.fromkeys(track.work for track in disc.tracks if track.work)
    return [*works, *(line for line in disc.small_print if line.startswith(NOTES))]
