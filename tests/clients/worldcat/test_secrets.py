"""Neither the token nor the secret is ever in a log, an error or its traceback."""

import logging
import traceback
from collections.abc import Callable

import pytest
import requests

from processing.clients.worldcat import WorldCat
from processing.clients.worldcat_errors import WorldCatError
from tests.clients.worldcat.conftest import KIND_OF_BLUE, UPC
from tests.standins.worldcat import StandIn

Make = Callable[..., WorldCat]

FAULTS = ["403_token", "401", "400", "404", "500", "429", "html", "truncated", "drop", "cut_off"]


def tell(work: Callable[[], object]) -> str:
    """What would be printed of the error."""
    try:
        work()
    except WorldCatError as failed:
        return "".join(traceback.format_exception(failed))
    return ""


@pytest.mark.parametrize("kind", FAULTS)
def test_no_log_and_no_error_holds_the_token(
    client: WorldCat, stand_in: StandIn, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    caplog.set_level(logging.DEBUG)
    said = tell(lambda: client.search(f"sn:{UPC}"))
    for work in (client.search, client.record, lambda number: client.held([number])):
        stand_in.fault(kind, times=-1)
        said += tell(lambda work=work: work(KIND_OF_BLUE))
        stand_in.faults.clear()

    assert "urllib3.connectionpool" in {record.name for record in caplog.records}
    assert stand_in.tokens.made
    told = caplog.text + said + "".join(repr(record.args) for record in caplog.records)
    for token in stand_in.tokens.made:
        assert token.text not in told
    assert "Bearer tk_" not in told
    assert "d3NrZXk6c2VjcmV0" not in told  # wskey:secret in base64


def test_the_fault_of_this_test_repeats_the_token(client: WorldCat, stand_in: StandIn) -> None:
    client.search(f"sn:{UPC}")
    stand_in.fault("403_token")
    token = stand_in.tokens.made[0].text

    headers = {"Authorization": f"Bearer {token}"}
    answer = requests.get(f"{stand_in.search_url}/bibs", headers=headers, timeout=5)

    assert answer.status_code == 403
    assert token in answer.text


def test_a_token_that_no_header_can_hold_is_not_repeated(
    client: WorldCat, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda _: "abc\r\nX-Odd: 1")

    said = tell(lambda: client.search(f"sn:{UPC}"))

    assert "cannot be read" in said
    assert "X-Odd" not in said


def test_a_netrc_cannot_put_something_else_in_place_of_the_token(
    client: WorldCat, stand_in: StandIn, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))

    assert client.search(f"sn:{UPC}").total == 1
