"""The same tests of claims, stages, revisions and arrival as on SQLite, on PostgreSQL."""

import sys

import pytest

from tests.services.stack import Stack

NOT_SET = dict.fromkeys(("REDIS_URL", "AWS_STORAGE_BUCKET_NAME", "LEASE_SECONDS"), "")
FILES = (
    "tests/test_claims.py",
    "tests/test_pipeline.py",
    "tests/test_revisions.py",
    "tests/test_ingest.py",
    "tests/test_cancel.py",
    "tests/test_decisions.py",
    "tests/questions/test_sharing.py",
    "tests/models",
)


@pytest.mark.timeout(600)
def test_the_ledger_keeps_its_promises_on_postgresql(stack: Stack) -> None:
    """In a run of its own: which database Django speaks to is settled at its start."""
    keep = {"DATABASE_URL": stack.settings["DATABASE_URL"], "VAR_DIR": str(stack.folder)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--create-db"]
    ended = stack.run(*command, *FILES, check=False, **keep, **NOT_SET)
    assert ended.returncode == 0, ended.stdout[-6000:]
    assert " passed" in ended.stdout
