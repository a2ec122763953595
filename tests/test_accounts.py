"""Accounts and groups: who may do what."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.core.checks import run_checks
from django.core.management import call_command

from processing import optional
from processing.accounts import create_account, make_password
from processing.groups import GROUPS, make_groups

pytestmark = pytest.mark.django_db
ALLOWED = {
    "Imaging": {"add_photos"},
    "Catalogers": {"add_photos", "review"},
    "Managers": {"add_photos", "review", "manage"},
    "Viewers": set(),
}


@pytest.mark.parametrize("group", list(GROUPS))
def test_groups_may_do_what_the_design_says(group: str) -> None:
    user = User.objects.create_user("one")
    user.groups.add(Group.objects.get(name=group))
    own = {"add_photos", "review", "manage"}
    assert {name for name in own if user.has_perm(f"processing.{name}")} == ALLOWED[group]
    assert user.has_perm("processing.view_disc")
    assert not user.has_perm("processing.delete_disc")


def test_only_managers_look_after_people() -> None:
    perms = {g.name for g in Group.objects.filter(permissions__codename="change_user")}
    assert perms == {"Managers"}


def test_a_second_migration_keeps_what_a_library_has_added() -> None:
    Group.objects.get(name="Viewers").permissions.clear()
    Group.objects.create(name="Volunteers")
    make_groups()
    assert Group.objects.get(name="Viewers").permissions.exists()
    assert Group.objects.filter(name="Volunteers").exists()


def test_a_made_password_is_random_typeable_and_kept_nowhere() -> None:
    one, two = make_password(), make_password()
    assert one != two
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", one)
    password = create_account("admin")
    user = User.objects.get(username="admin")
    assert user.check_password(password)
    assert user.account.made_password  # type: ignore[attr-defined]
    assert password not in user.password


def test_startup_checks_have_ids_and_hints(
    settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(optional, "available", lambda name: False)
    settings.REDIS_URL = "redis://localhost"  # type: ignore[attr-defined]
    settings.DATABASE_URL = ""  # type: ignore[attr-defined]
    found = {message.id: message for message in run_checks() if "processing" in str(message.id)}
    assert set(found) == {"processing.W001", "processing.W002"}
    assert all(message.hint for message in found.values())


def test_migrations_are_complete() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
