"""manage.py createaccount NAME: an account that may do everything, its password printed once."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from processing.accounts import create_account
from processing.management.tables import TableCommand


class Command(TableCommand):
    help = "Makes an account that may do everything and prints its password once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        if User.objects.filter(username=name).exists():
            raise CommandError(f"There is an account “{name}” already.")
        self.stdout.write(f"Account {name}, password {create_account(name)}")
