"""Batches: validated as a whole, run line by line, their states driven by the server's clock."""

import itertools
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.standins.openai import lines
from tests.standins.openai.chat import Chat
from tests.standins.openai.faults import Faults
from tests.standins.openai.files import Files, page
from tests.standins.openai.replies import Reply, error

WINDOW = 86_400
ENDPOINTS = ("/v1/chat/completions", "/v1/responses", "/v1/embeddings")
CREATE_FAULTS = {"create_500_made", "create_drop_made", "create_limit", "no_such_file"}
LIFE_FAULTS = {
    "token_limit",
    "all_failed",
    "some_failed",
    "expire",
    "stuck_finalizing",
    "late_output_id",
    "late_only_output",
    "late_only_error",
    "no_counts",
    "fail_half_way",
    "line_twice",
    "empty_error_id",
    "unknown_status",
    "missing_line",
    "bad_line",
    "raw_separator",
}
OPEN = ("validating", "in_progress", "finalizing", "cancelling")


@dataclass(slots=True)
class Pace:
    """How many seconds of the server's clock each state takes."""

    validating: float = 3.0
    in_progress: float = 60.0
    finalizing: float = 2.0
    late_id: float = 120.0


@dataclass(slots=True)
class Batch:
    """One batch: its row as the API shows it, and what will happen to it."""

    row: dict[str, Any]
    faults: set[str] = field(default_factory=set)
    requests: list[lines.Line] = field(default_factory=list)
    tokens: int = 0
    output: str | None = None
    errors: str | None = None


class Batches:
    """The batch part of the API."""

    def __init__(self, files: Files, chat: Chat, faults: Faults, now: Callable[[], float]) -> None:
        self._files, self._chat, self._faults, self._now = files, chat, faults, now
        self._lock = threading.RLock()
        self._numbers = itertools.count(1)
        self._random = random.Random(7)
        self.pace = Pace()
        self.enqueued_limit = 2_000_000
        self.made: dict[str, Batch] = {}

    def route(self, method: str, path: str, query: dict[str, str], body: Any) -> Reply:
        with self._lock:
            for batch in self.made.values():
                self._go_on(batch)
            parts = path.split("/")[3:]
            if not parts:
                return self._create(path, body or {}) if method == "POST" else self._list(query)
            batch = self.made.get(parts[0])
            if batch is None or self._faults.take(path, "", {"not_found"}):
                return error(404, f"No batch found with id '{parts[0]}'.")
            if parts[1:] == ["cancel"]:
                return self._cancel(batch)
            return Reply(200, self._shown(batch))

    def _list(self, query: dict[str, str]) -> Reply:
        if self._faults.take("/v1/batches", "", {"list_lag"}):
            return page([], query, 100)
        rows = [self._shown(batch) for batch in self.made.values()]
        return page(list(reversed(rows)), query, 100)

    def _create(self, path: str, body: dict[str, Any]) -> Reply:
        if refusal := _refusal(body):
            return refusal
        hit = self._faults.take(path, "", CREATE_FAULTS)
        if hit and hit.kind == "create_limit":
            message = "Enqueued token limit reached. Please try again later."
            return error(400, message, code="token_limit_exceeded")
        if hit and hit.kind == "no_such_file":
            return error(404, f"No such File object: {body['input_file_id']}", param="id")
        batch = self._made(body)
        if hit and hit.kind == "create_500_made":
            return error(500, "The server had an error.", kind="server_error")
        if hit:  # the connection breaks after the work: the caller sees no answer
            self._faults.add_json({"kind": "drop_after", "where": path})
        return Reply(200, self._shown(batch))

    def _made(self, body: dict[str, Any]) -> Batch:
        created = int(self._now())
        times = ("in_progress", "finalizing", "completed", "failed", "expired", "cancelling")
        row: dict[str, Any] = {
            "id": f"batch_{next(self._numbers):06d}",
            "object": "batch",
            "endpoint": body["endpoint"],
            "model": None,
            "errors": None,
            "input_file_id": body["input_file_id"],
            "completion_window": "24h",
            "status": "validating",
            "output_file_id": None,
            "error_file_id": None,
            "created_at": created,
            "expires_at": created + WINDOW,
            **{f"{name}_at": None for name in (*times, "cancelled")},
            "request_counts": {"total": 0, "completed": 0, "failed": 0},
            "usage": None,
            "metadata": body.get("metadata"),
        }
        batch = Batch(row)
        while hit := self._faults.take("/v1/batches", "", LIFE_FAULTS):
            batch.faults.add(hit.kind)
        self.made[row["id"]] = batch
        return batch

    # What the clock does to a batch

    def _go_on(self, batch: Batch) -> None:
        row, now = batch.row, self._now()
        if row["status"] == "validating" and now >= row["created_at"] + self.pace.validating:
            self._validate(batch)
        if row["status"] == "in_progress":
            if "expire" in batch.faults and now >= row["expires_at"]:
                self._end(batch, "expired", 0.5)
            elif "expire" not in batch.faults and (
                now >= row["in_progress_at"] + self.pace.in_progress
            ):
                row["status"], row["finalizing_at"] = "finalizing", int(now)
        stuck = "stuck_finalizing" in batch.faults
        if row["status"] == "finalizing" and not stuck and self._finalized(row):
            half = "fail_half_way" in batch.faults
            self._end(batch, *(("failed", 0.5) if half else ("completed", 1.0)))
        if row["status"] == "cancelling" and now >= row["cancelling_at"] + self.pace.finalizing:
            self._end(batch, "cancelled", 0.5)

    def _finalized(self, row: dict[str, Any]) -> bool:
        return bool(self._now() >= row["finalizing_at"] + self.pace.finalizing)

    def _validate(self, batch: Batch) -> None:
        row = batch.row
        stored = self._files.get(row["input_file_id"])
        batch.requests, wrong = lines.read(stored.content if stored else None, row["endpoint"])
        batch.tokens = sum(lines.tokens(self._chat, line) for line in batch.requests)
        enqueued = sum(other.tokens for other in self.made.values() if self._counts(other))
        if "token_limit" in batch.faults or enqueued > self.enqueued_limit:
            wrong = [lines.token_limit(batch.requests, self.enqueued_limit)]
        if wrong:
            batch.tokens = 0
            row.update(status="failed", failed_at=int(self._now()))
            row["errors"] = {"object": "list", "data": wrong}
            return
        row.update(status="in_progress", in_progress_at=int(self._now()))
        row["model"] = batch.requests[0].body["model"]
        row["request_counts"]["total"] = len(batch.requests)

    @staticmethod
    def _counts(batch: Batch) -> bool:
        return batch.row["status"] in OPEN

    def _end(self, batch: Batch, status: str, share: float = 1.0) -> None:
        """Runs the lines (a share of them, where the batch was stopped) and writes the files."""
        row = batch.row
        run = round(len(batch.requests) * share)
        good, bad = lines.run(self._chat, batch.requests[:run], batch.faults)
        left = "batch_expired" if status == "expired" else "batch_cancelled"
        bad += [lines.not_run(line, left) for line in batch.requests[run:]]
        self._random.shuffle(good)
        batch.output = self._file(row, "output", lines.written(good, batch.faults))
        batch.errors = self._file(row, "error", lines.written(bad, set()))
        row["request_counts"] = {
            "total": len(batch.requests),
            "completed": len(good),
            "failed": len(bad),
        }
        row.update(status=status, **{f"{status}_at": int(self._now())})

    def _file(self, row: dict[str, Any], kind: str, content: bytes) -> str | None:
        if not content:
            return None
        return self._files.add(f"{row['id']}_{kind}.jsonl", content, "batch_output")

    def _shown(self, batch: Batch) -> dict[str, Any]:
        row = dict(batch.row)
        ended = row["status"] not in OPEN
        early = self._now() < (row["completed_at"] or 0) + self.pace.late_id
        late = batch.faults if early else set()
        if ended and not late & {"late_output_id", "late_only_output"}:
            row["output_file_id"] = batch.output
        if ended and not late & {"late_output_id", "late_only_error"}:
            row["error_file_id"] = batch.errors or (
                "" if "empty_error_id" in batch.faults else None
            )
        if "no_counts" in batch.faults:
            row["request_counts"] = None
        if "unknown_status" in batch.faults and row["status"] == "in_progress":
            row["status"] = "pre_schedule"
        return row

    def _cancel(self, batch: Batch) -> Reply:
        status = batch.row["status"]
        if status not in OPEN:
            return error(409, f"Cannot cancel a batch with status '{status}'.")
        if status != "cancelling":
            batch.row.update(status="cancelling", cancelling_at=int(self._now()))
        return Reply(200, self._shown(batch))


def _refusal(body: dict[str, Any]) -> Reply | None:
    """Why a batch cannot be made of this body."""
    for name in ("input_file_id", "endpoint", "completion_window"):
        if not body.get(name):
            message = f"Missing required parameter: '{name}'."
            return error(400, message, param=name, code="missing_required_parameter")
    if body["endpoint"] not in ENDPOINTS or body["completion_window"] != "24h":
        name = "endpoint" if body["endpoint"] not in ENDPOINTS else "completion_window"
        return error(400, f"Invalid value: '{body[name]}'.", param=name, code="invalid_value")
    for key, value in (body.get("metadata") or {}).items():
        if not isinstance(value, str):
            message = f"Invalid type for 'metadata.{key}': expected a string."
            return error(400, message, param=f"metadata.{key}", code="invalid_type")
    return None
