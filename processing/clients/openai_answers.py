"""What an answer of the model is, whichever road it came by: one parser for live and batch bodies.

`.parse()` of the SDK is not used: in several bad cases it throws away usage and text (facts:
openai, section 4.4), and a line of a batch has to be parsed by hand anyway.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from openai.lib._pydantic import to_strict_json_schema
from pydantic import BaseModel, ValidationError

from processing.clients.hidden import hidden
from processing.clients.prices import Usage, usage_of
from processing.clients.storable import storable

Shape = TypeVar("Shape", bound=BaseModel)
NOTHING = Usage()
SHOWN = 300  # characters of a model's own words in a message


class Outcome(StrEnum):
    """What came back. Only a usable answer is ever used again."""

    USABLE = "usable"
    REFUSED = "refused"
    CUT_OFF = "cut_off"
    FILTERED = "filtered"
    EMPTY = "empty"
    BROKEN = "broken"


_WORDS = {
    Outcome.CUT_OFF: "The model's answer was cut off before its end.",
    Outcome.FILTERED: "The model's answer was held back by a content filter.",
    Outcome.EMPTY: "The model gave no answer.",
    Outcome.BROKEN: "The model's answer does not have the shape that was asked for.",
}


@dataclass(frozen=True, slots=True)
class Answer(Generic[Shape]):
    """One answer. `value` is there for USABLE alone; `words` say for people what is wrong."""

    outcome: Outcome
    value: Shape | None = None
    words: str = ""
    usage: Usage = NOTHING


def response_format(shape: type[BaseModel]) -> dict[str, Any]:
    """The parameter that makes the answer keep the shape (strict mode)."""
    name = shape.__name__.lower()
    schema = {"name": name, "strict": True, "schema": to_strict_json_schema(shape)}
    return {"type": "json_schema", "json_schema": schema}


def parse(body: Any, shape: type[Shape]) -> Answer[Shape]:
    """Reads the body of a chat completion. Nothing in it is believed to be there."""
    usage = usage_of(body)
    choice = _first(_get(body, "choices"))
    message = _get(choice, "message")
    if refusal := _get(message, "refusal"):
        words = f"The model refused to answer: {hidden(str(refusal))[:SHOWN]}"
        return Answer(Outcome.REFUSED, words=words, usage=usage)
    finish, content = _get(choice, "finish_reason"), _get(message, "content")
    if finish == "length":
        return _useless(Outcome.CUT_OFF, usage)
    if finish == "content_filter":
        return _useless(Outcome.FILTERED, usage)
    if not isinstance(content, str) or not content.strip():
        return _useless(Outcome.EMPTY, usage)
    try:
        value = shape.model_validate(storable(json.loads(content)))  # escapes hide such signs
    except (ValidationError, ValueError, RecursionError):
        return _useless(Outcome.BROKEN, usage)
    return Answer(Outcome.USABLE, value, usage=usage)


def _useless(outcome: Outcome, usage: Usage) -> Answer[Any]:
    return Answer(outcome, words=_WORDS[outcome], usage=usage)


def _get(data: Any, name: str) -> Any:
    return data.get(name) if isinstance(data, dict) else None


def _first(data: Any) -> Any:
    return data[0] if isinstance(data, list) and data else None
