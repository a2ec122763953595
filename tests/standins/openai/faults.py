"""Faults that can be switched on, and which request each of them hits."""

import threading
from dataclasses import dataclass, fields
from typing import Any

# Errors as OpenAI words them: status, type, code, message (facts: openai, sections 1.3 and 9).
ERRORS: dict[str, tuple[int, str, str | None, str]] = {
    "401": (401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided: sk-…"),
    "403": (403, "invalid_request_error", "unsupported_country", "Country not supported."),
    "404_model": (404, "invalid_request_error", "model_not_found", "The model does not exist."),
    "400": (400, "invalid_request_error", None, "Unsupported parameter: 'max_tokens'."),
    "400_image": (400, "invalid_request_error", "image_parse_error", "The image cannot be parsed."),
    "400_context": (400, "invalid_request_error", "context_length_exceeded", "Too many tokens."),
    "quota": (429, "insufficient_quota", "insufficient_quota", "You exceeded your current quota."),
    "429": (429, "requests", "rate_limit_exceeded", "Rate limit reached for requests."),
    "500": (500, "server_error", None, "The server had an error while processing your request."),
    "503": (503, "server_error", None, "That model is currently overloaded."),
}
ANSWERS = {  # a whole answer of status 200 that is of no use
    "refusal",
    "length",
    "content_filter",
    "no_choices",
    "null_content",
    "broken_json",
    "wrong_shape",
    "html",
    "no_usage",
    "unknown_number",  # a judge names a record that was not given
    "gullible",  # it obeys what a text on a photo or in a record demands (judge.py, obeys.py)
    "contradicts",  # a judge claims that all fields agree, at 99, whatever differs
}
CONNECTION = {"hang", "drop_before", "drop_after"}
BATCH = {
    "create_500_made",  # the batch is made, and the answer is an error all the same
    "create_drop_made",
    "create_limit",
    "no_such_file",  # at the creation of a batch
    "token_limit",
    "all_failed",
    "some_failed",
    "expire",
    "stuck_finalizing",
    "late_output_id",  # both ids are told late; or only one of them
    "late_only_output",
    "late_only_error",
    "no_counts",
    "fail_half_way",
    "line_twice",
    "empty_error_id",
    "unknown_status",
    "missing_line",
    "bad_line",
    "not_found",
    "list_lag",
    "file_not_ready",
    "no_files",
    "raw_separator",
}


@dataclass(slots=True)
class Fault:
    """One fault: `kind` from the sets above, `where` a path that the request's must begin with.

    It hits `times` requests (-1: all) after it has let `skip` pass. `saying` restricts it to
    questions whose text, or what is seen on whose photos, contains these words. `seconds` is
    the Retry-After of an error and the length of a hang.
    """

    kind: str
    where: str = "/v1/chat/completions"
    times: int = 1
    skip: int = 0
    saying: str = ""
    seconds: float = 0.0

    def __post_init__(self) -> None:
        known = set(ERRORS) | ANSWERS | CONNECTION | BATCH
        if self.kind not in known:
            raise ValueError(f"no such fault: {self.kind}; known: {', '.join(sorted(known))}")


class Faults:
    """The faults that are switched on; `take` uses one up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._on: list[Fault] = []

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._on.append(fault)

    def add_json(self, data: dict[str, Any]) -> None:
        names = {field.name for field in fields(Fault)}
        self.add(Fault(**{name: value for name, value in data.items() if name in names}))

    def clear(self) -> None:
        with self._lock:
            self._on.clear()

    def take(self, where: str, text: str = "", kinds: set[str] | None = None) -> Fault | None:
        """The first fault that hits this request; it is used up by that."""
        with self._lock:
            for fault in self._on:
                if fault.times and self._hits(fault, where, text, kinds):
                    if fault.skip:
                        fault.skip -= 1
                        continue
                    fault.times -= 1
                    return fault
        return None

    @staticmethod
    def _hits(fault: Fault, where: str, text: str, kinds: set[str] | None) -> bool:
        if kinds is not None and fault.kind not in kinds:
            return False
        return where.startswith(fault.where) and fault.saying.lower() in text.lower()
