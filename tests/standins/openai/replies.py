"""A reply, an error in OpenAI's words, and the refusal of a request."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: status, body as JSON (or text), headers of its own."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The request is not valid: the reply says why."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.body)
        self.reply = reply


def error(
    status: int, message: str, *, kind: str = "", code: str | None = None, param: Any = None
) -> Reply:
    kind = kind or "invalid_request_error"
    body = {"error": {"message": message, "type": kind, "param": param, "code": code}}
    return Reply(status, body)


def refused(message: str, code: str | None = None, param: str | None = None) -> Refused:
    return Refused(error(400, message, code=code, param=param))
