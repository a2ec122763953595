"""The client against the stand-in, over real HTTP with the real SDK."""

import base64
import io
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from PIL import Image
from pydantic import BaseModel

from processing.clients.openai import Client
from processing.clients.openai_answers import Outcome, parse, response_format
from processing.clients.openai_errors import Kind, OpenAIError
from processing.clients.openai_failures import of_status
from processing.clients.prices import Usage
from processing.clients.storable import storable
from tests.standins.openai import StandIn


class Shown(BaseModel):
    """A small shape."""

    title: str | None
    photo: int


def data_url(kind: str = "JPEG", size: tuple[int, int] = (1824, 1368)) -> str:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(out.getvalue()).decode()}"


def question(**more: Any) -> dict[str, Any]:
    image = {"type": "image_url", "image_url": {"url": data_url(), "detail": "high"}}
    content = [{"type": "text", "text": "Read the photo."}, image]
    return {
        "model": "gpt-5.6-luna",
        "messages": [{"role": "user", "content": content}],
        "response_format": response_format(Shown),
        **more,
    }


def test_a_question_is_answered_with_tokens_and_a_request_id(client: Client):
    raw = client.ask(question())
    answer = parse(raw.body, Shown)
    assert answer.outcome is Outcome.USABLE
    assert answer.value == Shown(title=None, photo=0)
    assert answer.usage.input > 2942  # the photo alone
    assert answer.usage.output > 0
    assert raw.request_id.startswith("req_")
    assert raw.headers["x-ratelimit-limit-requests"] == "5000"


def test_an_empty_base_url_means_openai_itself():
    assert Client("sk-test", "").base_url == "https://api.openai.com/v1"
    assert Client("sk-test", "").is_openai
    assert not Client("sk-test", "http://localhost:11434/v1").is_openai


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ("refusal", Outcome.REFUSED),
        ("length", Outcome.CUT_OFF),
        ("content_filter", Outcome.FILTERED),
        ("null_content", Outcome.EMPTY),
        ("no_choices", Outcome.EMPTY),
        ("broken_json", Outcome.BROKEN),
        ("wrong_shape", Outcome.BROKEN),
    ],
)
def test_an_answer_of_no_use_is_told_apart_and_its_tokens_count(
    stand_in: StandIn, client: Client, fault: str, outcome: Outcome
):
    stand_in.fault(fault)
    answer = parse(client.ask(question()).body, Shown)
    assert answer.outcome is outcome
    assert answer.value is None
    assert answer.words
    assert answer.usage.input > 0


def test_an_answer_without_usage_is_good_all_the_same(stand_in: StandIn, client: Client):
    stand_in.fault("no_usage")
    answer = parse(client.ask(question()).body, Shown)
    assert answer.outcome is Outcome.USABLE
    assert answer.usage.input == 0


@pytest.mark.parametrize(
    ("fault", "kind", "of_service", "retryable"),
    [
        ("401", Kind.KEY, True, False),
        ("403", Kind.FORBIDDEN, True, False),
        ("404_model", Kind.MODEL, True, False),
        ("400", Kind.REQUEST, False, False),
        ("400_image", Kind.IMAGE, False, False),
        ("400_context", Kind.REQUEST, False, False),
        ("quota", Kind.CREDIT, True, True),
        ("429", Kind.BUSY, True, True),
        ("500", Kind.DOWN, True, True),
        ("503", Kind.DOWN, True, True),
        ("html", Kind.DOWN, True, True),
        ("drop_before", Kind.DOWN, True, True),
        ("drop_after", Kind.DOWN, True, True),
    ],
)
def test_each_error_says_what_follows_from_it(
    stand_in: StandIn, client: Client, fault: str, kind: Kind, *, of_service: bool, retryable: bool
):
    stand_in.fault(fault)
    with pytest.raises(OpenAIError) as caught:
        client.ask(question())
    assert caught.value.kind is kind
    assert caught.value.of_service is of_service
    assert caught.value.retryable is retryable
    assert str(caught.value).endswith(".")


def test_a_question_is_sent_once_whatever_happens_to_it(stand_in: StandIn, client: Client):
    """Repeating is paying twice: the SDK's own retries are off."""
    for fault in ("500", "429", "drop_after"):
        stand_in.calls.clear()
        stand_in.fault(fault)
        with pytest.raises(OpenAIError):
            client.ask(question())
        assert len(stand_in.asked()) == 1


@pytest.mark.parametrize("seconds", [1, 300])
def test_the_wait_that_the_server_asks_for_is_kept(stand_in: StandIn, client: Client, seconds: int):
    stand_in.fault("429", seconds=seconds)
    with pytest.raises(OpenAIError) as caught:
        client.ask(question())
    assert caught.value.retry_after == seconds


def test_a_server_that_hangs_ends_in_words_and_may_have_been_paid(
    stand_in: StandIn, make_client: Callable[..., Client]
):
    impatient = make_client(stand_in.url, seconds=0.3)
    stand_in.fault("hang", seconds=1)
    with pytest.raises(OpenAIError, match="did not answer within") as caught:
        impatient.ask(question())
    assert caught.value.possibly_paid
    assert caught.value.retryable


def test_a_server_that_is_not_there_is_a_service_that_cannot_be_reached(
    make_client: Callable[..., Client],
):
    with pytest.raises(OpenAIError, match="cannot be reached"):
        make_client("http://127.0.0.1:9/v1").ask(question())


def test_a_photo_that_is_none_is_refused_by_the_service(client: Client):
    body = question()
    body["messages"][0]["content"][1]["image_url"]["url"] = "data:image/jpeg;base64,AAAA"
    with pytest.raises(OpenAIError) as caught:
        client.ask(body)
    assert caught.value.kind is Kind.IMAGE


def test_too_little_room_cuts_the_answer_off(client: Client):
    answer = parse(client.ask(question(max_completion_tokens=2)).body, Shown)
    assert answer.outcome is Outcome.CUT_OFF


@pytest.mark.parametrize("body", [None, [], "text", {}, {"choices": "x"}, {"choices": [{}]}])
def test_a_body_of_any_shape_is_an_empty_answer(body: Any):
    assert parse(body, Shown).outcome is Outcome.EMPTY


def answered(content: str, **more: Any) -> dict[str, Any]:
    """The body of an answer with this text."""
    return {"choices": [{"message": {"content": content}, "finish_reason": "stop"}], **more}


def test_signs_that_no_database_stores_do_not_come_out_of_an_answer():
    """Escaped in the text of the answer, they are not seen before that is read."""
    told = answered(r'{"title": "Half \ud83d a note\u0000", "photo": 1}')
    assert parse(told, Shown).value == Shown(title="Half ? a note", photo=1)
    assert storable({"logprob": float("nan"), "top": [float("inf"), 0.5]}) == {
        "logprob": None,
        "top": [None, 0.5],
    }


def test_an_error_s_words_can_be_stored_too():
    error = of_status(400, message="Bad \0 \ud800 sign")
    assert str(error) == "OpenAI does not take this question: Bad  ? sign"


def test_tokens_that_no_answer_can_have_are_not_counted():
    usage = {"prompt_tokens": 10**30, "completion_tokens": 12}
    assert parse(answered("", usage=usage), Shown).usage == Usage(output=12)


class Elsewhere(BaseHTTPRequestHandler):
    """Sends every question on to another address."""

    to = ""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(307)
        self.send_header("Location", f"{self.to}/chat/completions")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def test_a_question_is_not_sent_on_to_where_nobody_has_confirmed(
    stand_in: StandIn, make_client: Callable[..., Client]
):
    handler = type("ToStandIn", (Elsewhere,), {"to": stand_in.url})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(OpenAIError) as caught:
            make_client(f"http://127.0.0.1:{server.server_port}/v1").ask(question())
        server.shutdown()
    assert stand_in.asked() == []
    assert "OPENAI_BASE_URL" in str(caught.value)
    assert not caught.value.retryable
