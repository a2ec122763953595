"""Both stand-ins, a client or a session that asks each of them, and some photos."""

from collections.abc import Callable, Iterator

import pytest

from processing.clients.openai import Client
from processing.sample.photos import render
from tests.standins import worldcat
from tests.standins.oclc import Asking
from tests.standins.openai import StandIn
from tests.standins.openai.sample_truth import sample_truth


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn() as running:
        running.truth.add(sample_truth())
        yield running


@pytest.fixture
def client(stand_in: StandIn) -> Iterator[Client]:
    made = Client("sk-test", stand_in.url, seconds=30)
    yield made
    made.close()


@pytest.fixture(scope="session")
def photo() -> Callable[[str], bytes]:
    """Photos of the sample, each drawn once."""
    drawn: dict[str, bytes] = {}

    def draw(name: str) -> bytes:
        if name not in drawn:
            drawn[name] = render(name)
        return drawn[name]

    return draw


@pytest.fixture
def oclc() -> Iterator[worldcat.StandIn]:
    with worldcat.StandIn() as running:
        yield running


@pytest.fixture
def ask(oclc: worldcat.StandIn) -> Iterator[Asking]:
    made = Asking(oclc)
    yield made
    made.close()
