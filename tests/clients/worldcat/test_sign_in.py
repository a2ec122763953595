"""One token for all, renewed in time; keys that are wrong or may not do what is asked."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.core.cache.backends.locmem import LocMemCache

from processing.clients import worldcat_tokens
from processing.clients.worldcat import Access, Api, WorldCat
from processing.clients.worldcat_errors import Kind, WorldCatError
from processing.clients.worldcat_tokens import CacheTokens, MemoryTokens, Token, token_of
from tests.clients.worldcat.conftest import KIND_OF_BLUE, UPC
from tests.standins.worldcat import StandIn

Make = Callable[..., WorldCat]


def at_once(work: Callable[[], object], threads: int = 16) -> list[object]:
    """The results of so many threads that begin together."""
    barrier = threading.Barrier(threads)

    def begin(_: int) -> object:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(begin, range(threads)))


def test_sixteen_threads_sign_in_once(client: WorldCat, stand_in: StandIn) -> None:
    pages = at_once(lambda: client.search(f"sn:{UPC}").total)

    assert pages == [1] * 16
    assert stand_in.token_requests == 1


def test_sixteen_threads_renew_once_when_the_token_is_refused(
    client: WorldCat, stand_in: StandIn
) -> None:
    assert client.search(f"sn:{UPC}").total == 1
    stand_in.tokens.withdraw()

    assert at_once(lambda: client.search(f"sn:{UPC}").total) == [1] * 16
    assert stand_in.token_requests == 2


def test_a_token_that_ends_in_the_middle_is_renewed(client: WorldCat, stand_in: StandIn) -> None:
    assert client.search(f"sn:{UPC}").total == 1
    stand_in.advance(1200)

    assert client.record(KIND_OF_BLUE).number == KIND_OF_BLUE
    assert [call.status for call in stand_in.calls()] == [200, 401, 200]


def test_a_token_is_renewed_before_it_ends(make_client: Make, stand_in: StandIn) -> None:
    stand_in.tokens.expires_in = 1
    client = make_client("search")
    assert client.search(f"sn:{UPC}").total == 1
    threading.Event().wait(0.85)  # its end is not reached, a fifth of its life is left

    assert client.search(f"sn:{UPC}").total == 1
    assert stand_in.token_requests == 2
    assert [call.status for call in stand_in.calls()] == [200, 200]


def test_a_token_that_is_never_accepted_is_an_error(client: WorldCat, stand_in: StandIn) -> None:
    stand_in.fault("401", times=-1)

    with pytest.raises(WorldCatError, match="does not accept the token") as raised:
        client.search(f"sn:{UPC}")

    assert raised.value.kind is Kind.REFUSED
    assert (raised.value.retryable, raised.value.of_service) == (False, True)
    assert (len(stand_in.calls()), stand_in.token_requests) == (2, 2)


def test_a_wrong_key_is_said_once_for_all(make_client: Make, stand_in: StandIn) -> None:
    client = make_client(secret="wrong")

    def ask() -> str:
        with pytest.raises(WorldCatError) as raised:
            client.search(f"sn:{UPC}")
        assert (raised.value.kind, raised.value.retryable) == (Kind.KEY, False)
        assert raised.value.of_service
        return str(raised.value)

    words = set(at_once(ask))

    assert words == {
        "OCLC does not accept the key. Whoever looks after the program must put a valid pair "
        "into OCLC_CLIENT_ID and OCLC_SECRET."
    }
    assert stand_in.token_requests == 1
    assert stand_in.calls() == []


@pytest.mark.parametrize(
    ("scopes", "api", "missing"),
    [
        (["wcapi"], "metadata", "the scope WorldCatMetadataAPI."),
        (["WorldCatMetadataAPI"], "search", "the scope wcapi."),
        ([], "auto", "the scope WorldCatMetadataAPI or wcapi."),
        (
            ["wcapi:view_brief_bib"],
            "search",
            "the scope wcapi:view_bib, or the address in OCLC_SEARCH_URL is wrong.",
        ),
    ],
)
def test_a_missing_permission_is_named(
    make_client: Make, stand_in: StandIn, scopes: list[str], api: str, missing: str
) -> None:
    stand_in.tokens.grant(stand_in.client_id, stand_in.secret, scopes)

    with pytest.raises(WorldCatError, match=missing) as raised:
        make_client(api).search(f"sn:{UPC}")

    assert (raised.value.kind, raised.value.retryable) == (Kind.SCOPE, False)


def test_a_403_may_come_of_a_wrong_address(client: WorldCat, stand_in: StandIn) -> None:
    setting = f"the address in OCLC_{client.api.name}_URL is wrong"
    stand_in.fault("403")
    with pytest.raises(WorldCatError, match=setting) as raised:
        client.search(f"sn:{UPC}")
    assert raised.value.kind is Kind.SCOPE


def test_the_credentials_are_in_no_address(client: WorldCat, stand_in: StandIn) -> None:
    client.search(f"sn:{UPC}")

    (call,) = stand_in.calls("/token")
    assert call.method == "POST"
    assert call.params.keys() == {"grant_type", "scope"}


@pytest.mark.parametrize("kind", ["500", "429", "html", "truncated", "drop", "cut_off"])
def test_signing_in_is_tried_again_too(client: WorldCat, stand_in: StandIn, kind: str) -> None:
    stand_in.fault(kind, where="/token", times=2)

    assert client.search(f"sn:{UPC}").total == 1


def test_an_address_where_nobody_gives_tokens_is_said(client: WorldCat, stand_in: StandIn) -> None:
    stand_in.fault("404", where="/token")

    with pytest.raises(WorldCatError, match="Nobody gives tokens at the address") as raised:
        client.search(f"sn:{UPC}")

    assert not raised.value.retryable


def test_signing_in_that_fails_for_a_while_may_be_tried_later(
    client: WorldCat, stand_in: StandIn
) -> None:
    stand_in.fault("503", where="/token", times=3)

    with pytest.raises(WorldCatError) as raised:
        client.search(f"sn:{UPC}")
    assert raised.value.retryable
    assert client.search(f"sn:{UPC}").total == 1


def cache() -> LocMemCache:
    return LocMemCache("worldcat-tests", {})


def test_two_processes_share_the_token(make_client: Make, stand_in: StandIn) -> None:
    first = make_client("search", tokens=CacheTokens(cache(), "key"))
    second = make_client("search", tokens=CacheTokens(cache(), "key"))
    try:
        assert first.search(f"sn:{UPC}").total == second.search(f"sn:{UPC}").total == 1
        assert stand_in.token_requests == 1

        stand_in.tokens.withdraw()
        assert at_once(lambda: first.search(f"sn:{UPC}").total, 4) == [1] * 4
        assert at_once(lambda: second.search(f"sn:{UPC}").total, 4) == [1] * 4
        assert stand_in.token_requests == 2
    finally:
        cache().clear()


def test_two_processes_that_begin_together_sign_in_once(
    make_client: Make, stand_in: StandIn
) -> None:
    clients = [make_client("search", tokens=CacheTokens(cache(), "two")) for _ in range(2)]
    turns = iter(clients * 4)
    try:
        assert at_once(lambda: next(turns).search(f"sn:{UPC}").total, 8) == [1] * 8
        assert stand_in.token_requests == 1
    finally:
        cache().clear()


def test_a_lock_of_one_that_was_killed_is_passed_over(
    make_client: Make, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worldcat_tokens, "LOCK_WAIT", 0.2)
    cache().add("worldcat-token-dead-lock", "somebody", 60)
    try:
        client = make_client("search", tokens=CacheTokens(cache(), "dead"))
        assert client.search(f"sn:{UPC}").total == 1
        assert cache().get("worldcat-token-dead-lock") == "somebody"
    finally:
        cache().clear()


def test_two_keys_do_not_share_a_token() -> None:
    def access(**more: str) -> Access:
        fixed = {"client_id": "a", "secret": "b", "token_url": "t"}
        return Access(**{**fixed, **more}, search_url="s", metadata_url="m")

    ways = [access(), access(secret="c"), access(client_id="c"), access(api="search")]
    assert len({way.fingerprint for way in ways}) == 4
    assert access().fingerprint == access().fingerprint


def test_what_is_kept_comes_back() -> None:
    for store in (MemoryTokens(), CacheTokens(cache(), "kept")):
        assert store.get() is None
        store.put("value", 30)
        assert store.get() == "value"
        with store.lock():
            assert store.get() == "value"
    cache().clear()


@pytest.mark.parametrize("kept", [None, "", "nonsense", "[1]", '{"a": 1}', "[null, null, null]"])
def test_what_is_kept_and_no_token_is_none(kept: str | None) -> None:
    assert Token.from_stored(kept) is None


@pytest.mark.parametrize(
    ("expires_in", "left"),
    [(1199, 1139), ("1199", 1139), (100, 80), (5, 4), (0, 0), (None, 1139), ("soon", 1139)],
)
def test_the_life_of_a_token_is_read_in_any_form(expires_in: object, left: float) -> None:
    token = token_of({"access_token": "tk_1", "expires_in": expires_in, "scope": "wcapi:view_bib"})

    assert token
    assert token.seconds_left == pytest.approx(left, abs=0.5)
    assert Token.from_stored(token.stored()) == token


@pytest.mark.parametrize(
    "answer", [[], {}, {"access_token": 5}, {"access_token": "a\nb"}, {"access_token": "tk ä"}]
)
def test_an_answer_without_a_usable_token_is_none(answer: object) -> None:
    assert token_of(answer) is None


def test_token_and_secret_are_in_no_representation() -> None:
    token = token_of({"access_token": "tk_secret"})

    assert token
    assert token.text == "tk_secret"
    assert "tk_secret" not in repr(token)
    assert "very-secret" not in repr(Access("id", "very-secret", "t", "s", "m"))


def test_the_interface_is_known_after_signing_in(make_client: Make, stand_in: StandIn) -> None:
    client = make_client("auto")
    assert client.api is Api.METADATA
    assert client.api is Api.METADATA
    assert stand_in.token_requests == 1


class Unlocked(MemoryTokens):
    """A store that is used up between two looks: another process has put a token there."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self._theirs = value

    @contextmanager
    def lock(self):
        self.put(self._theirs, 100)
        yield


def test_a_token_that_another_process_has_just_fetched_is_taken(
    make_client: Make, stand_in: StandIn
) -> None:
    first = MemoryTokens()
    assert make_client("search", tokens=first).search(f"sn:{UPC}").total == 1
    kept = first.get()
    assert kept

    second = make_client("search", tokens=Unlocked(kept))

    assert second.search(f"sn:{UPC}").total == 1
    assert stand_in.token_requests == 1
