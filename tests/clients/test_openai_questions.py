"""A question as it is stored and as it is sent."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel

from processing.clients.dialects import dialect
from processing.clients.image_tokens import family
from processing.clients.openai_questions import (
    Image,
    Question,
    body,
    estimated_input,
    images_of,
    request_hash,
)


class Seen(BaseModel):
    """A small shape."""

    title: str | None


PHOTO = Image(7, "a" * 64, (1824, 1368), None, ((0, 0, 10, 10),))


def question(**more: Any) -> Question[Seen]:
    parts = ("Photo 1:", PHOTO, "That was all.")
    values: dict[str, Any] = {"model": "gpt-5.6-luna", "parts": parts, **more}
    return Question(prompt_version="v1", instructions="Read.", shape=Seen, room=100, **values)


def sent(**more: Any) -> dict[str, Any]:
    return body(question(**more).stored(), lambda image: b"JPEG")


def test_a_stored_question_gives_its_photos_back():
    assert images_of(question().stored()) == (PHOTO,)


def test_the_same_photo_in_another_row_is_the_same_question():
    moved = question(parts=("Photo 1:", replace(PHOTO, photo=99), "That was all."))
    assert request_hash(moved.stored()) == request_hash(question().stored())


def test_whatever_changes_what_is_sent_is_another_question():
    others = [
        question(model="gpt-6-luna"),
        question(effort="high"),
        question(parts=("Photo 1:", replace(PHOTO, covers=()), "That was all.")),
        question(parts=("Photo 1:", replace(PHOTO, crop=(0, 0, 5, 5)), "That was all.")),
        question(parts=("Photo 1:", replace(PHOTO, sha256="b" * 64), "That was all.")),
        replace(question(), instructions="Read well."),
        replace(question(), room=200),
    ]
    hashes = {request_hash(one.stored()) for one in (question(), *others)}
    assert len(hashes) == len(others) + 1


def test_fixed_text_comes_first_and_ends_at_a_breakpoint_of_the_cache():
    """Photos are sent once: writing them to the cache would cost a quarter more."""
    request = sent()
    assert request["messages"][0]["content"][0]["prompt_cache_breakpoint"] == {"mode": "explicit"}
    assert request["prompt_cache_options"] == {"mode": "explicit"}
    assert [part["type"] for part in request["messages"][1]["content"]] == [
        "text",
        "image_url",
        "text",
    ]


def test_models_that_reason_are_asked_to_reason_little_unless_somebody_says_otherwise():
    assert sent()["reasoning_effort"] == "low"
    assert sent(effort="medium")["reasoning_effort"] == "medium"
    assert "reasoning_effort" not in sent(model="gpt-4.1-mini")


def test_a_server_of_ones_own_gets_only_what_all_servers_understand():
    request = sent(model="qwen2.5-vl-7b")
    assert set(request) == {"model", "messages", "response_format", "max_tokens"}


@pytest.mark.parametrize("model", ["gpt-7-sol", "o5-mini", "chat-latest"])
def test_openai_itself_is_asked_in_its_own_way_for_a_model_with_a_new_name(model: str):
    request = body(question(model=model).stored(), lambda image: b"JPEG", at_openai=True)
    own = {"max_completion_tokens", "store"}
    assert set(request) == {"model", "messages", "response_format", *own}
    assert request["store"] is False


@pytest.mark.parametrize("base", ["gpt-4.1", "gpt-5.6-luna", "o3"])
def test_a_fine_tuned_model_is_asked_as_what_it_was_made_of(base: str):
    tuned = f"ft:{base}:library::x"
    assert dialect(tuned) == dialect(base)
    assert family(tuned) == family(base)
    assert {**sent(model=tuned), "model": base} == sent(model=base)


def test_no_answer_is_to_be_stored_at_openai():
    assert sent()["store"] is False
    assert sent()["max_completion_tokens"] == 100


def test_the_estimate_counts_photos_and_text():
    assert 2942 < estimated_input(question().stored()) < 3100
