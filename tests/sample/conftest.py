"""The whole sample, written once for all tests of it."""

from pathlib import Path

import pytest

from processing.sample.__main__ import write


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every photo, sample.mrc and truth.json."""
    path = tmp_path_factory.mktemp("sample")
    write(path)
    return path
