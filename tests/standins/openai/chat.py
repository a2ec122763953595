"""Chat completions: a request is checked as the service checks it, then answered.

The same function answers live requests and the lines of a batch.
"""

import itertools
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import jsonschema

from tests.standins.openai import schema_rules, sees
from tests.standins.openai.faults import ANSWERS, ERRORS, Fault, Faults
from tests.standins.openai.images import BadImage, Picture, picture
from tests.standins.openai.judge import judge
from tests.standins.openai.obeys import obey

DETAILS = {"auto", "low", "high", "original"}
CHARACTERS_PER_TOKEN = 4
NOT_MODELS = ("gpt-no-such", "")
JUDGES = "matchjudged"  # the name of the schema that asks for a judge

Judge = Callable[[str, dict[str, Any]], dict[str, Any]]  # text and blank answer → answer


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: status, body as JSON (or text), headers of its own."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Question:
    """A request as it was understood."""

    model: str
    text: str
    pictures: list[Picture]
    schema: dict[str, Any]
    name: str
    seen: list[dict[str, Any]]

    @property
    def tokens(self) -> int:
        words = len(self.text) // CHARACTERS_PER_TOKEN + 1
        shape = len(json.dumps(self.schema)) // CHARACTERS_PER_TOKEN
        return words + shape + sum(one.tokens for one in self.pictures)

    @property
    def judges(self) -> bool:
        return self.name == JUDGES

    @property
    def saying(self) -> str:
        """What a fault may ask for: the text, and what is seen on the photos."""
        return self.text + json.dumps(self.seen, ensure_ascii=False)


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
        self._numbers = itertools.count(1)

    def understand(self, body: Any) -> Question:
        """Raises Refused with the service's own reply where the request is not valid."""
        if not isinstance(body, dict):
            raise Refused(error(400, "We could not parse the JSON body of your request."))
        for name in ("model", "messages"):
            if not body.get(name):
                message = f"Missing required parameter: '{name}'."
                raise Refused(error(400, message, param=name, code="missing_required_parameter"))
        if body["model"].startswith(NOT_MODELS[0]):
            message = f"The model `{body['model']}` does not exist or you do not have access to it."
            raise Refused(error(404, message, code="model_not_found"))
        wrong = schema_rules.problem(body.get("response_format"))
        if wrong:
            message = f"Invalid schema for response_format: {wrong}."
            raise Refused(error(400, message, param="response_format"))
        shape = body["response_format"]["json_schema"]
        text, pictures = self._contents(body["messages"])
        seen = [self.truth.sees(one.looks) for one in pictures]
        return Question(body["model"], text, pictures, shape["schema"], shape["name"], seen)

    def _contents(self, messages: list[dict[str, Any]]) -> tuple[str, list[Picture]]:
        texts, pictures = [], []
        for message in messages:
            content = message.get("content")
            parts = [{"type": "text", "text": content}] if isinstance(content, str) else content
            for part in parts or ():
                if part.get("type") == "text":
                    texts.append(part["text"])
                else:
                    pictures.append(self._picture(part))
        return "\n".join(texts), pictures

    @staticmethod
    def _picture(part: dict[str, Any]) -> Picture:
        image = part.get("image_url")
        if part.get("type") != "image_url" or not isinstance(image, dict):
            message = "Invalid type for 'messages[0].content[1].image_url': expected an object."
            raise Refused(error(400, message, code="invalid_type"))
        detail = image.get("detail", "auto")
        if detail not in DETAILS:
            message = f"Invalid value: '{detail}'."
            raise Refused(error(400, message, code="invalid_value", param="detail"))
        try:
            return picture(str(image.get("url", "")), detail)
        except BadImage as bad:
            raise Refused(error(400, str(bad), code=bad.code)) from bad

    def reply(self, body: Any) -> Reply:
        """The whole answer to one request, with the faults that are switched on."""
        try:
            question = self.understand(body)
        except Refused as refused:
            return refused.reply
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
        spent = len(content) // CHARACTERS_PER_TOKEN + 1
        message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": None}
        finish = "stop"
        if fault == "refusal":
            message.update(content=None, refusal="I am sorry, I cannot help with that.")
        elif fault == "length" or spent > room:
            finish, spent = "length", min(spent, room)
            message["content"] = content[: spent * CHARACTERS_PER_TOKEN // 2]
        elif fault == "content_filter":
            finish = "content_filter"
            message["content"] = None
        elif fault == "null_content":
            message["content"] = None
        elif fault == "broken_json":
            message["content"] = content[:-1]
        choices = [] if fault == "no_choices" else [self._choice(message, finish)]
        return Reply(200, self._completion(question, choices, spent, usage=fault != "no_usage"))

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

    def _completion(
        self, question: Question, choices: list[Any], spent: int, *, usage: bool
    ) -> dict[str, Any]:
        told = {
            "prompt_tokens": question.tokens,
            "completion_tokens": spent,
            "total_tokens": question.tokens + spent,
            "prompt_tokens_details": {"cached_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 0},
        }
        return {
            "id": f"chatcmpl-{next(self._numbers):08d}",
            "object": "chat.completion",
            "created": int(time.time()),
            "model": question.model,
            "choices": choices,
            "usage": told if usage else None,
        }
