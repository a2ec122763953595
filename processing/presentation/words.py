"""The words and marks of the screen. A state is a word with a mark, never a colour alone."""

from datetime import timedelta

from processing.catalog import typed, wording
from processing.catalog.evidence import Field, Tier, Verdict
from processing.catalog.reading import Legibility
from processing.models import State
from processing.models.model_call import ModelCall

# With the MARC tags that catalogers know the fields by.
FIELDS = {
    Field.GTIN: ("UPC/EAN", "024"),
    Field.PUBLISHER_NUMBER: ("Publisher number", "028"),
    Field.TITLE: ("Title", "245"),
    Field.NAME: ("Name", "1XX, 7XX"),
    Field.LABEL: ("Label", "264 $b"),
    Field.TRACKS: ("Tracks", "505"),
    Field.DISCS: ("Discs", "300"),
    Field.YEARS: ("Years", "264 $c"),
}
VERDICTS = {
    Verdict.AGREE: "agrees",
    Verdict.PARTIAL: "partly",
    Verdict.ABSENT: "not given",
    Verdict.CONFLICT: "differs",
}
VERDICT_MARKS = {
    Verdict.AGREE: "●",
    Verdict.PARTIAL: "◐",
    Verdict.ABSENT: "○",
    Verdict.CONFLICT: "▲",
}
TIERS = {
    Tier.HIGH: "high",
    Tier.MEDIUM: "medium",
    Tier.LOW: "low",
    Tier.NONE: "no match",
}
LEGIBILITY = {
    Legibility.CLEAR: "",
    Legibility.PARTLY: "partly legible",
    Legibility.UNSURE: "unsure",
}
YEAR_KINDS = typed.YEAR_NAMES
STATE_MARKS = {
    State.IDLE: "·",
    State.PENDING: "○",
    State.RUNNING: "◔",
    State.WAITING: "○",
    State.DONE: "●",
    State.FAILED: "▲",
    State.CANCELLED: "×",
}
OUTCOMES = dict(ModelCall.Outcome.choices)
dollars = wording.dollars


def duration(seconds: int | None) -> str:
    """A track's length as printed, 4:05; "" where it is not told."""
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"


def time_left(seconds: int | None) -> str:
    """About how long: "40 s", "6 minutes", "2 hours"; "" where nobody can tell yet."""
    if seconds is None:
        return ""
    left = timedelta(seconds=seconds)
    if left < timedelta(seconds=90):
        return f"{max(seconds, 1)} s"
    if left < timedelta(minutes=90):
        return f"{round(left / timedelta(minutes=1))} minutes"
    return f"{round(left / timedelta(hours=1))} hours"


def ago(past: timedelta) -> str:
    """just now, 2 minutes ago, 3 hours ago, 4 days ago."""
    minutes = int(past / timedelta(minutes=1))
    if minutes < 1:
        return "just now"
    if minutes < 90:
        return f"{count(minutes, 'minute')} ago"
    hours = round(past / timedelta(hours=1))
    return f"{hours} hours ago" if hours < 48 else f"{past.days} days ago"


def count(number: int, one: str, many: str = "") -> str:
    """1 disc, 2 discs."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """a, b and c."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def told(value: object) -> str:
    """A correction's value: a list with semicolons, words for one that was taken back."""
    if value is None:
        return "taken back"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
