"""A service that is paused, and what comes up while it is."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from processing import ledger
from processing.models import Disc, Pause, StageRun, State
from processing.models.stage_run import LONGEST_PAUSE

pytestmark = pytest.mark.django_db
DOWN, CREDIT = "It is down.", "The credit is used up."


def later(**wait: float) -> datetime:
    return timezone.now() + timedelta(**wait)


def test_a_longer_wait_that_the_service_names_is_kept_while_it_is_paused():
    Pause.begin("openai", DOWN)
    until = later(seconds=600)
    assert Pause.begin("openai", "It asks to send less.", until).until == until
    pause = Pause.objects.get()
    assert (pause.until, pause.reason, pause.step) == (until, "It asks to send less.", 1)


def test_a_shorter_wait_changes_nothing():
    first = Pause.begin("openai", CREDIT, later(seconds=600))
    pause = Pause.begin("openai", DOWN, later(seconds=300))
    assert (pause.until, pause.reason) == (first.until, CREDIT)
    pause = Pause.begin("openai", DOWN)
    assert (pause.until, pause.reason) == (first.until, CREDIT)


def test_what_comes_up_in_a_pause_is_said_and_is_no_further_step():
    first = Pause.begin("openai", DOWN)
    pause = Pause.begin("openai", CREDIT)
    assert (pause.reason, pause.step) == (CREDIT, 1)
    assert first.until < pause.until <= later(minutes=1)


def test_no_pause_is_longer_than_a_day():
    Pause.begin("openai", DOWN)
    assert Pause.begin("openai", DOWN, later(days=9)).until <= timezone.now() + LONGEST_PAUSE


def test_a_row_of_no_step_is_extended_by_the_shortest_pause():
    Pause.objects.create(service="openai", reason=DOWN, until=later(seconds=5))
    assert Pause.begin("openai", DOWN).until <= later(minutes=1)


def test_what_was_put_off_for_the_first_reason_goes_on_when_the_pause_is_ended(disc: Disc):
    first = Pause.begin("openai", DOWN)
    run = StageRun.objects.get(disc=disc, stage="extract")
    StageRun.objects.filter(pk=run.pk).update(
        state=State.PENDING, error=DOWN, not_before=first.until
    )
    Pause.begin("openai", CREDIT, later(seconds=600))
    run.refresh_from_db()
    assert (run.error, run.not_before) == (CREDIT, Pause.objects.get().until)
    assert ledger.lift("openai") == 1
    run.refresh_from_db()
    assert run.not_before is None
