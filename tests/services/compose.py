"""docker-compose.yml as the tests read it: what it says is what they start."""

from typing import Any

import yaml

from tests.process.server import ROOT

FILE = ROOT / "docker-compose.yml"


def compose() -> dict[str, Any]:
    with FILE.open(encoding="utf-8") as stream:
        found: dict[str, Any] = yaml.safe_load(stream)
    return found


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose()["services"]
    return found


def own_services() -> dict[str, dict[str, Any]]:
    """Those that run the program itself."""
    return {name: service for name, service in services().items() if "build" in service}


def command(service: str) -> list[str]:
    return [str(part) for part in services()[service]["command"]]
