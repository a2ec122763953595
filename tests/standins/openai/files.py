"""Files: upload, list, content, delete; they expire by the server's clock."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import HTTP
from typing import Any

from tests.standins.openai.faults import Faults
from tests.standins.openai.replies import Reply, error

LARGEST_BATCH_FILE = 209_715_200
THIRTY_DAYS = 30 * 86_400
PURPOSES = ("assistants", "batch", "fine-tune", "vision", "user_data", "evals")


@dataclass(slots=True)
class Stored:
    """One file: its row as the API shows it, and its bytes."""

    row: dict[str, Any]
    content: bytes


class Files:
    """The file part of the API."""

    def __init__(self, now: Callable[[], float], faults: Faults) -> None:
        self._now, self._faults = now, faults
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self.stored: dict[str, Stored] = {}

    def add(self, name: str, content: bytes, purpose: str, lives: int = THIRTY_DAYS) -> str:
        with self._lock:
            key = f"file-{next(self._numbers):06d}"
        created = int(self._now())
        row = {
            "id": key,
            "object": "file",
            "bytes": len(content),
            "created_at": created,
            "expires_at": created + lives,
            "filename": name,
            "purpose": purpose,
            "status": "processed",
            "status_details": None,
        }
        self.stored[key] = Stored(row, content)
        return key

    def get(self, key: str) -> Stored | None:
        found = self.stored.get(key)
        return found if found and found.row["expires_at"] > self._now() else None

    def route(
        self, method: str, path: str, query: dict[str, str], sent: tuple[str, bytes]
    ) -> Reply:
        if self._faults.take(path, "", {"no_files"}):
            return error(404, f"Invalid URL ({method} {path})")
        parts = path.split("/")[3:]
        if not parts:
            return self._upload(*sent) if method == "POST" else self._list(query)
        found = self.get(parts[0])
        if found is None:
            return error(404, f"No such File object: {parts[0]}", param="id")
        if len(parts) == 2 and parts[1] == "content":
            return Reply(200, found.content)
        if method == "DELETE":
            del self.stored[parts[0]]
            return Reply(200, {"id": parts[0], "object": "file", "deleted": True})
        if self._faults.take(path, "", {"file_not_ready"}):
            return Reply(200, {**found.row, "status": "uploaded"})
        return Reply(200, found.row)

    def _upload(self, kind: str, content: bytes) -> Reply:
        fields = multipart(kind, content)
        for wanted in ("file", "purpose"):
            if wanted not in fields:
                message = f"Missing required parameter: '{wanted}'."
                return error(400, message, param=wanted, code="missing_required_parameter")
        name, body = fields["file"]
        purpose = fields.get("purpose", ("", b""))[1].decode()
        if purpose == "batch" and not name.endswith(".jsonl"):
            return error(400, "Invalid file format for Batch API. Must be .jsonl")
        if purpose == "batch" and len(body) > LARGEST_BATCH_FILE:
            return error(413, f"The file is larger than the {LARGEST_BATCH_FILE} maximum.")
        if purpose not in PURPOSES:
            return error(400, f"Invalid value: '{purpose}'.", param="purpose", code="invalid_value")
        lives = int(fields.get("expires_after[seconds]", ("", b""))[1] or THIRTY_DAYS)
        return Reply(200, self.stored[self.add(name, body, purpose, lives)].row)

    def _list(self, query: dict[str, str]) -> Reply:
        rows = [one.row for key, one in self.stored.items() if self.get(key)]
        rows = [row for row in rows if query.get("purpose") in (None, row["purpose"])]
        return page(list(reversed(rows)), query, 10_000)


def page(rows: list[dict[str, Any]], query: dict[str, str], largest: int) -> Reply:
    """One page of a list, after the row that the query names."""
    told = query.get("limit", str(20 if largest == 100 else largest))
    limit = int(told) if told.isdigit() else 0
    if not 1 <= limit <= largest:
        return error(400, f"Invalid 'limit': {told}", param="limit")
    if after := query.get("after"):
        places = [place for place, row in enumerate(rows) if row["id"] == after]
        rows = rows[places[0] + 1 :] if places else []
    shown = rows[:limit]
    answer = {
        "object": "list",
        "data": shown,
        "first_id": shown[0]["id"] if shown else None,
        "last_id": shown[-1]["id"] if shown else None,
        "has_more": len(rows) > limit,
    }
    return Reply(200, answer)


def multipart(kind: str, content: bytes) -> dict[str, tuple[str, bytes]]:
    """The fields of a multipart body: name to file name and bytes."""
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + content, policy=HTTP)
    fields = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        fields[str(name)] = (part.get_filename() or "", part.get_payload(decode=True) or b"")
    return fields
