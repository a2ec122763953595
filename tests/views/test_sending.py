"""The page “What is sent”, and who is told that nobody has confirmed it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from processing import actions
from processing.models import Consent, Disc, Pause, StageRun, State, Upload
from processing.presentation.sending import notes
from processing.questions.allowed import NOT_YET_ALLOWED

pytestmark = pytest.mark.django_db

OPENAI = "https://api.openai.com/v1"
UNSAID = "Before photos can be read by OpenAI, a manager confirms what is sent"
WORD = {"to": OPENAI, "photos": "on"}
GROUPS = ["Managers", "Catalogers", "Imaging", "Viewers"]


@pytest.fixture(autouse=True)
def _key(settings: Any) -> None:
    settings.OPENAI_API_KEY = "sk-secret"
    settings.OPENAI_BASE_URL = settings.SEND_TO_MODEL = ""


@pytest.fixture
def as_manager(client: Client, manager: User) -> Client:
    client.force_login(manager)
    return client


def shown(client: Client, path: str = "/sending/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("group", GROUPS)
def test_everybody_may_read_what_is_sent(client: Client, person: Callable[[str], User], group: str):
    client.force_login(person(group))
    text = shown(client)
    for words in ("2,048 pixels", "up to 30 days", OPENAI, "by rules only"):
        assert words in text
    assert ("sending-confirm" in text) is (group == "Managers")


@pytest.mark.parametrize("group", GROUPS[1:])
def test_only_managers_confirm(client: Client, person: Callable[[str], User], group: str):
    client.force_login(person(group))
    answer = client.post("/sending/", WORD)
    assert answer.status_code == 403
    assert "may not confirm what is sent" in answer.content.decode()
    assert not Consent.objects.exists()


def test_a_manager_confirms_and_takes_it_back(as_manager: Client):
    said = as_manager.post("/sending/", WORD, follow=True).content.decode()
    assert "Confirmed: photos may be sent to OpenAI; records are chosen by rules only." in said
    assert 'name="photos" id="send-photos" aria-describedby="send-photos-off" checked' in said
    back = as_manager.post("/sending/", {"to": OPENAI}, follow=True).content.decode()
    assert "Confirmed: nothing is sent to OpenAI." in back
    assert list(Consent.objects.values_list("photos", flat=True)) == [False, True]
    assert back.count("The text then") == 2


def test_a_form_about_another_server_confirms_nothing(as_manager: Client):
    form = {**WORD, "to": "http://127.0.0.1:9100/v1"}
    said = as_manager.post("/sending/", form, follow=True).content.decode()
    assert "Meanwhile it would be sent to OpenAI." in said
    assert not Consent.objects.exists()


def test_a_server_of_ones_own_is_named(as_manager: Client, settings: Any):
    settings.OPENAI_BASE_URL = "http://models.library.example:8000/v1"
    text = shown(as_manager)
    assert 'The server at <span class="mono">http://models.library.example:8000/v1' in text
    assert "is up to whoever runs it" in text
    assert "30 days" not in text


def test_where_the_setting_decides_the_page_says_so_and_offers_nothing(
    as_manager: Client, settings: Any
):
    settings.SEND_TO_MODEL = "photos"
    text = shown(as_manager)
    assert "Set by SEND_TO_MODEL=photos" in text
    assert "Photos may be sent" in text
    assert "sending-form" not in text
    said = as_manager.post("/sending/", WORD, follow=True).content.decode()
    assert "so it cannot be changed here" in said


def test_without_a_key_the_page_says_what_to_set(as_manager: Client, settings: Any):
    settings.OPENAI_API_KEY = ""
    text = shown(as_manager)
    assert "Nothing is sent" in text
    assert "set OPENAI_API_KEY" in text
    assert "sending-form" not in text


@pytest.mark.parametrize("path", ["/", "/uploads/new/", "/reports/", "/admin/"])
def test_managers_are_told_on_every_page_that_nobody_has_said(as_manager: Client, path: str):
    assert UNSAID in shown(as_manager, path)
    as_manager.post("/sending/", WORD)
    assert UNSAID not in shown(as_manager, path)


@pytest.mark.parametrize("group", GROUPS[1:])
def test_others_are_not_told_on_every_page(
    client: Client, person: Callable[[str], User], group: str
):
    client.force_login(person(group))
    assert UNSAID not in shown(client, "/")


@pytest.mark.parametrize(
    "changed", [{"OPENAI_API_KEY": ""}, {"READER": "local"}, {"SEND_TO_MODEL": "none"}]
)
def test_nobody_is_told_where_it_does_not_matter(
    as_manager: Client, settings: Any, changed: dict[str, str]
):
    for name, value in changed.items():
        setattr(settings, name, value)
    assert UNSAID not in shown(as_manager, "/")


def test_managers_are_told_why_openai_is_not_asked(as_manager: Client, manager: User):
    actions.confirm_sending(photos=True, records=True, to=OPENAI, by=manager)
    until = timezone.now() + timedelta(hours=3)
    Pause.objects.create(service="openai", until=until, reason="The credit is used up.")
    text = shown(as_manager, "/")
    assert f"OpenAI is not asked until {until:%-d %b, %H:%M} UTC: The credit is used up." in text
    Pause.objects.update(until=timezone.now())
    assert "OpenAI is not asked" not in shown(as_manager, "/")


def test_the_notes_cost_one_query_and_none_without_a_key(
    manager: User, settings: Any, django_assert_num_queries: Any
):
    with django_assert_num_queries(1):
        assert notes(manager).unsaid
    settings.OPENAI_API_KEY = ""
    with django_assert_num_queries(0):
        notes(manager)


@pytest.mark.parametrize("group", GROUPS)
def test_everybody_is_told_on_the_upload_before_the_start(
    client: Client, person: Callable[[str], User], make_upload: Callable[..., Upload], group: str
):
    upload = make_upload()
    client.force_login(person(group))
    assert shown(client, f"/uploads/{upload.pk}/").count(UNSAID) == 1


def test_a_disc_that_waits_leads_to_the_page(signed_in: Client, disc: Disc):
    StageRun.objects.filter(disc=disc, stage="extract").update(
        state=State.PENDING, error=NOT_YET_ALLOWED, not_before=timezone.now() + timedelta(hours=5)
    )
    assert f'{NOT_YET_ALLOWED} <a href="/sending/">' in shown(signed_in, f"/discs/{disc.pk}/")
