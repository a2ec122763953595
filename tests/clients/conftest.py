"""A stand-in for OpenAI on a free port, and a client that asks it."""

from collections.abc import Callable, Iterator

import pytest

from processing.clients.openai import Client
from tests.standins.openai import StandIn


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn() as running:
        yield running


@pytest.fixture
def make_client() -> Iterator[Callable[..., Client]]:
    """Clients that are closed in the end."""
    made: list[Client] = []

    def make(url: str, seconds: float = 5) -> Client:
        made.append(Client("sk-test", url, seconds=seconds))
        return made[-1]

    yield make
    for client in made:
        client.close()


@pytest.fixture
def client(stand_in: StandIn, make_client: Callable[..., Client]) -> Client:
    return make_client(stand_in.url)
