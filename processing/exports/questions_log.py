"""The log of an upload's questions as text: one line each, for people or as JSON.

Rows in, text out, as a stream: nothing is kept of a line that is written. Neither holds what was
asked, a photo or a key.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from processing.catalog.wording import dollars


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what became of it.

    `road` is "batch" or "now", `batch` OpenAI's number of the batch or ours, `state` and `outcome`
    are the names of the tables and `fate`
    says both in words. `usd` is None where it is not known.
    `lost` counts the times that it was sent and no answer came.
    """

    number: int
    sent_at: datetime | None
    ended_at: datetime | None
    disc: int
    disc_name: str
    stage: str
    stage_name: str
    attempt: int
    model: str
    road: str
    batch: str
    state: str
    outcome: str
    fate: str
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    usd: Decimal | None
    request_id: str
    reused: int
    lost: int
    error: str


def as_text(questions: Iterable[Question], *, title: str) -> Iterator[str]:
    """A heading, then a line for each question."""
    now = timezone.localtime()
    yield f"Questions to the model: {title}. Written {now:%Y-%m-%d %H:%M:%S %Z}.\n"
    yield "Time sent · disc · stage · attempt · road · what became of it · tokens · USD · request\n"
    for one in questions:
        yield " · ".join(_parts(one)) + "\n"


def _parts(one: Question) -> Iterator[str]:
    yield f"{timezone.localtime(one.sent_at):%Y-%m-%d %H:%M:%S}" if one.sent_at else "not sent"
    yield _one_line(one.disc_name)
    yield one.stage_name
    yield f"attempt {one.attempt}"
    yield f"batch {one.batch}" if one.road == "batch" else "now"
    yield one.fate
    yield f"{one.input_tokens:,} → {one.output_tokens:,} tokens"
    yield dollars(one.usd)
    yield one.request_id or "–"
    if one.reused:
        yield f"answer used again: {one.reused}"
    if one.lost:
        yield f"sent without an answer before: {one.lost}"
    if one.error:
        yield _one_line(one.error)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def as_json_lines(questions: Iterable[Question]) -> Iterator[str]:
    """One JSON object a line; times are ISO 8601 with their zone, USD are text."""
    for one in questions:
        yield json.dumps(_data(one)) + "\n"  # ASCII only: no separators inside a line


def _data(one: Question) -> dict[str, object]:
    return {
        "question": one.number,
        "sent_at": _iso(one.sent_at),
        "ended_at": _iso(one.ended_at),
        "disc": one.disc,
        "disc_name": one.disc_name,
        "stage": one.stage,
        "attempt": one.attempt,
        "model": one.model,
        "road": one.road,
        "batch": one.batch or None,
        "state": one.state,
        "outcome": one.outcome or None,
        "input_tokens": one.input_tokens,
        "cached_tokens": one.cached_tokens,
        "output_tokens": one.output_tokens,
        "usd": None if one.usd is None else str(one.usd),
        "request_id": one.request_id or None,
        "reused": one.reused,
        "lost_answers": one.lost,
        "error": one.error or None,
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
