"""What a server echoes: no photo and no key of it reaches a page or a log."""

from typing import Any

import pytest

from processing.clients.hidden import hidden
from processing.clients.openai_answers import parse
from processing.clients.openai_batches import batch_of
from processing.clients.openai_errors import SHOWN, Kind, words_of
from processing.clients.openai_failures import of_status
from tests.clients.test_openai import Shown

KEY = "library/key+of the lake"
PHOTO = "data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ+/=="
ECHOES = {
    "a photo": f"Cannot use {PHOTO}.",
    "a photo in escaped JSON": "Cannot use " + PHOTO.replace("/", "\\/") + ".",
    "a key of OpenAI": "Cannot use sk-proj-4AAQabcdefgh.",
    "a key with stars": "Cannot use sk-4AAQ********mnop.",
    "the key that is set": f"Cannot use {KEY}.",
    "that key in other letters": f"Cannot use {KEY.upper()}.",
    "that key in an address": "Cannot use library%2Fkey%2Bof%20the%20lake.",
}


@pytest.fixture(autouse=True)
def _key(settings: Any) -> None:
    settings.OPENAI_API_KEY = KEY


@pytest.mark.parametrize("said", ECHOES.values(), ids=ECHOES)
def test_the_words_of_an_error_show_no_photo_and_no_key(said: str):
    assert words_of(Kind.REQUEST, said).endswith("question: Cannot use ….")
    assert str(of_status(400, message=said)).endswith("Cannot use ….")


@pytest.mark.parametrize("said", ECHOES.values(), ids=ECHOES)
def test_nor_does_what_a_batch_says_of_its_lines(said: str):
    problem = {"code": "invalid", "message": said, "line": 1}
    data = {"id": "batch_1", "status": "failed", "errors": {"data": [problem]}}
    assert [one.message for one in batch_of(data).problems] == ["Cannot use …."]


def test_nor_does_a_refusal():
    body = {"choices": [{"message": {"refusal": ECHOES["a photo"]}}]}
    assert parse(body, Shown).words == "The model refused to answer: Cannot use …."


def test_a_key_that_would_be_cut_is_hidden_before():
    said = "x" * (SHOWN - 5) + " sk-proj-abcdefgh"
    assert "sk-" not in words_of(Kind.REQUEST, said)


@pytest.mark.parametrize("text", ["Sony SK-62345", "data: title, name", "task-force-of-old", "a/b"])
def test_other_words_stay(text: str):
    assert hidden(text) == text


def test_a_word_that_servers_of_ones_own_take_for_a_key_stays(settings: Any):
    settings.OPENAI_API_KEY = "none"
    assert hidden("There is none.") == "There is none."
    settings.OPENAI_API_KEY = ""
    assert hidden("There is none.") == "There is none."
