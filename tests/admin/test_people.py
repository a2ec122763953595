"""Accounts: groups say who may sign in to the admin; only superusers make superusers."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client


@pytest.fixture
def as_manager(client: Client, manager: User) -> Client:
    client.force_login(manager)
    return client


def save(client: Client, user: User, *groups: str, **more: str) -> User:
    keys = [Group.objects.get(name=name).pk for name in groups]
    form = {"username": user.username, "is_active": "on", "groups": keys, **more}
    answer = client.post(f"/admin/auth/user/{user.pk}/change/", form)
    assert answer.status_code == 302, answer.context["errors"]
    user.refresh_from_db()
    return user


@pytest.mark.parametrize(
    ("group", "staff"),
    [("Catalogers", True), ("Managers", True), ("Viewers", True), ("Imaging", False)],
)
def test_membership_of_a_group_opens_the_admin(as_manager: Client, group: str, *, staff: bool):
    user = User.objects.create_user("new")
    assert save(as_manager, user, group).is_staff is staff
    assert save(as_manager, user).is_staff is False


def test_a_manager_cannot_make_a_superuser(as_manager: Client):
    user = User.objects.create_user("new")
    saved = save(as_manager, user, "Managers", is_superuser="on", is_staff="on")
    assert not saved.is_superuser
    assert (
        "is_superuser" not in as_manager.get(f"/admin/auth/user/{user.pk}/change/").content.decode()
    )


def test_a_manager_cannot_change_a_superuser(as_manager: Client):
    root = User.objects.create_superuser("root", password="a long pass phrase")
    address = f"/admin/auth/user/{root.pk}"
    assert as_manager.post(f"{address}/change/", {"username": "x"}).status_code == 403
    new = {"password1": "another phrase 1", "password2": "another phrase 1"}
    assert as_manager.post(f"{address}/password/", new).status_code == 403


def test_a_superuser_stays_staff_without_a_group(client: Client, db: None):
    root = User.objects.create_superuser("root")
    client.force_login(root)
    assert save(client, root, is_superuser="on").is_staff


def test_people_are_switched_off_not_deleted(as_manager: Client):
    user = User.objects.create_user("old")
    assert as_manager.post(f"/admin/auth/user/{user.pk}/delete/").status_code == 403


def test_catalogers_do_not_see_accounts(client: Client, person: Callable[[str], User]):
    client.force_login(person("Catalogers"))
    assert client.get("/admin/auth/user/").status_code == 403


def test_a_new_account_is_made_with_a_password(as_manager: Client):
    form = {
        "username": "student",
        "usable_password": "true",
        "password1": "a long pass phrase",
        "password2": "a long pass phrase",
    }
    assert as_manager.post("/admin/auth/user/add/", form).status_code == 302
    assert User.objects.get(username="student").check_password("a long pass phrase")


def test_the_list_is_headed_by_what_stands_in_it(as_manager: Client):
    text = as_manager.get("/admin/auth/user/").content.decode()
    assert "<h1>Users</h1>" in text
    assert ">People</a>" in text
    assert "Authentication" not in text
