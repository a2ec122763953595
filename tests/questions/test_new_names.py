"""A model with a new name is asked as its server understands it, by either road."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from processing import leases
from processing.batches import building
from processing.clients.openai import Client, Raw
from processing.models import ModelCall, State
from processing.questions import asking
from tests.questions.calls import answered, request

pytestmark = pytest.mark.django_db
NEW = "gpt-7-sol"
SERVERS = [
    ("", True),
    ("https://api.openai.com/v1/", True),
    ("http://models.example.org/v1", False),
]


@pytest.fixture
def waiting(settings: Any) -> ModelCall:
    settings.OPENAI_API_KEY = "sk-test-of-the-lake"
    asked = {**request("Only text."), "model": NEW, "effort": ""}
    fields = {"answer": None, "outcome": "", "cost_usd": None, "sent_at": None}
    return answered(model=NEW, request=asked, state=State.PENDING, **fields)


def is_openais(body: Mapping[str, Any]) -> bool:
    return "max_completion_tokens" in body and "max_tokens" not in body and "store" in body


@pytest.mark.parametrize(("server", "openai"), SERVERS)
def test_at_once(
    waiting: ModelCall, settings: Any, monkeypatch: pytest.MonkeyPatch, server: str, *, openai: bool
):
    settings.OPENAI_BASE_URL = server
    bodies: list[Mapping[str, Any]] = []

    def ask(client: Client, body: Mapping[str, Any]) -> Raw:
        bodies.append(body)
        return Raw({}, "req_1", 1, {})

    monkeypatch.setattr(Client, "ask", ask)
    claimed = ModelCall.objects.claim(waiting.pk, leases.owner())
    assert claimed is not None
    asking._asked(claimed)
    assert [is_openais(body) for body in bodies] == [openai]


@pytest.mark.parametrize(("server", "openai"), SERVERS)
def test_in_a_batch(waiting: ModelCall, settings: Any, server: str, *, openai: bool):
    settings.OPENAI_BASE_URL = server
    line = building._line(waiting)
    assert line is not None
    assert is_openais(json.loads(line)["body"]) is openai
