"""Chat completions: a request is checked as the service checks it, then answered.

The same function answers live requests and the lines of a batch.
"""

import itertools
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jsonschema

from tests.standins.openai import contents, parameters, schema_rules, sees
from tests.standins.openai.caching import Cache
from tests.standins.openai.contents import CHARACTERS_PER_TOKEN, Part
from tests.standins.openai.faults import ANSWERS, ERRORS, Fault, Faults
from tests.standins.openai.judge import judge
from tests.standins.openai.obeys import obey
from tests.standins.openai.replies import Refused, Reply, error, refused

REASONING_TOKENS = 64
JUDGES = "matchjudged"  # the name of the schema that asks for a judge

Judge = Callable[[str, dict[str, Any]], dict[str, Any]]  # text and blank answer → answer


@dataclass(slots=True)
class Question:
    """A request as it was understood."""

    model: str
    parts: list[Part]
    schema: dict[str, Any]
    name: str
    seen: list[dict[str, Any]]

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts if part.picture is None)

    @property
    def shape_tokens(self) -> int:
        return len(json.dumps(self.schema)) // CHARACTERS_PER_TOKEN

    @property
    def tokens(self) -> int:
        return self.shape_tokens + sum(part.tokens for part in self.parts)

    @property
    def judges(self) -> bool:
        return self.name == JUDGES

    @property
    def saying(self) -> str:
        """What a fault may ask for: the text, and what is seen on the photos."""
        return self.text + json.dumps(self.seen, ensure_ascii=False)


def failed(fault: Fault) -> Reply:
    """The reply of an error that is switched on."""
    status, kind, code, message = ERRORS[fault.kind]
    reply = error(status, message, kind=kind, code=code)
    if fault.seconds:
        reply.headers["retry-after"] = f"{fault.seconds:g}"
    return reply


class Chat:
    """Answers questions: what it sees on photos, or which record fits."""

    def __init__(self, faults: Faults, truth: sees.Truth) -> None:
        self.faults, self.truth = faults, truth
        self.judge: Judge | None = None  # who judges in place of the built-in one
        self._cache = Cache()
        self._numbers = itertools.count(1)

    def understand(self, body: Any) -> Question:
        """Raises Refused with the service's own reply where the request is not valid."""
        if not isinstance(body, dict):
            raise refused("We could not parse the JSON body of your request.")
        parameters.check(body)
        if wrong := schema_rules.problem(body.get("response_format")):
            named = (body.get("response_format") or {}).get("json_schema") or {}
            message = f"Invalid schema for response_format '{named.get('name')}': {wrong}."
            raise refused(message, param="response_format")
        shape = body["response_format"]["json_schema"]
        parts = contents.parts(body["messages"])
        seen = [self.truth.sees(one.picture.looks) for one in parts if one.picture]
        return Question(body["model"], parts, shape["schema"], shape["name"], seen)

    def reply(self, body: Any) -> Reply:
        """The whole answer to one request, with the faults that are switched on."""
        try:
            question = self.understand(body)
        except Refused as problem:
            return problem.reply
        where = "/v1/chat/completions"
        if hit := self.faults.take(where, question.saying, set(ERRORS)):
            return failed(hit)
        hit = self.faults.take(where, question.saying, ANSWERS)
        return self._answer(body, question, hit.kind if hit else "")

    def _answer(self, body: dict[str, Any], question: Question, fault: str) -> Reply:
        if fault == "html":
            return Reply(200, "<html><body>Bad gateway</body></html>")
        content = json.dumps(self._content(question, fault), ensure_ascii=False)
        room = body.get("max_completion_tokens") or body.get("max_tokens") or 10**9
        thought = REASONING_TOKENS if parameters.reasons(body) else 0
        spent = thought + len(content) // CHARACTERS_PER_TOKEN + 1
        message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": None}
        finish = "stop"
        if fault == "refusal":
            message.update(content=None, refusal="I am sorry, I cannot help with that.")
        elif fault == "length" or spent > room:
            finish, spent = "length", min(spent, room)
            shown = max(0, spent - thought) * CHARACTERS_PER_TOKEN // 2
            message["content"] = content[:shown]
        elif fault == "content_filter":
            finish = "content_filter"
            message["content"] = None
        elif fault == "null_content":
            message["content"] = None
        elif fault == "broken_json":
            message["content"] = content[:-1]
        choices = [] if fault == "no_choices" else [self._choice(message, finish)]
        used = self._usage(body, question, spent, min(thought, spent))
        return Reply(
            200, self._completion(question, choices, None if fault == "no_usage" else used)
        )

    @staticmethod
    def _choice(message: dict[str, Any], finish: str) -> dict[str, Any]:
        return {"index": 0, "message": message, "finish_reason": finish, "logprobs": None}

    def _content(self, question: Question, fault: str) -> Any:
        if fault == "wrong_shape":
            return {"something": "else"}
        answer = self._judged(question, fault) if question.judges else self._read(question, fault)
        jsonschema.validate(answer, question.schema)  # a strict answer keeps its schema
        return answer

    def _judged(self, question: Question, fault: str) -> Any:
        if self.judge is None:
            answer = judge(question.text, fault)
        else:
            answer = self.judge(question.text, schema_rules.empty(question.schema))
        return {**answer, "number": "999999999"} if fault == "unknown_number" else answer

    @staticmethod
    def _read(question: Question, fault: str) -> Any:
        answer = sees.reading(question.seen, schema_rules.empty(question.schema))
        return obey(answer) if fault == "gullible" else answer

    def _usage(
        self, body: dict[str, Any], question: Question, spent: int, thought: int
    ) -> dict[str, Any]:
        read, wrote = self._cache.ask(body, question.shape_tokens, question.parts)
        charged = body["model"].startswith(parameters.BREAKPOINTS)
        details = {"cached_tokens": read, **({"cache_write_tokens": wrote} if charged else {})}
        return {
            "prompt_tokens": question.tokens,
            "completion_tokens": spent,
            "total_tokens": question.tokens + spent,
            "prompt_tokens_details": details,
            "completion_tokens_details": {"reasoning_tokens": thought},
        }

    def _completion(self, question: Question, choices: list[Any], usage: Any) -> dict[str, Any]:
        return {
            "id": f"chatcmpl-{next(self._numbers):08d}",
            "object": "chat.completion",
            "created": int(time.time()),
            "model": question.model,
            "choices": choices,
            "usage": usage,
        }
