"""No test reaches the network: only this machine's own addresses may be connected to."""

import ipaddress
import socket
from typing import Any

import pytest

_connect = socket.socket.connect


class NetworkBlocked(RuntimeError):
    """A test tried to reach another machine."""


def _is_here(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = address[0]
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _guarded(self: socket.socket, address: Any) -> None:
    if not _is_here(address):
        raise NetworkBlocked(f"a test tried to connect to {address}")
    _connect(self, address)


def block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _guarded)
