"""Faults that can be switched on, and what each of them does to an answer."""

import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from email.utils import formatdate
from typing import Any

from tests.standins.worldcat.replies import Reply, gateway, problem, repeats

HTML = (
    "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
)
ERRORS = {  # a whole answer instead of the real one
    "400": problem(400, "INVALID_QUERY_PARAMETER_VALUE", "Validation Failure", "Invalid query."),
    "401": gateway(401, "Unauthorized"),
    "403": gateway(403, "Forbidden"),
    "404": problem(404, "NOT_FOUND", "Resource Not Found", "The specified resource was not found."),
    "429": gateway(429, "Too Many Requests"),  # `seconds`: Retry-After; 0: without one
    "429_date": gateway(429, "Limit Exceeded"),  # Retry-After as a date, `seconds` from now
    "500": problem(500, "INTERNAL_SERVER_ERROR", "Internal Server Error", "An error occurred."),
    "502": gateway(502, "Internal server error"),
    "503": gateway(503, "Service Unavailable"),  # `seconds`: Retry-After
    "504": gateway(504, "Endpoint request timed out"),
    "html": Reply(200, HTML, "text/html"),
    "html_502": Reply(502, HTML, "text/html"),
    "empty": Reply(200, ""),
}
TOKEN = {"403_token"}  # a 403 whose body repeats the token
CONNECTION = {
    "drop",  # closed before anything was done
    "drop_after",  # closed after the work
    "cut_off",  # closed in the middle of the body
}
SPOILED = {  # the real answer, changed
    "slow",  # `seconds` late
    "truncated",  # half of the JSON
    "206",
    "missing_fields",  # records with nothing but their number
    "bare_records",  # records with nothing at all
    "wrong_types",  # numbers as integers, null where a list or an object was, texts as lists
    "merged",  # by number: the record comes under another number, the asked one is merged
}
KINDS = set(ERRORS) | TOKEN | CONNECTION | SPOILED


@dataclass(slots=True)
class Fault:
    """One fault: `kind` from the sets above, `where` a part of the request's path.

    It hits `times` requests (-1: all; when not given once, or all where there is a `share`) after
    it has let `skip` pass, and of those a `share` by lot. `saying` restricts it to requests with
    these words in a parameter. `seconds` is what the kind says.
    """

    kind: str
    where: str = "/worldcat"
    times: int | None = None
    skip: int = 0
    share: float = 1.0
    saying: str = ""
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind}; known: {', '.join(sorted(KINDS))}")
        if self.times is None:
            self.times = 1 if self.share >= 1 else -1


class Faults:
    """The faults that are switched on; `take` uses one up. The lot is drawn from a fixed seed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._on: list[Fault] = []
        self._lot = random.Random(7)

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._on.append(fault)

    def add_json(self, data: dict[str, Any]) -> None:
        names = {field.name for field in fields(Fault)}
        self.add(Fault(**{name: value for name, value in data.items() if name in names}))

    def clear(self) -> None:
        with self._lock:
            self._on.clear()

    def take(self, path: str, text: str) -> Fault | None:
        """The first fault that hits this request; it is used up by that."""
        with self._lock:
            for fault in self._on:
                if not fault.times or not self._hits(fault, path, text):
                    continue
                if fault.skip:
                    fault.skip -= 1
                    continue
                if fault.share < 1 and self._lot.random() >= fault.share:
                    continue
                fault.times = (fault.times or 0) - 1
                return replace(fault)
        return None

    @staticmethod
    def _hits(fault: Fault, path: str, text: str) -> bool:
        return fault.where in path and fault.saying.lower() in text.lower()


def instead(fault: Fault | None, token: str) -> Reply | None:
    """The reply that a fault gives in place of the real one."""
    if fault is None:
        return None
    if fault.kind in TOKEN:
        return repeats(token or "tk_none")
    reply = ERRORS.get(fault.kind)
    if reply is None or not fault.seconds:
        return reply
    wait = f"{fault.seconds:g}"
    if fault.kind == "429_date":
        wait = formatdate(time.time() + fault.seconds, usegmt=True)
    return replace(reply, headers={"Retry-After": wait})


def spoiled(fault: Fault | None, reply: Reply) -> Reply:
    """The real reply as a fault leaves it."""
    if fault is None or reply.status != 200:
        return reply
    if fault.kind == "206":
        return replace(reply, status=206)
    if fault.kind == "truncated":
        text = reply.body if isinstance(reply.body, str | bytes) else json.dumps(reply.body)
        return replace(reply, body=text[: len(text) // 2])
    if isinstance(reply.body, dict) and fault.kind in CHANGES:
        return replace(reply, body=CHANGES[fault.kind](reply.body))
    return reply


def _only_numbers(body: dict[str, Any]) -> dict[str, Any]:
    if "oclcNumber" in body:
        return {"oclcNumber": body["oclcNumber"]}
    if "identifier" in body:
        return {"identifier": {"oclcNumber": body["identifier"]["oclcNumber"]}}
    return _each_record(body, _only_numbers)


def _bare(body: dict[str, Any]) -> dict[str, Any]:
    return _each_record(body, lambda _: {}) if "numberOfRecords" in body else {}


def _each_record(body: dict[str, Any], change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    return {
        name: [change(one) for one in value] if isinstance(value, list) else value
        for name, value in body.items()
    }


def _wrong(value: Any, name: str = "") -> Any:
    """The same with other types; the lists of records stay, so that there is something to read."""
    if name in ("bibRecords", "briefRecords"):
        return [_wrong(one) for one in value]
    if isinstance(value, dict):
        if name in ("catalogingInfo", "edition", "musicInfo"):
            return None
        return {key: _wrong(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return None
    if name == "title":
        return [value]
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return str(value) if isinstance(value, int) else value


CHANGES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "missing_fields": _only_numbers,
    "bare_records": _bare,
    "wrong_types": _wrong,
}
