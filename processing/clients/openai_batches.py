"""OpenAI's Batch API: files and batches, one request each, no retries of its own.

Creating a batch is not idempotent, so what became of a request without an answer is found out by
listing (facts: openai, sections 2 and 3.1). Typed results; what is not told is empty or 0.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import openai

from processing.clients.hidden import hidden
from processing.clients.openai import Client
from processing.clients.openai_errors import Kind, OpenAIError
from processing.clients.openai_failures import understood

ENDPOINT: Final = "/v1/chat/completions"
WINDOW: Final = "24h"
JOB = "job"  # the key of our job's uuid in a batch's metadata
PAGE = 100
ENDED = ("completed", "failed", "expired", "cancelled")
KNOWN = (*ENDED, "validating", "in_progress", "finalizing", "cancelling")
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of a failed validation; `line` counts from 1, None for the whole file."""

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch as the service shows it. `completed` and `failed` count requests."""

    id: str
    status: str
    input_file: str = ""
    output_file: str = ""
    error_file: str = ""
    total: int = 0
    completed: int = 0
    failed: int = 0
    job: str = ""
    created_at: datetime | None = None
    expires_at: datetime | None = None
    problems: tuple[Problem, ...] = ()
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        return self.status in ENDED

    @property
    def asked_nothing(self) -> bool:
        """Whether it failed when it was checked; one that fails later may have answers in a file."""
        return self.status == "failed" and not self.output_file and not self.error_file

    @property
    def files_are_late(self) -> bool:
        """Whether a file must be there, by its counts, and is not told yet.

        Where neither files nor counts are told, nobody knows: only a batch that failed, or was
        cancelled before it was looked through, has nothing to tell.
        """
        missing = (self.completed and not self.output_file) or (self.failed and not self.error_file)
        nothing = not self.output_file and not self.error_file
        empty = self.status == "failed" or (self.status == "cancelled" and not self.total)
        return self.ended and bool(missing or (nothing and not empty))


class Batches:
    """The calls for files and batches; every method raises OpenAIError."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def _sdk(self) -> openai.OpenAI:
        return self._client.sdk

    def upload(self, file: BinaryIO, name: str, seconds_kept: int) -> str:
        """The number of the new file; `name` ends in .jsonl."""
        expires: Any = {"anchor": "created_at", "seconds": seconds_kept}
        with self._understood():
            made = self._sdk.files.create(
                file=(name, file, "application/jsonl"), purpose="batch", expires_after=expires
            )
        return _text(_dict(made).get("id"))

    def uploaded(self, name: str) -> str:
        """The number of a file with this name, "" where there is none: an earlier try has sent it."""
        with self._understood():
            for file in self._sdk.files.list(purpose="batch", limit=PAGE, order="desc"):
                if file.filename == name:
                    return file.id
        return ""

    def create(self, input_file: str, job: str) -> Batch:
        """Where this raises with `possibly_paid` the batch may have been made all the same."""
        with self._understood():
            made = self._sdk.batches.create(
                input_file_id=input_file,
                endpoint=ENDPOINT,
                completion_window=WINDOW,
                metadata={JOB: job, "app": "cdcatalog"},
            )
        return batch_of(_dict(made))

    def retrieve(self, batch_id: str) -> Batch:
        with self._understood():
            return batch_of(_dict(self._sdk.batches.retrieve(batch_id)))

    def newest(self) -> Iterator[Batch]:
        """All batches, in the order of the list, newest first as far as is known."""
        with self._understood():
            for one in self._sdk.batches.list(limit=PAGE):
                yield batch_of(_dict(one))

    def cancel(self, batch_id: str) -> Batch:
        with self._understood():
            return batch_of(_dict(self._sdk.batches.cancel(batch_id)))

    def download(self, file_id: str, to: Path) -> int:
        """Streams a file to disk; says how many bytes it has."""
        content = self._sdk.files.with_streaming_response.content
        with self._understood(), content(file_id) as answer, to.open("wb") as out:
            for chunk in answer.iter_bytes(CHUNK):
                out.write(chunk)
        return to.stat().st_size

    def delete(self, file_id: str) -> None:
        with self._understood():
            self._sdk.files.delete(file_id)

    def _understood(self) -> "_Understood":
        return _Understood(self._client.seconds)


@dataclass(frozen=True, slots=True)
class _Understood:
    """Turns the SDK's errors into ours."""

    seconds: float

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> None:
        if isinstance(error, openai.APIError):
            raise understood(error, self.seconds) from error


def batch_of(data: Mapping[str, Any]) -> Batch:
    """A batch from its JSON; raises OpenAIError where it is none (a proxy's page of errors)."""
    counts, errors = _part(data, "request_counts"), _part(data, "errors").get("data")
    if not _text(data.get("id")) or not _text(data.get("status")):
        raise OpenAIError("OpenAI's answer about a batch cannot be understood.", Kind.DOWN)
    return Batch(
        id=_text(data["id"]),
        status=_text(data["status"]),
        input_file=_text(data.get("input_file_id")),
        output_file=_text(data.get("output_file_id")),
        error_file=_text(data.get("error_file_id")),
        total=_number(counts.get("total")),
        completed=_number(counts.get("completed")),
        failed=_number(counts.get("failed")),
        job=_text(_part(data, "metadata").get(JOB)),
        created_at=_time(data.get("created_at")),
        expires_at=_time(data.get("expires_at")),
        problems=tuple(_problem(one) for one in errors or () if isinstance(one, dict)),
        raw=dict(data),
    )


def _problem(data: dict[str, Any]) -> Problem:
    line = data.get("line")
    known = line if isinstance(line, int) else None
    message = hidden(_text(data.get("message")))  # it may echo the line
    return Problem(_text(data.get("code")), message, known)


def _dict(answer: Any) -> dict[str, Any]:
    """The SDK does not validate: an answer may be anything."""
    if not hasattr(answer, "to_json"):
        raise OpenAIError("Something that is not OpenAI answered.", Kind.DOWN, possibly_paid=True)
    data = json.loads(answer.to_json())
    return data if isinstance(data, dict) else {}


def _part(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = data.get(name)
    return found if isinstance(found, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _time(value: Any) -> datetime | None:
    return datetime.fromtimestamp(value, UTC) if isinstance(value, int | float) and value else None
