"""A reply, and errors in the words of OCLC's API and of the gateway before it."""

from dataclasses import dataclass, field
from typing import Any

JSON = "application/json;charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: status, body (JSON, or text or bytes as they are), its kind, more headers."""

    status: int
    body: Any
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The request is not valid: the reply says why."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.body)
        self.reply = reply


def problem(status: int, kind: str, title: str, detail: Any) -> Reply:
    """An error as the API itself words it."""
    return Reply(status, {"type": kind, "title": title, "detail": detail})


def gateway(status: int, message: str) -> Reply:
    """An error as the gateway words it."""
    return Reply(status, {"message": message}, "application/json")


def invalid(detail: str, kind: str = "INVALID_QUERY_PARAMETER_VALUE") -> Refused:
    return Refused(problem(400, kind, "Validation Failure", detail))


def not_found() -> Refused:
    detail = "The specified resource was not found at this address."
    return Refused(problem(404, "NOT_FOUND", "Resource Not Found", detail))


def repeats(token: str) -> Reply:
    """What the gateway says of a path that it does not know: the text has the token in it."""
    if not token:
        return gateway(403, "Missing Authentication Token")
    return gateway(
        403,
        f"'{token}' not a valid key=value pair (missing equal-sign) in Authorization header: "
        f"'Bearer {token}'.",
    )
