"""The month's budget: what is used, what is reserved, and what must wait."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from processing.models import ModelCall, Stage, StageRun, State, Upload
from processing.questions import budget
from tests.questions.calls import answered

pytestmark = pytest.mark.django_db
TEN = Decimal(10)


@pytest.fixture
def started(make_upload: Callable[..., Upload]) -> Callable[..., Upload]:
    """An upload under way, with what it was reckoned to cost."""

    def make(usd: str = "2") -> Upload:
        upload = make_upload(1, photos=False)
        upload.started_at, upload.estimated_usd = timezone.now(), Decimal(usd)
        upload.save()
        for stage in Stage.values:
            state = State.PENDING if stage == "extract" else State.IDLE
            StageRun.objects.create(disc=upload.discs.get(), stage=stage, state=state)
        return upload

    return make


def end(upload: Upload) -> None:
    StageRun.objects.filter(disc__upload=upload).update(state=State.DONE)


def test_the_month_is_the_calendars_where_the_library_is(settings: Any):
    settings.TIME_ZONE = "America/Chicago"
    late = datetime(2026, 12, 1, 3, tzinfo=UTC)  # still November there
    chicago = ZoneInfo("America/Chicago")
    assert budget.month_of(late) == datetime(2026, 11, 1, tzinfo=chicago)
    assert budget.next_month(late) == datetime(2026, 12, 1, tzinfo=chicago)
    assert budget.next_month(datetime(2026, 12, 31, 12, tzinfo=UTC)).year == 2027
    march = budget.next_month(datetime(2026, 3, 2, tzinfo=UTC))  # summer time begins in between
    assert march == datetime(2026, 4, 1, 5, tzinfo=UTC)


def test_what_was_refused_is_looked_at_every_hour_and_with_the_new_month():
    noon = datetime(2026, 11, 30, 12, tzinfo=UTC)
    assert budget.look_again(noon) == noon + timedelta(hours=1)
    assert budget.look_again(datetime(2026, 11, 30, 23, 30, tzinfo=UTC)).day == 1


def test_answers_count_by_their_cost_and_lost_ones_by_their_estimate():
    answered(cost_usd=Decimal("1.25"))
    answered(cost_usd=None, lost_answers=2, estimated_usd=Decimal("0.5"), outcome="")
    answered(cost_usd=Decimal("0.25"), interruptions=1, estimated_usd=Decimal("0.2"))
    answered(cost_usd=Decimal(7), sent_at=budget.month_of(timezone.now()) - timedelta(seconds=1))
    answered(cost_usd=None, sent_at=None)
    assert budget.spent(timezone.now()) == Decimal("2.7")


def test_an_upload_under_way_reserves_what_it_has_not_cost_yet(started: Callable[..., Upload]):
    first, second, ended = started("2"), started("3"), started("5")
    end(ended)
    answered(upload_number=first.pk, cost_usd=Decimal("0.5"))
    answered(upload_number=second.pk, cost_usd=Decimal("3.5"))  # dearer than was thought
    assert budget.reserved(None) == Decimal("1.5")
    assert budget.reserved(first.pk) == 0
    Upload.objects.update(cancelled_at=timezone.now())
    assert budget.reserved(None) == 0


def test_without_a_budget_nothing_is_looked_up(django_assert_num_queries: Any):
    with django_assert_num_queries(0):
        assert budget.refusal(1, TEN) is None


def test_a_question_goes_while_all_that_is_reserved_fits(
    settings: Any, started: Callable[..., Upload]
):
    settings.BUDGET_USD = TEN
    own, _ = started("4"), started("3")
    answered(upload_number=own.pk, cost_usd=Decimal(3), estimated_usd=None)
    assert budget.refusal(own.pk, Decimal("0.003")) is None  # 3 + 3 + 1
    assert budget.refusal(own.pk, Decimal("4.01")) is not None
    started("3")
    assert budget.refusal(own.pk, Decimal("0.003")) is None  # exactly ten
    started("0.01")
    said = budget.refusal(own.pk, Decimal("0.003"))
    assert said is not None
    assert said.startswith(budget.REASON_START)
    assert "$3.00 of $10.00 is used and $6.01 reserved for other uploads" in said
    assert "still needs about $1.00" in said
    until = budget.next_month(timezone.now())
    assert f"on 1 {until:%B %Y}, or as soon as a manager lets it." in said


def test_a_manager_lets_one_upload_pass_and_not_the_others(
    settings: Any, started: Callable[..., Upload], manager: Any
):
    settings.BUDGET_USD = Decimal(1)
    upload, other = started("4"), started("4")
    upload.over_budget_by, upload.over_budget_at = manager, timezone.now()
    upload.save()
    assert budget.refusal(upload.pk, None) is None
    assert budget.refusal(other.pk, None) is not None


def test_a_question_of_no_known_price_waits_once_the_budget_is_used_up(
    settings: Any, started: Callable[..., Upload]
):
    settings.BUDGET_USD = TEN
    upload = started("0")
    call = answered(cost_usd=Decimal("9.99"))
    assert budget.refusal(upload.pk, None) is None
    for used in ("10", "12"):
        ModelCall.objects.filter(pk=call.pk).update(cost_usd=Decimal(used))
        said = budget.refusal(upload.pk, None)
        assert said is not None
        assert said.startswith(budget.REASON_START)
        assert "and what this upload still needs is not known. It goes on" in said
    assert budget.refusal(4711, None) is not None


def test_of_a_question_of_no_known_price_what_its_upload_still_needs_counts(
    settings: Any, started: Callable[..., Upload]
):
    settings.BUDGET_USD = TEN
    upload = started("11")
    assert "still needs about $11.00" in (budget.refusal(upload.pk, None) or "")


def test_a_question_of_an_upload_that_is_gone_is_held_to_the_budget_too(settings: Any):
    settings.BUDGET_USD = Decimal(1)
    assert budget.refusal(4711, Decimal("0.9")) is None
    assert budget.refusal(4711, Decimal("1.1")) is not None


def test_a_refusal_takes_a_few_queries(
    settings: Any, started: Callable[..., Upload], django_assert_num_queries: Any
):
    settings.BUDGET_USD = TEN
    uploads = [started("0.1") for _ in range(30)]
    for upload in uploads:
        answered(upload_number=upload.pk)
    with django_assert_num_queries(5):
        budget.refusal(uploads[0].pk, Decimal("0.003"))
    assert ModelCall.objects.count() == 30
