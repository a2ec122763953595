"""A database of its own for each test, migrated once for all of them."""

import shutil
from pathlib import Path

import pytest

from tests.process.sample import manage


@pytest.fixture(scope="session")
def empty_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a program that has its tables and nothing in them, to be copied."""
    var = tmp_path_factory.mktemp("empty")
    manage(var, "migrate", "-v0")
    return var


@pytest.fixture
def var(empty_var: Path, tmp_path: Path) -> Path:
    return shutil.copytree(empty_var, tmp_path / "var")
