"""A stand-in for OCLC on a free port, and clients that ask it without waiting long."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from processing.clients.worldcat import Access, WorldCat
from processing.clients.worldcat_http import Pace
from tests.standins.worldcat import StandIn

QUICK = Pace(connect=2, read=2, first_wait=0.01, longest_wait=1.5)
KIND_OF_BLUE = "36393465"
UPC = "074646493526"


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """With one CD, which 1,200 libraries and the library of the key hold."""
    with StandIn() as running:
        running.add_stub(
            KIND_OF_BLUE,
            "Kind of blue",
            "Davis, Miles",
            upc=UPC,
            year=1997,
            tracks=["So what (9:22)", "Freddie freeloader (9:46)", "Blue in green (5:37)"],
            label="Columbia/Legacy",
            publisher_numbers=["CK 64935"],
        )
        running.hold(KIND_OF_BLUE, ["OURS", "XYZ"], total=1200)
        yield running


@pytest.fixture
def make_client(stand_in: StandIn) -> Callable[..., WorldCat]:
    """Clients for the stand-in; `access` and what WorldCat takes can be given by name."""

    def make(api: str = "auto", *, secret: str = "", symbol: str = "", **more: Any) -> WorldCat:
        access = Access(
            client_id=stand_in.client_id,
            secret=secret or stand_in.secret,
            token_url=stand_in.token_url,
            search_url=stand_in.search_url,
            metadata_url=stand_in.metadata_url,
            api=api,
            symbol=symbol,
        )
        return WorldCat(access, **{"pace": QUICK, **more})

    return make


@pytest.fixture(params=["metadata", "search"])
def api(request: pytest.FixtureRequest) -> str:
    """Each of both interfaces."""
    return str(request.param)


@pytest.fixture
def client(api: str, make_client: Callable[..., WorldCat]) -> WorldCat:
    return make_client(api, symbol="OURS")
