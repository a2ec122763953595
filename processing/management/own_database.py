"""A database in memory for one command, so that what it writes touches nothing of the library's."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

ENGINE = "django.db.backends.sqlite3"


@contextmanager
def own_database() -> Iterator[None]:
    """Within the block all queries of this thread go to an empty database that ends with it."""
    usual = connections[DEFAULT_DB_ALIAS]
    settings = {**connections.settings[DEFAULT_DB_ALIAS]}
    settings |= {"ENGINE": ENGINE, "NAME": ":memory:", "OPTIONS": {}, "CONN_MAX_AGE": 0}
    own = load_backend(ENGINE).DatabaseWrapper(settings, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = own
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
        BaseDatabaseWrapper.close(own)  # Django itself keeps one in memory open
