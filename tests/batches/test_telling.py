"""Who made an upload is told once, by mail, when a batch of it has ended."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from processing.models import BatchJob, State, Upload
from tests.batches.conftest import go_on
from tests.standins.openai import StandIn
from tests.standins.openai.faults import Fault

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


@pytest.fixture
def carla(manager: User, settings: Any) -> User:
    settings.EMAIL_HOST = "mail.example.org"
    manager.email = "carla@library.example.org"
    manager.save()
    return manager


def of(upload: Upload, by: User | None) -> Upload:
    Upload.objects.filter(pk=upload.pk).update(name="Gift of KUT,\nbox 12", created_by=by)
    return upload


def test_a_mail_is_sent_once_when_a_batch_has_ended(sent: Make, by_batch: StandIn, carla: User):
    upload = of(sent(3), carla)
    go_on(by_batch)
    (told,) = mail.outbox
    assert told.to == ["carla@library.example.org"]
    assert told.subject == "cdcatalog: a batch of “Gift of KUT, box 12” has ended"
    assert "3 of 3 questions have come back" in told.body
    assert BatchJob.objects.get().batch_id in told.body
    assert told.body.endswith(f"\nhttp://127.0.0.1:8000/uploads/{upload.pk}/")


def test_the_link_begins_with_the_address_that_is_set(
    sent: Make, by_batch: StandIn, carla: User, client: Client, settings: Any
):
    settings.SITE_URL = "https://discs.example.org"
    upload = of(sent(1), carla)
    go_on(by_batch)
    link = mail.outbox[0].body.split("\n")[-1]
    assert link.startswith("https://discs.example.org/")
    client.force_login(carla)
    page = client.get(link.removeprefix("https://discs.example.org"))
    assert page.context["upload"] == upload


def test_without_an_address_the_upload_is_named_by_its_number(
    sent: Make, by_batch: StandIn, carla: User, settings: Any
):
    settings.SITE_URL = ""
    upload = of(sent(1), carla)
    go_on(by_batch)
    assert mail.outbox[0].body.endswith(f"on the page of the upload (number {upload.pk}).")
    assert "http" not in mail.outbox[0].body


def test_what_is_the_matter_stands_in_the_mail(sent: Make, by_batch: StandIn, carla: User):
    of(sent(2), carla)
    by_batch.faults.add(Fault("400", where="/v1/batches"))
    go_on(by_batch)
    assert "0 of 2 questions have come back" in mail.outbox[0].body
    assert "Unsupported parameter: 'max_tokens'" in mail.outbox[0].body


@pytest.mark.parametrize("without", ["server", "address", "person"])
def test_no_mail_where_there_is_nobody_to_tell(
    sent: Make, by_batch: StandIn, carla: User, settings: Any, without: str
):
    if without == "server":
        settings.EMAIL_HOST = ""
    User.objects.filter(pk=carla.pk).update(email="" if without == "address" else carla.email)
    of(sent(2), None if without == "person" else carla)
    go_on(by_batch)
    assert not mail.outbox
    assert BatchJob.objects.get().state == State.DONE


def test_a_mail_server_that_does_not_answer_changes_nothing(
    sent: Make, by_batch: StandIn, carla: User, settings: Any, caplog: Any
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    of(sent(2), carla)
    go_on(by_batch)
    assert BatchJob.objects.get().state == State.DONE
    assert "nobody was told that the batch has ended" in caplog.text
