"""`manage.py run` from the outside: first start, second start, stop, a port in use."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.process.server import ROOT, Server, ask, counts, environment, free_port, wait_for

pytestmark = pytest.mark.process
DRAWN = "select count(*) from processing_photo where state = 'done'"


def run(var: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(var, **settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_first_password_is_told_once_and_ctrl_c_stops_everything(tmp_path: Path) -> None:
    first = Server(tmp_path).wait_until_ready()
    assert len(first.password) == 19
    assert first.stop() == 0
    second = Server(tmp_path).wait_until_ready()
    assert "password" not in second.output
    assert second.stop() == 0
    assert "Traceback" not in first.output + second.output


def test_a_second_ctrl_c_does_not_wait_for_the_work(tmp_path: Path) -> None:
    server = Server(tmp_path).wait_until_ready()
    wait_for(lambda: ask(tmp_path, DRAWN) > [(0,)], 120)  # the sample is in work
    server.process.send_signal(signal.SIGINT)
    wait_for(lambda: "Stopping" in server.output, 60)
    assert server.stop() == 0
    assert "Traceback" not in server.output


def test_a_port_in_use_is_named_with_the_setting(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        ended = run(tmp_path, "run", PORT=port)
    assert ended.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in ended.stderr
    assert "set PORT" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_wrong_setting_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    ended = run(tmp_path, "run", PORT="many")
    assert ended.returncode == 1
    assert ended.stderr == (
        "cdcatalog cannot start: PORT is 'many'; allowed: a whole number from 1 to 65535.\n"
    )


def test_with_redis_the_one_process_is_refused_in_one_sentence(tmp_path: Path) -> None:
    ended = run(tmp_path, "run", REDIS_URL=f"redis://127.0.0.1:{free_port()}/0")
    assert ended.returncode == 1
    assert "REDIS_URL is set" in ended.stderr


def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    run(tmp_path, "check")
    key = tmp_path / "secret_key"
    before = key.read_text()
    assert key.stat().st_mode & 0o077 == 0
    run(tmp_path, "check")
    assert key.read_text() == before


def test_secrets_do_not_stand_in_the_log(tmp_path: Path) -> None:
    server = Server(tmp_path, LOG_LEVEL="DEBUG").wait_until_ready()
    password = server.password
    wait_for(lambda: bool(counts(tmp_path)), 120)  # something was done and logged
    server.stop()
    log = (tmp_path / "logs" / "cdcatalog.log").read_text()
    assert "processing" in log
    assert password not in log
    assert (tmp_path / "secret_key").read_text() not in log + server.output
