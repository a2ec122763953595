"""The lines of a batch file: read and validated, run, and written out again."""

import itertools
import json
from dataclasses import dataclass
from typing import Any

from tests.standins.openai.chat import Chat
from tests.standins.openai.replies import Refused

MOST_LINES = 50_000
_requests = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Line:
    """One request of a batch."""

    custom_id: str
    body: dict[str, Any]


def _wrong(code: str, message: str, line: int | None, param: str | None = None) -> dict[str, Any]:
    return {"code": code, "message": message, "line": line, "param": param}


def read(content: bytes | None, endpoint: str) -> tuple[list[Line], list[dict[str, Any]]]:
    """The lines, and everything that is wrong with them; lines count from 1."""
    if content is None:
        message = "Cannot find file, or organization does not have access to it."
        return [], [_wrong("invalid_request", message, None, "file_id")]
    found: list[Line] = []
    wrong: list[dict[str, Any]] = []
    for number, raw in enumerate(content.rstrip(b"\n").split(b"\n"), start=1):
        try:
            data = json.loads(raw)
        except ValueError:
            message = "This line is not parseable as valid JSON."
            wrong.append(_wrong("invalid_json_line", message, number))
            continue
        if problem := _problem(data, endpoint, number, found):
            wrong.append(problem)
        else:
            found.append(Line(data["custom_id"], data["body"]))
    if len(found) > MOST_LINES:
        wrong.append(_wrong("too_many_tasks", f"At most {MOST_LINES} requests.", None))
    return found, wrong


def _problem(data: Any, endpoint: str, number: int, before: list[Line]) -> dict[str, Any] | None:
    if not isinstance(data, dict) or not data.get("custom_id"):
        message = "Missing required parameter: 'custom_id'."
        return _wrong("missing_required_parameter", message, number, "custom_id")
    if data.get("url") != endpoint or data.get("method") != "POST":
        message = "The URL provided for this request does not match the batch endpoint."
        return _wrong("invalid_url", message, number, "url")
    body = data.get("body") or {}
    if body.get("stream"):
        message = "Chat Completions: Streaming is not supported in the Batch API."
        return _wrong("streaming_unsupported", message, number, "body.stream")
    if not body.get("model") or not body.get("messages"):
        name = "Messages" if body.get("model") else "Model"
        message = f"{name} parameter is required."
        return _wrong("invalid_request", message, number, f"body.{name.lower()}")
    if body["model"].startswith("gpt-no-such"):
        message = f"The provided model '{body['model']}' is not supported by the Batch API."
        return _wrong("model_not_found", message, number, "body.model")
    return _among_others(data, body, number, before)


def _among_others(
    data: dict[str, Any], body: dict[str, Any], number: int, before: list[Line]
) -> dict[str, Any] | None:
    if before and before[0].body["model"] != body["model"]:
        message = "All requests of a batch must use one model."
        return _wrong("mismatched_model", message, number, "body.model")
    if any(line.custom_id == data["custom_id"] for line in before):
        message = f"The custom_id '{data['custom_id']}' is not unique."
        return _wrong("duplicate_custom_id", message, number, "custom_id")
    return None


def tokens(chat: Chat, line: Line) -> int:
    try:
        return chat.understand(line.body).tokens
    except Refused:
        return 0


def token_limit(found: list[Line], limit: int) -> dict[str, Any]:
    model = found[0].body["model"] if found else "the model"
    message = (
        f"Enqueued token limit reached for {model} in organization org-test. Limit: {limit:,} "
        "enqueued tokens. Please try again once some in_progress batches have been completed."
    )
    return _wrong("token_limit_exceeded", message, None)


def run(
    chat: Chat, found: list[Line], faults: set[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Each line by the same hands that answer live requests: answers, and errors."""
    good, bad = [], []
    for place, line in enumerate(found):
        failing = "all_failed" in faults or ("some_failed" in faults and place % 3 == 0)
        if "missing_line" in faults and place == 0:
            continue
        reply = chat.reply(line.body)
        status = 500 if failing else reply.status
        body = {"error": {"message": "The server had an error.", "type": "server_error"}}
        row = _row(line, status, body if failing else reply.body)
        (good if status == 200 else bad).append(row)
    return good, bad


def _row(line: Line, status: int, body: Any) -> dict[str, Any]:
    number = next(_requests)
    response = {"status_code": status, "request_id": f"req_b{number:07d}", "body": body}
    return {
        "id": f"batch_req_{number:06d}",
        "custom_id": line.custom_id,
        "response": response,
        "error": None,
    }


def not_run(line: Line, code: str) -> dict[str, Any]:
    message = {
        "batch_expired": "This request could not be executed before the completion window expired.",
        "batch_cancelled": "This request was not executed: the batch was cancelled.",
    }[code]
    return {
        "id": f"batch_req_{next(_requests):06d}",
        "custom_id": line.custom_id,
        "response": None,
        "error": {"code": code, "message": message},
    }


def written(rows: list[dict[str, Any]], faults: set[str]) -> bytes:
    """The rows as a file. `raw_separator` leaves U+2028 unescaped, as models have written it."""
    if "line_twice" in faults:
        rows = [*rows, *rows[:1]]
    texts = [json.dumps(row, ensure_ascii="raw_separator" not in faults) for row in rows]
    if "bad_line" in faults and texts:
        texts[0] = texts[0][: len(texts[0]) // 2]
    return "".join(f"{text}\n" for text in texts).encode()
