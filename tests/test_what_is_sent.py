"""What may be sent: a manager's word, and what goes on once it is given."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from processing import actions, ledger, pipeline
from processing.models import Consent, Pause, StageRun, State, Upload
from processing.questions.allowed import NOT_YET_ALLOWED, allowed, reads_with_model, recipient
from processing.questions.statement import Statement
from tests.fake_stages import FakeStages

pytestmark = pytest.mark.django_db

OPENAI = "https://api.openai.com/v1"
OWN = "http://models.library.example:8000/v1"
TOMORROW = timedelta(days=1)


@pytest.fixture(autouse=True)
def _key(settings: Any) -> None:
    settings.OPENAI_API_KEY = "sk-secret"
    settings.OPENAI_BASE_URL = settings.SEND_TO_MODEL = ""


def say(by: User, to: str = OPENAI, **word: bool) -> Consent:
    word = {"photos": True, "records": False, **word}
    return actions.confirm_sending(**word, to=to, by=by)


def put_off(upload: Upload, reason: str) -> StageRun:
    """The first stage of a disc as it stands after its service was paused until tomorrow."""
    until = timezone.now() + TOMORROW
    Pause.objects.create(service="openai", until=until, reason=reason)
    run = StageRun.objects.filter(disc__upload=upload, state=State.PENDING).first()
    assert run is not None
    StageRun.objects.filter(pk=run.pk).update(not_before=until, error=reason)
    return run


def test_nothing_is_said_at_first(db: None):
    assert (allowed().photos, allowed().records) == (None, None)


def test_photos_and_record_text_are_confirmed_apart(manager: User):
    say(manager, photos=True, records=False)
    assert (allowed().photos, allowed().records) == (True, False)
    say(manager, photos=False, records=True)
    assert (allowed().photos, allowed().records) == (False, True)


def test_every_word_is_kept_with_the_text_that_was_confirmed(manager: User):
    say(manager)
    say(manager, photos=False)
    taken_back, given = Consent.objects.all()
    assert (given.photos, taken_back.photos) == (True, False)
    assert given.statement == Statement(OPENAI).text
    assert "30 days" in given.statement
    assert given.given_by == manager


def test_the_same_word_twice_is_one(manager: User):
    assert say(manager) == say(manager)
    assert Consent.objects.count() == 1


def test_the_same_word_on_another_text_is_kept(manager: User):
    say(manager)
    Consent.objects.update(statement="what the page said last year")
    say(manager)
    assert Consent.objects.count() == 2


def test_a_word_about_one_server_says_nothing_of_another(manager: User, settings: Any):
    say(manager)
    settings.OPENAI_BASE_URL = OWN
    assert allowed().photos is None
    with pytest.raises(actions.NotAllowed, match="Meanwhile it would be sent to the server at"):
        say(manager, to=OPENAI)
    say(manager, to=OWN)
    settings.OPENAI_BASE_URL = ""
    assert allowed().photos is True


def test_the_setting_wins_and_cannot_be_overruled(manager: User, settings: Any):
    say(manager, records=True)
    settings.SEND_TO_MODEL = "none"
    assert (allowed().photos, allowed().by_setting) == (False, True)
    with pytest.raises(actions.NotAllowed, match="set by SEND_TO_MODEL"):
        say(manager)
    assert Consent.objects.count() == 1


def test_without_a_key_there_is_nothing_to_confirm(manager: User, settings: Any):
    settings.OPENAI_API_KEY = ""
    with pytest.raises(actions.NotAllowed, match="OPENAI_API_KEY is not set"):
        say(manager)


def test_a_password_in_the_address_is_neither_shown_nor_kept(db: None, settings: Any):
    settings.OPENAI_BASE_URL = "https://library:hush@models.example/v1"
    assert recipient() == "https://models.example/v1"


@pytest.mark.parametrize(
    ("key", "reader", "reads"),
    [("k", "auto", True), ("k", "openai", True), ("k", "local", False), ("", "auto", False)],
)
def test_the_model_reads_where_a_key_is_set_and_the_reader_is_not_local(
    settings: Any, key: str, reader: str, *, reads: bool
):
    settings.OPENAI_API_KEY, settings.READER = key, reader
    assert reads_with_model() is reads


def test_the_word_is_logged_without_a_secret(manager: User, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO, "processing"):
        say(manager)
    assert caplog.messages == [
        f"managers has said what may be sent to {OPENAI}: photos yes, readings and record text no"
    ]


@pytest.mark.parametrize("photos", [True, False])
def test_discs_that_waited_go_on_with_a_word(
    manager: User, make_upload: Callable[..., Upload], stages: FakeStages, *, photos: bool
):
    """With a “no” too: they learn how they are read instead."""
    upload = make_upload()
    ledger.begin(upload)
    run = put_off(upload, NOT_YET_ALLOWED)
    say(manager, photos=photos)
    run.refresh_from_db()
    assert (run.not_before, run.error, run.state) == (None, "", State.PENDING)
    assert not Pause.objects.exists()


def test_discs_that_wait_for_something_else_go_on_waiting(
    manager: User, make_upload: Callable[..., Upload], stages: FakeStages
):
    upload = make_upload()
    ledger.begin(upload)
    run = put_off(upload, "OpenAI has no credit left.")
    say(manager)
    run.refresh_from_db()
    assert run.not_before is not None
    assert Pause.objects.count() == 1


def test_a_disc_put_off_just_after_the_word_is_found_by_the_sweep(
    manager: User, make_upload: Callable[..., Upload], stages: FakeStages
):
    upload = make_upload()
    ledger.begin(upload)
    say(manager)
    run = put_off(upload, NOT_YET_ALLOWED)
    pipeline.heal()
    run.refresh_from_db()
    assert run.not_before is None
    assert not Pause.objects.exists()


def test_the_sweep_frees_nothing_before_the_word(
    db: None, make_upload: Callable[..., Upload], stages: FakeStages
):
    upload = make_upload()
    ledger.begin(upload)
    run = put_off(upload, NOT_YET_ALLOWED)
    pipeline.heal()
    run.refresh_from_db()
    assert run.not_before is not None


def test_a_start_with_send_to_model_frees_what_waited(
    db: None, make_upload: Callable[..., Upload], stages: FakeStages, settings: Any
):
    upload = make_upload()
    ledger.begin(upload)
    run = put_off(upload, NOT_YET_ALLOWED)
    settings.SEND_TO_MODEL = "photos"
    pipeline.heal()
    run.refresh_from_db()
    assert run.not_before is None


def test_the_command_line_says_what_to_do_before_anybody_has_confirmed(db: None, tmp_path: Path):
    with pytest.raises(CommandError, match="or set SEND_TO_MODEL to photos"):
        call_command("process", str(tmp_path))
    assert not Upload.objects.exists()
