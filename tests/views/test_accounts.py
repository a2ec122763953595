"""Signing in and out, the made password, and what is open without signing in."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from processing.models import Account
from processing.urls import urlpatterns

PASSWORD = "a long pass phrase"
OPEN = {"sign-in", "healthz"}
NUMBERED = {"pk": 1}


def address(name: str) -> str:
    try:
        return reverse(name)
    except Exception:
        return reverse(name, kwargs={**NUMBERED, **({"size": "thumb"} if name == "photo" else {})})


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted({str(p.name) for p in urlpatterns} - OPEN))
def test_every_page_but_sign_in_and_health_asks_to_sign_in(client: Client, name: str):
    for answer in (client.get(address(name)), client.post(address(name))):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("sign-in"))


def test_signing_in_leads_to_the_uploads(client: Client, cataloger: User):
    answer = client.post("/sign-in/", {"username": "catalogers", "password": PASSWORD})
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_is_told_without_telling_which_part_is_wrong(
    client: Client, cataloger: User
):
    answer = client.post("/sign-in/", {"username": "catalogers", "password": "no"})
    assert "Name and password do not match" in answer.content.decode()


def test_the_made_password_is_mentioned_on_every_page_until_it_is_changed(
    signed_in: Client, cataloger: User
):
    Account.objects.create(user=cataloger, made_password=True)
    for page in ("/", "/reports/", "/admin/"):
        assert "Choose your own password" in signed_in.get(page).content.decode()
    new = "quite another phrase"
    change = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    answer = signed_in.post("/password/", change, follow=True)
    assert "Your password is changed." in answer.content.decode()
    assert "Choose your own password" not in answer.content.decode()
    assert not Account.objects.get(user=cataloger).made_password


def test_signing_out_needs_a_post_and_leads_to_the_sign_in_page(signed_in: Client):
    assert signed_in.get("/sign-out/").status_code == 405
    assert signed_in.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert signed_in.get("/").status_code == 302


@pytest.mark.django_db
def test_a_person_without_a_group_is_told_so(client: Client):
    client.force_login(User.objects.create_user("new"))
    assert "Your account is in no group yet" in client.get("/").content.decode()


def test_pages_carry_no_inline_script_or_style(signed_in: Client):
    for page in ("/", "/uploads/new/", "/reports/", "/password/"):
        answer = signed_in.get(page)
        text = answer.content.decode()
        assert "style=" not in text
        assert "<style" not in text
        assert "onclick" not in text
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_what_is_nowhere_has_a_page_of_its_own(signed_in: Client):
    answer = signed_in.get("/uploads/987654/")
    assert answer.status_code == 404
    assert "Nothing was found here" in answer.content.decode()


@pytest.fixture
def _no_failures_yet():
    cache.clear()
    yield
    cache.clear()


@pytest.mark.usefixtures("_no_failures_yet")
@pytest.mark.parametrize("door", ["/sign-in/", "/admin/login/"])
def test_guessing_a_password_is_stopped_and_says_for_how_long(
    client: Client, cataloger: User, door: str
):
    guess = {"username": "catalogers", "password": "no"}
    for _ in range(10):
        assert "Too many" not in client.post(door, guess).content.decode()
    right = {**guess, "password": PASSWORD}
    answer = client.post(door, right)
    assert "Wait 15 minutes, then try again." in answer.content.decode()
    assert not answer.wsgi_request.user.is_authenticated
    elsewhere = client.post(door, right, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302, "another desk is not locked out by a guesser"


@pytest.mark.usefixtures("_no_failures_yet")
def test_the_right_password_ends_the_count_of_wrong_ones(client: Client, cataloger: User):
    guess = {"username": "catalogers", "password": "no"}
    for _ in range(2):
        for _ in range(9):
            client.post("/sign-in/", guess)
        assert client.post("/sign-in/", {**guess, "password": PASSWORD}).status_code == 302
        client.logout()


@pytest.mark.usefixtures("_no_failures_yet")
def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_added(
    client: Client, cataloger: User, settings: Any
):
    settings.HTTPS = True
    guess = {"username": "catalogers", "password": "no"}
    for number in range(10):  # what a browser writes there itself does not count
        client.post("/sign-in/", guess, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 192.0.2.7")
    right, seven = {**guess, "password": PASSWORD}, "192.0.2.7"
    assert (
        "Too many" in client.post("/sign-in/", right, HTTP_X_FORWARDED_FOR=seven).content.decode()
    )
    assert client.post("/sign-in/", right, HTTP_X_FORWARDED_FOR="192.0.2.8").status_code == 302
