"""docker-compose.yml and Dockerfile, as far as they can be judged without Docker."""

import re
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.process.server import ROOT
from tests.services.compose import compose, own_services, services

IMAGE = re.compile(r"[\w./-]+:\d+(\.\d+)+[\w.-]*")  # pinned: never “latest”, never a bare “17”
KEYS = {
    "image", "build", "command", "init", "restart", "env_file", "environment", "volumes", "ports",
    "depends_on", "healthcheck", "security_opt", "cap_drop", "logging", "stop_grace_period",
    "shm_size", "tmpfs",
}  # fmt: skip
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
EACH = pytest.mark.parametrize("name", sorted(services()))
OWN = pytest.mark.parametrize("name", sorted(own_services()))


def test_the_parts_are_those_that_were_promised() -> None:
    assert set(services()) == {"migrate", "web", "worker", "beat", "postgres", "redis"}


@EACH
def test_every_service_is_complete(name: str) -> None:
    service = services()[name]
    assert set(service) <= KEYS
    assert IMAGE.fullmatch(service["image"]), service["image"]
    assert service["restart"] == ("no" if name == "migrate" else "unless-stopped")
    check = service["healthcheck"]
    assert check.get("disable") if name == "migrate" else check["test"][0] in {"CMD", "CMD-SHELL"}
    assert service["logging"]["options"]["max-size"], "a log that grows for ever fills the disk"


@EACH
def test_what_a_service_waits_for_and_keeps_exists(name: str) -> None:
    service = services()[name]
    for other, how in service.get("depends_on", {}).items():
        assert other in services()
        assert how["condition"] in CONDITIONS
    for volume in service.get("volumes", []):
        assert volume.split(":")[0] in compose()["volumes"]


@OWN
def test_the_program_waits_for_its_tables(name: str) -> None:
    waits: dict[str, Any] = services()[name]["depends_on"]
    assert waits["postgres"]["condition"] == "service_healthy"
    if name != "migrate":
        assert waits["migrate"]["condition"] == "service_completed_successfully"
        assert waits["redis"]["condition"] == "service_healthy"


def test_only_the_pages_are_published_and_only_to_this_machine() -> None:
    published = {
        name: service["ports"] for name, service in services().items() if "ports" in service
    }
    assert published == {"web": ["${PUBLISH:-127.0.0.1:8000}:8000"]}


@OWN
def test_every_setting_is_one_that_is_described(name: str) -> None:
    described = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", (ROOT / "docs/settings.md").read_text()))
    assert set(services()[name]["environment"]) <= described


@EACH
def test_no_secret_stands_in_the_file(name: str) -> None:
    for setting, value in services()[name].get("environment", {}).items():
        if "PASSWORD" in setting or "postgres://" in value:
            assert "${POSTGRES_PASSWORD:?" in value, "it comes from .env, and is missed where unset"


@OWN
def test_what_is_started_is_there(name: str) -> None:
    program, *arguments = services()[name]["command"]
    assert Path(sys.executable).with_name(program).exists() or shutil.which(program)
    for argument in arguments:
        module = argument.removeprefix("python:")
        if module.startswith("cdcatalog"):
            assert find_spec(module), module
        if argument.endswith(".py"):
            assert (ROOT / argument).is_file()
    for word in services()[name]["healthcheck"].get("test", []):
        assert not word.endswith(".py") or (ROOT / word).is_file()


def test_the_image_is_made_of_what_is_there_and_of_nothing_private() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    wanted = set((ROOT / ".dockerignore").read_text(encoding="utf-8").split())
    copied = [
        part for line in lines if line.startswith("COPY ") and "--from" not in line
        for part in line.split()[1:-1]
    ]  # fmt: skip
    for part in copied:
        assert (ROOT / part).exists(), part
        assert f"!{part}" in wanted, f"{part} is left out by .dockerignore"
    assert "*" in wanted
    assert not wanted & {"!.env", "!var", "!.git"}


def test_the_image_runs_as_nobody_special_on_a_pinned_python() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    froms = [line.split()[1] for line in lines if line.startswith("FROM ")]
    assert froms
    assert all(IMAGE.fullmatch(image) for image in froms)
    assert "USER cdcatalog" in lines
    assert lines.index("USER cdcatalog") > max(i for i, line in enumerate(lines) if "RUN " in line)
