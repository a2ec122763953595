"""Tokens that are counted, limits that are told, and many questions at once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from processing.clients.openai import Client
from processing.clients.openai_answers import parse
from processing.clients.openai_errors import Kind, OpenAIError
from processing.readers.openai.shape import PhotosRead
from tests.standins.openai import StandIn
from tests.standins.questions import Body, blank_jpeg, reading

FIXED = "Read what is printed. " * 300  # about 1,650 tokens


def usage(client: Client, body: Body) -> dict[str, Any]:
    told: dict[str, Any] = client.ask(body).body["usage"]
    return told


def test_fixed_text_that_came_before_is_read_from_the_cache(client: Client):
    first = usage(client, reading(blank_jpeg("white"), system=FIXED))
    second = usage(client, reading(blank_jpeg("red"), system=FIXED))
    assert first["prompt_tokens_details"]["cached_tokens"] == 0
    cached = second["prompt_tokens_details"]["cached_tokens"]
    assert 1024 <= cached < second["prompt_tokens"]
    assert cached % 128 == 0


def test_other_fixed_text_is_not_in_the_cache(client: Client):
    usage(client, reading(blank_jpeg(), system=FIXED))
    other = usage(client, reading(blank_jpeg(), system=f"Now {FIXED}"))
    assert other["prompt_tokens_details"]["cached_tokens"] == 0


def test_in_explicit_mode_photos_are_not_written_to_the_cache(client: Client):
    def ask(**more: Any) -> int:
        body = reading(blank_jpeg(), system=FIXED, **more)
        if more:
            body["messages"][0]["content"][0]["prompt_cache_breakpoint"] = {"mode": "explicit"}
        written: int = usage(client, body)["prompt_tokens_details"]["cache_write_tokens"]
        return written

    explicit = ask(prompt_cache_options={"mode": "explicit"}, prompt_cache_key="one")
    assert 0 < explicit < ask()
    assert ask(prompt_cache_options={"mode": "explicit"}, prompt_cache_key="one") == 0


@pytest.mark.parametrize(("effort", "tokens"), [("none", 0), ("low", 64), ("high", 64)])
def test_reasoning_is_counted_as_output(client: Client, effort: str, tokens: int):
    told = usage(client, reading(blank_jpeg(), reasoning_effort=effort))
    assert told["completion_tokens_details"]["reasoning_tokens"] == tokens
    assert told["completion_tokens"] > tokens


def test_over_the_limit_of_a_minute_the_wait_is_told(stand_in: StandIn, client: Client):
    stand_in.rpm = 2
    left = [client.ask(reading()).headers["x-ratelimit-remaining-requests"] for _ in range(2)]
    assert left == ["1", "0"]
    with pytest.raises(OpenAIError) as caught:
        client.ask(reading())
    assert caught.value.kind is Kind.BUSY
    assert 50 < (caught.value.retry_after or 0) <= 60
    stand_in.advance(61)
    assert parse(client.ask(reading()).body, PhotosRead).value


def test_headers_and_limits_can_be_set_from_outside(stand_in: StandIn, client: Client):
    root = stand_in.url.removesuffix("/v1")
    headers = {"x-ratelimit-remaining-tokens": "17"}
    httpx2.post(f"{root}/_test/set", json={"rpm": 9, "headers": headers}).raise_for_status()
    told = client.ask(reading()).headers
    assert told["x-ratelimit-remaining-tokens"] == "17"
    assert told["x-ratelimit-limit-requests"] == "9"
    assert httpx2.get(f"{root}/_test/state").json()["calls"] == {"200": 1}


def test_fifty_questions_at_once_are_all_answered(stand_in: StandIn, client: Client):
    stand_in.latency = 0.5
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: client.ask(reading(blank_jpeg())), range(50)))
    assert all(parse(answer.body, PhotosRead).value for answer in answers)
    assert len({answer.request_id for answer in answers}) == 50
    assert 10 < stand_in.most_at_once <= 50


def test_photos_need_not_be_kept(stand_in: StandIn, client: Client):
    stand_in.keep_photos = False
    client.ask(reading(blank_jpeg()))
    url = stand_in.asked()[0].body["messages"][1]["content"][1]["image_url"]["url"]
    assert url.endswith(" characters")
