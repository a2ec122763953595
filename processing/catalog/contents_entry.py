"""One piece of a contents note: title, number, duration, statement of responsibility."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

SECONDS_A_MINUTE = 60
SECONDS_AN_HOUR = 3600
_CLOCK = re.compile(r"^(?:(\d{1,2})\s?[:.]\s?)?(\d{0,3})\s?[:.'’\u2032]\s?([0-5]\d)[\"”″]?$")
_SPELLED = re.compile(
    r"^(?:(\d{1,2})\s?(?:hours?|hrs?|hr|h|heures?|std|stunden?|horas?|ore)\b[.,]*)?"
    r"\s?(?:(\d{1,3})\s?(?:minutes?|mins?|min|m|minuten|minutos|minuti)\b[.,]*)?"
    r"\s?(?:(\d{1,2})\s?(?:seconds?|secs?|sec|s|sek|sekunden|segundos|secondi|secondes)\b\.?)?$",
    re.IGNORECASE,
)
_APPROXIMATE = re.compile(
    r"^(?:ca\.?|circa|approximately|approx\.?|about|env\.?|duration:?)\s", re.I
)
_BRACKETED_END = re.compile(r"\s?[(\[]([^()\[\]]{1,40})[)\]]\s?[.;,]?$")
# The opening bracket was forgotten: "op. 14 12:41)".
_HALF_BRACKETED_END = re.compile(r"\s(\d{1,2}:[0-5]\d(?::[0-5]\d)?)\)\.?$")
_BARE_END = re.compile(r"(?:,|\s[-–])?\s(\d{1,2}:[0-5]\d(?::[0-5]\d)?)\.?$")
# Where chapter and verse look like a duration: "John 3:16", "Psalm 23:1".
_VERSE = re.compile(
    r"(?i)\b(?:psalms?|ps|john|matthew|mark|luke|acts|romans|genesis|exodus|isaiah|job"
    r"|corinthians|revelation|proverbs|jeremiah|ezekiel|daniel|hebrews|james|peter)\s*\d*:\d+$"
)
_NUMBER = re.compile(r"^[(\[]?(?:track\s)?(\d{1,3})(?:[.)\]:]+)\s(?=\S)", re.IGNORECASE)
_LETTERED = re.compile(r"^[A-H](\d{1,2})[.)]\s(?=\S)")
_ONLY_NUMBER = re.compile(r"^[(\[]?(?:track\s|no\.\s)?(\d{1,3})[.)\]:]*$", re.IGNORECASE)
_CORRECTION = re.compile(r"\s?\[(?:sic[!.]?|i\. ?e\.[^\]]*|!)\]", re.IGNORECASE)
_SIGNS_BEFORE = " ;,:/="
_SIGNS_AFTER = " ;,:/="
_INITIALS = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A track in the making.

    `cut` is the title with the leading number that was taken off; `open_end` says that the
    text ended with a semicolon, so that what follows shares its statement of responsibility.
    """

    title: str
    disc: int | None = None
    number: int | None = None
    seconds: int | None = None
    responsibility: str | None = None
    own_responsibility: bool = False
    cut: str | None = None
    open_end: bool = False


def parse_entries(text: str) -> Iterator[Entry]:
    """The track of a piece, or several where each ` ; ` part has its own duration."""
    text = _CORRECTION.sub("", text).strip()
    if not text:
        return
    parts = text.split(" ; ")
    timed = [part for part in parts if _timed(part)]
    if len(parts) == 1 or len(timed) < len(parts):
        yield _entry(text)
        return
    entries = [_entry(part) for part in parts]
    shared = entries[-1].responsibility
    for entry in entries:
        yield replace(entry, responsibility=entry.responsibility or shared)


def seconds_of(text: str) -> int | None:
    """Seconds of `9:22`, `(1:02:33)`, `31 min., 20 sec.`, `3'45"`; None for anything else."""
    bare = _APPROXIMATE.sub("", text.strip(" ()[].,;-/"))
    if clock := _CLOCK.match(bare):
        hours, minutes, seconds = (int(group or 0) for group in clock.groups())
    elif bare and (spelled := _SPELLED.match(bare)):
        hours, minutes, seconds = (int(group or 0) for group in spelled.groups())
    else:
        return None
    return hours * SECONDS_AN_HOUR + minutes * SECONDS_A_MINUTE + seconds or None


def number_and_rest(text: str, *, bare: bool = False) -> tuple[int | None, str]:
    """The track number at the head of a text: `12. So what`, `12) So what`; with `bare` also a
    number that stands alone (`$g 3.`). "99 problems" and "1999" are titles."""
    found = _NUMBER.match(text) or _LETTERED.match(text)
    if bare and not found:
        found = _ONLY_NUMBER.match(text.strip())
    return (int(found[1]), text[found.end() :]) if found else (None, text)


def _entry(text: str) -> Entry:
    rest, seconds = _peel_duration(text)
    title, _, responsibility = rest.partition(" / ")
    title, inner = _peel_duration(title)
    number, plain = number_and_rest(title)
    stated = _tidy(responsibility) or None
    return Entry(
        title=_tidy(plain),
        number=number,
        seconds=seconds if seconds is not None else inner,
        responsibility=stated,
        own_responsibility=stated is not None,
        cut=_tidy(title) if number is not None else None,
        open_end=text.rstrip().endswith(";"),
    )


def _timed(part: str) -> bool:
    rest, seconds = _peel_duration(part)
    return seconds is not None or _peel_duration(rest.partition(" / ")[0])[1] is not None


def _peel_duration(text: str) -> tuple[str, int | None]:
    """The text without the duration at its end, and that duration in seconds."""
    text = text.strip(_SIGNS_AFTER)
    found = _BRACKETED_END.search(text) or _HALF_BRACKETED_END.search(text)
    if not found and not _VERSE.search(text.rstrip(".")):
        found = _BARE_END.search(text)
    seconds = seconds_of(found[1]) if found else None
    return (text[: found.start()], seconds) if found and seconds is not None else (text, None)


def _tidy(text: str) -> str:
    """Without brackets of the cataloger and signs at the ends; "..." and initials keep stops."""
    bare = " ".join(text.replace("[", "").replace("]", "").split())
    bare = bare.lstrip(_SIGNS_BEFORE).rstrip(_SIGNS_AFTER)
    if bare.endswith(".") and not bare.endswith("..") and not _INITIALS.search(bare):
        bare = bare[:-1].rstrip()
    return bare
