"""Costs on the pages: before the start, while an upload is worked, and the cost page."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from processing import actions
from processing.models import BatchJob, ModelCall, Photo, StageRun, State, Upload
from processing.presentation import calls
from processing.presentation.costing import before_start
from processing.presentation.figures import SUMS, figures_of
from processing.questions import budget
from tests.questions.calls import MODEL, answered
from tests.views import results


def body(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def with_key(settings: Any) -> Any:
    """Photos may be sent to OpenAI and would be."""
    settings.OPENAI_API_KEY, settings.READER = "sk-test", "openai"
    settings.OPENAI_BASE_URL, settings.SEND_TO_MODEL = "", "photos,records"
    return settings


@pytest.fixture
def under_way(make_upload: Callable[..., Upload]) -> Upload:
    """A started upload that was reckoned at $0.16."""
    upload = make_upload(2)
    upload.started_at, upload.estimated_usd = timezone.now(), Decimal("0.16")
    upload.save()
    for disc in upload.discs.all():
        later = dict.fromkeys(("clean", "search", "analyze", "verify"), State.IDLE)
        results.runs(disc, extract=State.PENDING, **later)
    return upload


def put_off(upload: Upload) -> None:
    """As the pipeline leaves runs that wait for the budget."""
    sentence = f"{budget.REASON_START}does not suffice."
    StageRun.objects.filter(disc__upload=upload, stage="extract").update(
        error=sentence, not_before=budget.next_month(timezone.now())
    )


def test_before_the_start_it_says_what_it_will_cost_now_and_in_a_batch(
    signed_in: Client, with_key: Any, make_upload: Callable[..., Upload]
):
    upload = make_upload(10)
    Photo.objects.update(width=1824, height=1368)
    text = body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert "<strong>10 discs</strong> → OpenAI, now (at most 10 discs), about <strong>" in text
    assert "<strong>$0.0253</strong> (66,470 tokens)" in text
    assert ", of which $0.0223 for reading and $0.0031 for judging" in text
    assert 'value="now" checked> now, about $0.0253</label>' in text
    assert 'value="batch"> OpenAI Batch, about $0.0127, ready within 24 hours</label>' in text
    assert "used this month" not in text


def test_a_server_that_takes_no_batches_is_named_without_them(
    signed_in: Client, with_key: Any, make_upload: Callable[..., Upload]
):
    with_key.OPENAI_BASE_URL = "http://models.example.org:8000/v1"
    with_key.OPENAI_VISION_MODEL = "our-own"
    text = body(signed_in.get(f"/uploads/{make_upload(2).pk}/"))
    assert "→ models.example.org:8000, now, about <strong>" in text
    assert "what they cost is not known" in text
    assert 'name="road"' not in text


def test_without_a_model_no_cost_is_spoken_of(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    text = body(signed_in.get(f"/uploads/{make_upload(2).pk}/"))
    assert "will be read on this machine" in text
    assert "OpenAI" not in text


def test_a_budget_that_does_not_suffice_is_said_before_the_start(
    signed_in: Client, with_key: Any, make_upload: Callable[..., Upload]
):
    upload = make_upload(10)
    with_key.BUDGET_USD = Decimal(20)
    answered(cost_usd=Decimal("3.10"))
    text = body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert "$3.10 of $20.00 used this month." in text
    assert "does not suffice" not in text
    answered(cost_usd=Decimal("16.89"))
    text = body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert "◐ That does not suffice for this upload. You can start it;" in text
    assert f"until there is a new budget {budget.until()}." in text


def test_a_budget_that_cannot_be_kept_for_a_model_is_said(
    signed_in: Client, with_key: Any, make_upload: Callable[..., Upload]
):
    address = f"/uploads/{make_upload(2).pk}/"
    words = "The price of this model is not known, so the budget cannot be kept for it"
    with_key.OPENAI_VISION_MODEL = "our-own"
    assert words not in body(signed_in.get(address))
    with_key.BUDGET_USD = Decimal(20)
    assert words in body(signed_in.get(address))
    assert "does not suffice" not in body(signed_in.get(address))
    answered(cost_usd=Decimal(20))
    assert "does not suffice for this upload" in body(signed_in.get(address))
    with_key.OPENAI_VISION_MODEL = MODEL
    assert words not in body(signed_in.get(address))


@pytest.mark.parametrize(("road", "short"), [("now", True), ("batch", False)])
def test_the_budget_is_held_against_the_price_of_the_road(
    signed_in: Client,
    with_key: Any,
    make_upload: Callable[..., Upload],
    road: str,
    *,
    short: bool,
):
    upload = make_upload(10)
    Upload.objects.filter(pk=upload.pk).update(road=road)
    costing = before_start(upload)
    assert costing is not None
    assert costing.estimate.usd is not None
    with_key.BUDGET_USD = costing.estimate.usd * 3 / 4
    text = body(signed_in.get(f"/uploads/{upload.pk}/"))
    assert ("That does not suffice for this upload" in text) is short


def test_an_estimate_is_that_of_the_road_that_was_taken(db: None):
    job = BatchJob.objects.create(upload_number=1, stage="extract", model=MODEL)
    now = answered(estimated_usd=Decimal("0.004"), cost_usd=Decimal("0.004"))
    by_batch = answered(
        estimated_usd=Decimal("0.004"), cost_usd=Decimal("0.002"), batch=job, upload_number=2
    )
    rows = ModelCall.objects.order_by().values("upload_number").annotate(**SUMS)
    assert {figures_of(row).against_estimate for row in rows} == {"as estimated"}
    assert calls.paid(now).endswith("estimated before: $0.0040")
    assert calls.paid(by_batch).endswith("estimated before: $0.0020")


def test_while_an_upload_is_worked_it_says_what_it_has_cost(signed_in: Client, under_way: Upload):
    answered(upload_number=under_way.pk, cost_usd=Decimal("0.11"))
    answered(upload_number=under_way.pk + 1, cost_usd=Decimal("0.2"))
    text = body(signed_in.get(f"/uploads/{under_way.pk}/progress/"))
    assert "$0.11 of about $0.16" in text
    assert " left · you may close" in text
    assert "go-over-budget" not in text


@pytest.mark.parametrize(("group", "may"), [("Managers", True), ("Imaging", False)])
def test_what_waits_for_the_budget_is_said_and_a_manager_has_the_button(
    client: Client,
    person: Callable[[str], User],
    settings: Any,
    under_way: Upload,
    group: str,
    *,
    may: bool,
):
    settings.BUDGET_USD = Decimal(1)
    put_off(under_way)
    client.force_login(person(group))
    text = body(client.get(f"/uploads/{under_way.pk}/"))
    assert "◐ The month’s budget does not suffice: 2 discs of this upload wait." in text
    assert " left · you may close" not in text  # nobody knows
    assert ("Let this upload go on past the budget" in text) is may
    assert ("or as soon as a manager lets them" in text) is not may
    answer = client.post(f"/uploads/{under_way.pk}/over-budget/", follow=True)
    assert answer.status_code == (200 if may else 403)


def test_a_manager_lets_an_upload_go_on(
    client: Client, manager: User, settings: Any, under_way: Upload, make_upload: Any
):
    settings.BUDGET_USD = Decimal("0.01")
    other = make_upload(1)
    results.runs(other.discs.get(), extract=State.PENDING)
    put_off(under_way)
    put_off(other)
    client.force_login(manager)
    text = body(client.post(f"/uploads/{under_way.pk}/over-budget/", follow=True))
    assert "may go past the month’s budget. 2 discs of it go on now." in text
    under_way.refresh_from_db()
    assert under_way.over_budget_by == manager
    assert budget.refusal(under_way.pk, Decimal(1)) is None
    due = StageRun.objects.due().values_list("disc__upload", flat=True)
    assert set(due) == {under_way.pk}
    assert not under_way.discs.filter(runs__error__gt="").exists()
    first = under_way.over_budget_at
    actions.go_over_budget(upload=under_way, by=User.objects.create(username="another"))
    under_way.refresh_from_db()
    assert (under_way.over_budget_by, under_way.over_budget_at) == (manager, first)


@pytest.fixture
def many_costs(make_upload: Callable[..., Upload]) -> Upload:
    """Real time, a batch, another model, a reuse, a lost answer, and an upload that is gone."""
    upload = make_upload(1, name="Gift of KUT, box 12")
    batch = BatchJob.objects.create(upload_number=upload.pk, stage="extract", model=MODEL)
    last_month = budget.month_of(timezone.now()) - timedelta(days=3)
    answered(upload_number=upload.pk, cost_usd=Decimal("0.4"), cached_tokens=1200, reused=2)
    answered(upload_number=upload.pk, cost_usd=Decimal("0.2"), disc_number=2, batch=batch)
    answered(upload_number=4711, model="gpt-6-luna", sent_at=last_month, cost_usd=Decimal("0.3"))
    answered(
        upload_number=4711,
        outcome="",
        state=State.PENDING,
        cost_usd=None,
        input_tokens=0,
        output_tokens=0,
        lost_answers=1,
        interruptions=1,
        estimated_usd=Decimal("0.25"),
    )
    return upload


def test_the_cost_page_has_figures_overall_by_upload_model_and_month(
    signed_in: Client, settings: Any, many_costs: Upload
):
    settings.BUDGET_USD = Decimal(20)
    answer = signed_in.get("/costs/")
    costs = answer.context["costs"]
    overall = costs.overall
    assert (overall.questions, overall.usable, overall.discs) == (4, 3, 2)
    assert (overall.input, overall.cached, overall.output) == (15000, 1200, 3000)
    assert (overall.usd, overall.per_disc) == (Decimal("0.9"), Decimal("0.45"))
    assert (overall.saved_by_batch, overall.reused_usd) == (Decimal("0.2"), Decimal("0.8"))
    assert (overall.twice, overall.twice_usd) == (2, Decimal("0.5"))
    assert [name for name, _ in costs.models] == [MODEL, "gpt-6-luna"]
    assert [month.figures.usd for month in costs.months] == [Decimal("0.6"), Decimal("0.3")]
    assert costs.months[0].of_budget == 6  # what is possibly paid counts as well
    text = body(answer)
    assert f'<a href="/uploads/{many_costs.pk}/">Gift of KUT, box 12</a>' in text
    assert 'Upload 4711 <span class="quiet small">deleted</span>' in text
    assert "$1.10 of $20.00</strong> used" in text
    assert "2 · $0.50" in text
    assert "Prices of 2026-11-22" in text


def test_the_difference_to_what_was_reckoned_is_said_in_words(signed_in: Client, db: None):
    answered(cost_usd=Decimal("0.009"), estimated_usd=Decimal("0.01"))
    assert "10 % less than estimated" in body(signed_in.get("/costs/"))


def test_answers_without_a_price_are_said(signed_in: Client, db: None):
    answered(cost_usd=None, model="our-own")
    assert "1 answer is of a model that the price file does not know" in body(
        signed_in.get("/costs/")
    )


def test_an_empty_cost_page_says_why(signed_in: Client):
    assert "No question has been asked of a model yet" in body(signed_in.get("/costs/"))


def test_viewers_may_read_costs_and_strangers_may_not(
    client: Client, person: Callable[[str], User]
):
    client.force_login(person("Viewers"))
    assert client.get("/costs/").status_code == 200
    client.force_login(User.objects.create_user("stranger"))
    assert client.get("/costs/").status_code == 403
    assert client.get("/reports/").status_code == 403


def test_costs_stand_in_the_bar_where_there_is_a_key(signed_in: Client, settings: Any):
    """Without one, and on a phone, in the menu of the person."""
    in_bar, in_menu = 'class="wide-only" href="/costs/"', 'class="item" href="/costs/"'
    text = body(signed_in.get("/"))
    assert in_bar not in text
    assert in_menu in text
    settings.OPENAI_API_KEY = "sk-test"
    text = body(signed_in.get("/"))
    assert in_bar in text
    assert '<a class="item phone-only" href="/costs/">Costs</a>' in text


@pytest.mark.parametrize("uploads", [1, 30, 60])
def test_the_cost_page_takes_the_same_queries_for_few_and_many_uploads(
    signed_in: Client, make_upload: Any, settings: Any, django_assert_num_queries: Any, uploads: int
):
    settings.BUDGET_USD = Decimal(20)
    for _ in range(uploads):
        answered(upload_number=make_upload(1, photos=False).pk)
    with django_assert_num_queries(13):
        answer = signed_in.get("/costs/")
    assert len(answer.context["costs"].uploads) == min(uploads, 50)
