"""Accounts that the program makes itself: the password is made at random and told once."""

import secrets

from django.contrib.auth.models import User
from django.db import transaction

from processing.models import Account

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for another


def make_password() -> str:
    """Four groups of four, easy to type from a screen; 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def create_account(username: str) -> str:
    """Makes an account that may do everything; returns its password, which is stored nowhere."""
    password = make_password()
    with transaction.atomic():
        user = User.objects.create_superuser(username, password=password)
        Account.objects.create(user=user, made_password=True)
    return password
