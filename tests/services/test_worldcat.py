"""The client for WorldCat in several processes that share a Valkey or Redis: token and limits."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache.backends.redis import RedisCache

from processing.clients.worldcat import Access, WorldCat
from processing.clients.worldcat_errors import Kind, WorldCatError
from processing.clients.worldcat_limits import Limits
from processing.clients.worldcat_tokens import CacheTokens
from tests.services.servers import Broker
from tests.standins.worldcat import StandIn


def process_of(
    stand_in: StandIn, url: str, per_second: int = 1000, per_day: int = 1000
) -> WorldCat:
    """A client as one process has it: nothing but the address of the broker is shared."""
    access = Access(
        "wskey", "secret", stand_in.token_url, stand_in.search_url, stand_in.metadata_url
    )
    tokens = CacheTokens(RedisCache(url, {"KEY_PREFIX": "cdcatalog"}), access.fingerprint)
    gate = Limits(per_second=per_second, per_day=per_day, redis_url=url, name="wskey")
    return WorldCat(access, tokens=tokens, gate=gate)


def test_processes_share_one_token_and_its_renewal(broker: Broker) -> None:
    broker.empty()
    with StandIn() as stand_in:
        processes = [process_of(stand_in, broker.url) for _ in range(4)]
        with ThreadPoolExecutor(8) as pool:
            for _ in range(2):
                list(pool.map(lambda one: one.search("ti:blue"), processes * 4))
                assert stand_in.token_requests == 1
            stand_in.tokens.withdraw()
            list(pool.map(lambda one: one.search("ti:blue"), processes * 4))

        assert stand_in.token_requests == 2


def test_processes_together_keep_to_the_calls_a_second(broker: Broker) -> None:
    broker.empty()
    with StandIn() as stand_in:
        processes = [process_of(stand_in, broker.url, per_second=10) for _ in range(3)]
        started = time.monotonic()
        with ThreadPoolExecutor(9) as pool:
            list(pool.map(lambda one: one.search("ti:blue"), processes * 10))

        assert len(stand_in.calls()) == 30
        assert stand_in.most_in_a_second("") <= 10
        assert time.monotonic() - started < 6


def test_processes_together_keep_to_the_calls_a_day(broker: Broker) -> None:
    broker.empty()
    with StandIn() as stand_in:
        first, second = (process_of(stand_in, broker.url, per_day=10) for _ in range(2))
        for process in (first, second) * 4:
            process.search("ti:blue")

        with pytest.raises(WorldCatError) as raised:
            second.search("ti:blue")

        assert raised.value.kind is Kind.LIMIT
        assert len(stand_in.calls("")) == 9


def test_without_the_broker_the_search_goes_on() -> None:
    gone = "redis://127.0.0.1:1/0"
    with StandIn() as stand_in:
        process = process_of(stand_in, gone)
        assert process.search("ti:blue").total == 0
        assert process.search("ti:blue").total == 0

        assert stand_in.token_requests == 1
