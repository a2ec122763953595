"""Commands that work with the tables refuse in one sentence where these are not up to date."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

OUTDATED = (
    "The tables of the database are not up to date, or not there. `manage.py run` brings them up to "
    "date when it starts; without it: `manage.py migrate`."
)


def up_to_date() -> bool:
    """Whether every migration of this version has been applied."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def refuse_outdated() -> None:
    """Raises CommandError where a migration is missing."""
    if not up_to_date():
        raise CommandError(OUTDATED)


class TableCommand(BaseCommand):
    """A command that needs them."""

    requires_migrations_checks = True

    def check_migrations(self) -> None:
        """Instead of Django's notice, which lets the command go on."""
        refuse_outdated()
