"""What the service refuses, the stand-in refuses: parameters, images, schemas."""

import copy
from typing import Any

import httpx2
import pytest

from processing.clients.openai import Client
from processing.clients.openai_answers import Outcome, parse
from processing.clients.openai_errors import Kind, OpenAIError
from processing.readers.openai.shape import PhotosRead
from tests.standins.openai import StandIn, schema_rules
from tests.standins.questions import Body, blank_jpeg, image_part, reading


def post(stand_in: StandIn, body: Body) -> httpx2.Response:
    """The bare request: the SDK itself would not send some of these."""
    headers = {"Authorization": "Bearer sk-test"}
    return httpx2.post(f"{stand_in.url}/chat/completions", json=body, headers=headers)


@pytest.mark.parametrize(
    ("more", "code", "param"),
    [
        ({"max_token": 5}, "unknown_parameter", "max_token"),
        ({"max_tokens": 5}, "unsupported_parameter", "max_tokens"),
        ({"max_completion_tokens": 0}, "integer_below_min_value", "max_completion_tokens"),
        ({"reasoning_effort": "huge"}, "invalid_value", "reasoning_effort"),
        ({"reasoning_effort": "low", "model": "gpt-4o"}, None, None),
        ({"temperature": 0}, "unsupported_value", "temperature"),
        ({"store": "no"}, "invalid_type", "store"),
        ({"prompt_cache_key": 5}, "invalid_type", "prompt_cache_key"),
        ({"prompt_cache_options": {"mode": "no"}}, "invalid_value", "prompt_cache_options.mode"),
        ({"prompt_cache_options": {"x": 1}}, "unknown_parameter", "prompt_cache_options.x"),
        ({"prompt_cache_options": {}, "model": "gpt-4o"}, "unsupported_parameter", None),
        ({"stream": True}, "unsupported_value", "stream"),
        ({"model": ""}, "missing_required_parameter", "model"),
        ({"messages": [{"role": "boss", "content": "x"}]}, "invalid_value", "messages[0].role"),
    ],
)
def test_a_wrong_parameter_is_refused(stand_in: StandIn, more: Body, code: Any, param: Any):
    answer = post(stand_in, reading(blank_jpeg(), **more))
    wrong = answer.json()["error"]
    assert answer.status_code == 400
    assert wrong["code"] == code
    assert param in (None, wrong["param"])


def test_all_that_the_program_sends_is_taken(client: Client):
    body = reading(blank_jpeg(), store=False, reasoning_effort="low", prompt_cache_key="read-1")
    body["prompt_cache_options"] = {"mode": "explicit", "ttl": "30m"}
    body["messages"][0]["content"][0]["prompt_cache_breakpoint"] = {"mode": "explicit"}
    assert parse(client.ask(body).body, PhotosRead).outcome is Outcome.USABLE
    older = reading(blank_jpeg(), model="gpt-4o", max_tokens=4000, temperature=0)
    assert parse(client.ask(older).body, PhotosRead).outcome is Outcome.USABLE


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"image_url": "data:image/jpeg;base64,AAAA"}, "invalid_type"),
        ({"image_url": {"url": "https://example.org/x.jpg"}}, "invalid_image_url"),
        ({"image_url": {"url": "data:image/jpeg;base64,AAAA"}}, "image_parse_error"),
        ({"image_url": {"url": "data:image/jpeg;base64,?"}}, "invalid_base64_image"),
        ({"image_url": {"url": "x", "detail": "best"}}, "invalid_value"),
        ({"prompt_cache_breakpoint": {"mode": "now"}}, "invalid_value"),
        ({"other": 1}, "unknown_parameter"),
    ],
)
def test_a_wrong_image_is_refused(stand_in: StandIn, change: Body, code: str):
    body = reading(blank_jpeg())
    body["messages"][1]["content"][1].update(change)
    answer = post(stand_in, body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


def test_an_image_belongs_to_the_user(stand_in: StandIn):
    body = reading()
    body["messages"][0]["content"].append(image_part(blank_jpeg()))
    assert "role 'system' contains an image" in post(stand_in, body).json()["error"]["message"]


def test_more_than_1500_images_are_refused(client: Client):
    with pytest.raises(OpenAIError, match="Too many images") as caught:
        client.ask(reading(*[blank_jpeg()] * 1501))
    assert caught.value.kind is Kind.REQUEST


LEAF: Body = {"type": "string"}


def shape(properties: Body, **more: Any) -> Body:
    keys = list(properties)
    return {
        "type": "object",
        "properties": properties,
        "required": keys,
        "additionalProperties": False,
        **more,
    }


def problem(schema: Body, **more: Any) -> str | None:
    named = {"name": "shown", "strict": True, "schema": schema, **more}
    return schema_rules.problem({"type": "json_schema", "json_schema": named})


def nested(levels: int) -> Body:
    schema = LEAF
    for _ in range(levels):
        schema = shape({"inner": schema})
    return schema


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        (shape({"a": LEAF}, required=[]), "missing: a"),
        (shape({"a": LEAF}, required=["a", "b"]), "extra required keys: b"),
        (shape({"a": LEAF}, additionalProperties=True), "additionalProperties"),
        (shape({"a": {**LEAF, "default": "x"}}), "'default' is not permitted"),
        (shape({"a": {"description": "anything"}}), "must have a 'type'"),
        (shape({"a": {"$ref": "#/$defs/b"}}), "does not exist"),
        (shape({"a": {"$ref": "#", "description": "x"}}), "cannot have keywords"),
        (shape({"a": {"enum": [str(n) for n in range(1001)]}}), "too large"),
        (shape({"a": {"enum": ["x" * 99 + str(n) for n in range(251)]}}), "enum is too large"),
        (nested(10), "nested too deep"),
        (shape({"a": {"$ref": "#/$defs/d"}}, **{"$defs": {"d": nested(9)}}), "nested too deep"),
        ({"anyOf": [LEAF]}, "object at its root"),
    ],
)
def test_a_schema_that_is_not_strict_is_refused(schema: Body, words: str):
    assert words in str(problem(schema))


def test_a_schema_that_leads_back_to_itself_is_allowed():
    part = shape({"parts": {"type": "array", "items": {"$ref": "#/$defs/part"}}})
    assert problem(shape({"a": {"$ref": "#/$defs/part"}}, **{"$defs": {"part": part}})) is None
    assert problem(nested(9)) is None


def test_the_name_of_a_schema_is_short_and_plain():
    assert "name" in str(problem(nested(1), name="a name"))
    assert "name" in str(problem(nested(1), name="a" * 65))


def test_a_refused_schema_is_named(stand_in: StandIn):
    body = copy.deepcopy(reading(blank_jpeg()))
    body["response_format"]["json_schema"]["schema"]["required"] = []
    wrong = post(stand_in, body).json()["error"]
    assert wrong["message"].startswith("Invalid schema for response_format 'photosread': ")
    assert (wrong["param"], wrong["code"]) == ("response_format", None)
