"""Whether a server takes batches, asked by the sweep and told to the pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from processing.clients.openai import Client
from processing.clients.openai_errors import OpenAIError
from processing.questions.estimate import batches_possible
from processing.questions.probing import probe
from tests.standins.openai import Fault, StandIn


@pytest.fixture
def server(settings: Any) -> Iterator[StandIn]:
    """A server that is not OpenAI, with a key for it."""
    cache.clear()
    with StandIn() as running:
        settings.OPENAI_API_KEY, settings.OPENAI_BASE_URL = "sk-test", running.url
        yield running
    cache.clear()


def test_openai_itself_is_known_to_take_batches(settings: Any):
    settings.OPENAI_BASE_URL = ""
    assert batches_possible()


def test_another_server_is_asked_and_until_then_the_answer_is_no(server: StandIn):
    assert not batches_possible()
    probe()
    assert batches_possible()


def test_a_server_without_files_takes_no_batches(server: StandIn):
    server.faults.add(Fault("no_files", "/v1/files"))
    probe()
    assert not batches_possible()


def test_a_server_is_asked_once_a_day(server: StandIn):
    server.faults.add(Fault("no_files", "/v1/files"))
    probe()
    server.faults.clear()
    probe()
    assert not batches_possible()


def test_a_server_that_is_away_holds_nobody_up(server: StandIn, settings: Any):
    settings.OPENAI_BASE_URL = "http://127.0.0.1:9/v1"
    probe()
    assert not batches_possible()
    client = Client("sk-test", settings.OPENAI_BASE_URL)
    with pytest.raises(OpenAIError, match="cannot be reached"):
        client.has_files()
    client.close()


def test_without_a_key_nobody_is_asked(server: StandIn, settings: Any):
    settings.OPENAI_API_KEY = ""
    probe()
    assert not batches_possible()
