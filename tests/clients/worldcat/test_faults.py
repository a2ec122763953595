"""What goes wrong on the way, one by one."""

import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from processing.clients import worldcat_http
from processing.clients.worldcat import Access, WorldCat
from processing.clients.worldcat_errors import Kind, WorldCatError
from processing.clients.worldcat_http import Pace
from tests.clients.worldcat.conftest import KIND_OF_BLUE, QUICK, UPC
from tests.process.server import free_port
from tests.standins.worldcat import StandIn

Make = Callable[..., WorldCat]

PASSING = ["429", "500", "502", "503", "504", "html", "html_502", "empty", "drop", "drop_after"]
CUT = ["cut_off", "truncated"]
OF_KIND = {
    "429": Kind.BUSY,
    "html": Kind.UNREADABLE,
    "truncated": Kind.UNREADABLE,
    "empty": Kind.UNREADABLE,
}


@pytest.mark.parametrize("kind", [*PASSING, *CUT])
def test_what_passes_is_tried_again(client: WorldCat, stand_in: StandIn, kind: str) -> None:
    stand_in.fault(kind, times=2)

    assert client.search(f"sn:{UPC}").total == 1
    assert len(stand_in.calls()) == 3


@pytest.mark.parametrize("kind", [*PASSING, *CUT])
def test_a_record_that_is_cut_off_is_tried_again(
    client: WorldCat, stand_in: StandIn, kind: str
) -> None:
    stand_in.fault(kind)

    assert len(client.record(KIND_OF_BLUE).record.tracks) == 3


@pytest.mark.parametrize("kind", [*PASSING, *CUT])
def test_what_does_not_pass_may_be_tried_later_by_all(
    client: WorldCat, stand_in: StandIn, kind: str
) -> None:
    stand_in.fault(kind, times=-1)

    with pytest.raises(WorldCatError) as raised:
        client.search(f"sn:{UPC}")

    failed = raised.value
    assert (failed.service, failed.retryable, failed.of_service) == ("worldcat", True, True)
    assert failed.kind is OF_KIND.get(kind, Kind.DOWN)
    assert failed.retry_after is None
    assert len(stand_in.calls()) == 3


@pytest.mark.parametrize("kind", ["429", "429_date", "503"])
def test_a_short_wait_that_the_server_asks_for_is_kept(
    client: WorldCat, stand_in: StandIn, kind: str
) -> None:
    stand_in.fault(kind, seconds=1)

    assert client.search(f"sn:{UPC}").total == 1

    first, second = stand_in.calls()
    # A date has whole seconds, so that up to one of them is gone already.
    assert second.at - first.at >= (0.0 if kind == "429_date" else 1.0)


@pytest.mark.parametrize("kind", ["429", "429_date", "503"])
def test_a_long_wait_is_left_to_whoever_asked(
    client: WorldCat, stand_in: StandIn, kind: str
) -> None:
    stand_in.fault(kind, seconds=120)

    with pytest.raises(WorldCatError) as raised:
        client.search(f"sn:{UPC}")

    assert raised.value.retry_after == pytest.approx(120, abs=2)
    assert raised.value.retryable
    assert len(stand_in.calls()) == 1


def test_an_answer_in_parts_206_is_an_answer(client: WorldCat, stand_in: StandIn) -> None:
    stand_in.fault("206", times=2)

    assert client.search(f"sn:{UPC}").total == 1
    assert client.record(KIND_OF_BLUE).number == KIND_OF_BLUE


@pytest.mark.parametrize("kind", ["missing_fields", "wrong_types"])
def test_odd_records_are_read_as_far_as_they_go(
    client: WorldCat, stand_in: StandIn, kind: str
) -> None:
    stand_in.fault(kind)

    page = client.search(f"sn:{UPC}")

    assert [hit.number for hit in page.hits] == [KIND_OF_BLUE]
    assert page.hits[0].record.tracks == ()
    assert page.skipped == 0


def test_records_that_cannot_be_read_are_counted(
    client: WorldCat, stand_in: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    stand_in.add_stub(1, "Kind of blue")
    stand_in.fault("bare_records")

    page = client.search('ti:"kind of blue"')

    assert (page.total, page.hits, page.skipped) == (2, (), 2)
    assert "2 records of an answer of WorldCat cannot be read" in caplog.text


def test_a_record_that_comes_under_another_number_is_that_one(
    client: WorldCat, stand_in: StandIn
) -> None:
    stand_in.fault("merged")

    hit = client.record(KIND_OF_BLUE)

    assert hit.number != KIND_OF_BLUE
    assert KIND_OF_BLUE in hit.merged
    assert hit.record.number == hit.number


def test_a_slow_answer_is_not_waited_for_for_ever(make_client: Make, stand_in: StandIn) -> None:
    stand_in.fault("slow", times=-1, seconds=1)
    client = make_client("search", pace=Pace(connect=2, read=0.2, tries=2, first_wait=0.01))

    started = time.monotonic()
    with pytest.raises(WorldCatError, match="did not answer within 0 seconds") as raised:
        client.search(f"sn:{UPC}")

    assert raised.value.retryable
    assert time.monotonic() - started < 1


def test_nobody_at_the_address_is_said(make_client: Make, stand_in: StandIn) -> None:
    with pytest.raises(WorldCatError, match="WorldCat cannot be reached") as raised:
        elsewhere(f"http://127.0.0.1:{free_port()}", stand_in.token_url).search("sn:1")

    assert raised.value.retryable


@pytest.mark.parametrize("address", ["http://", "nonsense", "http://[::1", "ftp://x"])
def test_an_address_that_is_none_is_said_and_not_tried_again(
    address: str, stand_in: StandIn
) -> None:
    with pytest.raises(WorldCatError, match="address of WorldCat is none") as raised:
        elsewhere(address, stand_in.token_url).search("sn:1")

    assert not raised.value.retryable


def test_a_large_answer_is_given_up(
    client: WorldCat, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.search(f"sn:{UPC}").total == 1  # signed in
    monkeypatch.setattr(worldcat_http, "LARGEST", 100)

    with pytest.raises(WorldCatError, match="is larger than") as raised:
        client.search(f"sn:{UPC}")

    assert not raised.value.retryable
    assert not raised.value.of_service


class Elsewhere(BaseHTTPRequestHandler):
    """Sends every request on, and drips its bytes when asked to."""

    seen: list[str]
    to: str

    def do_GET(self) -> None:
        self.seen.append(self.path)
        if "drip" in self.path:
            self._drip()
            return
        self.send_response(302)
        self.send_header("Location", self.to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(50):
                self.wfile.write(b" " * 70_000)
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@pytest.fixture
def sender(stand_in: StandIn) -> str:
    handler = type("Handler", (Elsewhere,), {"seen": [], "to": f"{stand_in.search_url}/bibs"})
    server = HTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def elsewhere(search_url: str, token_url: str, pace: Pace = QUICK) -> WorldCat:
    access = Access("wskey", "secret", token_url, search_url, search_url, api="search")
    return WorldCat(access, pace=pace)


def test_the_token_is_carried_nowhere_else(sender: str, stand_in: StandIn) -> None:
    with pytest.raises(WorldCatError, match="sends the program on to another address") as raised:
        elsewhere(sender, stand_in.token_url).search("sn:1")

    assert not raised.value.retryable
    assert stand_in.calls() == []


def test_an_answer_that_only_drips_is_given_up(sender: str, stand_in: StandIn) -> None:
    pace = Pace(connect=1, read=1, whole=0.3, tries=1)
    started = time.monotonic()

    with pytest.raises(WorldCatError, match="was not there after 0 seconds") as raised:
        elsewhere(f"{sender}/drip", stand_in.token_url, pace).search("sn:1")

    assert raised.value.retryable
    assert time.monotonic() - started < 1.5
