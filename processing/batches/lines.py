"""One line of a result file: what it says, whatever shape it has.

Files are read as bytes and split at newlines alone: a model may write U+2028 into a text, which
other ways of reading take for the end of a line (facts: openai, sections 0 and 2.6).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from processing.clients.openai_errors import OpenAIError, shown
from processing.clients.openai_failures import of_status
from processing.clients.storable import storable

LONGEST = 20_000_000  # bytes of one line


@dataclass(frozen=True, slots=True)
class Line:
    """`call` is the number of a question, None where the line is broken or names none.

    Exactly one of `body` (a chat completion) and `error` or `not_run` is there in a line of use.
    `not_run` is the code of a question that was never worked, such as batch_expired. `why` is
    what OpenAI says of an error, fit to be shown; "" where it says nothing.
    """

    call: int | None = None
    body: dict[str, Any] | None = None
    error: OpenAIError | None = None
    not_run: str = ""
    why: str = ""
    request_id: str = ""


def lines(file: BinaryIO) -> Iterator[Line]:
    while raw := file.readline(LONGEST):
        if raw.strip():
            yield read(raw)


def read(raw: bytes) -> Line:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return Line()
    if not isinstance(data, dict):
        return Line()
    number = _number(data.get("custom_id"))
    told, response = data.get("error"), data.get("response")
    if isinstance(told, dict) and told:
        return Line(number, not_run=str(told.get("code") or "error")[:60], why=_why(told))
    if not isinstance(response, dict):
        return Line(number, not_run="no_response")
    body, request_id = response.get("body"), str(response.get("request_id") or "")[:120]
    status = response.get("status_code")
    if status == 200 and isinstance(body, dict):
        return Line(number, body=storable(body), request_id=request_id)
    told = body.get("error") if isinstance(body, dict) else None
    told = told if isinstance(told, dict) else {}
    return Line(number, error=_error(status, told), why=_why(told), request_id=request_id)


def _why(told: dict[str, Any]) -> str:
    """Code and message of an error: request_timeout: It took too long."""
    return shown(": ".join(str(told[name]) for name in ("code", "message") if told.get(name)))


def _error(status: Any, told: dict[str, Any]) -> OpenAIError:
    code, message = str(told.get("code") or ""), str(told.get("message") or "")
    return of_status(status if isinstance(status, int) else 500, code=code, message=message)


def _number(value: Any) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
