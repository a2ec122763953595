"""The guard itself works."""

import socket

import pytest

from tests.network import NetworkBlocked


def test_another_machine_cannot_be_reached() -> None:
    with socket.socket() as out, pytest.raises(NetworkBlocked):
        out.connect(("192.0.2.1", 80))


def test_this_machine_can_be_reached() -> None:
    with socket.socket() as server, socket.socket() as out:
        server.bind(("127.0.0.1", 0))
        server.listen()
        out.connect(server.getsockname())
