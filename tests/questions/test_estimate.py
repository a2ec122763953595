"""What an upload will cost, before anything is sent."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from processing import ledger
from processing.models import Disc, Photo, State, Upload
from processing.questions.estimate import estimate
from tests.conftest import make_photo
from tests.questions.calls import MODEL, SETTINGS, answered, photo, request

pytestmark = pytest.mark.django_db
PHONE = 2942  # tokens of 1,824 × 1,368
PROMPT, ANSWER = 1600, 1100


def sized(upload: Upload, width: int = 1824, height: int = 1368) -> Upload:
    Photo.objects.filter(upload=upload).update(width=width, height=height)
    return upload


def test_a_disc_is_one_question_with_all_its_photos(make_upload: Callable[..., Upload]):
    upload = sized(make_upload(10))
    make_photo(upload.discs.first())  # not opened yet: taken for one of a phone
    found = estimate(upload, SETTINGS | {"analyze_with_model": "never"})
    assert (found.discs, found.questions) == (10, 10)
    assert found.input_tokens == 11 * PHONE + 10 * PROMPT
    assert found.output_tokens == 10 * ANSWER
    assert found.usd == (found.input_tokens * Decimal("0.2") + 11000 * Decimal("1.2")) / 1_000_000
    assert found.batch_usd == found.usd / 2


@pytest.mark.parametrize(("how", "judged"), [("always", 10), ("when_needed", 3), ("never", 0)])
def test_part_of_the_discs_is_judged_as_well(
    make_upload: Callable[..., Upload], how: str, judged: int
):
    found = estimate(sized(make_upload(10)), SETTINGS | {"analyze_with_model": how})
    assert found.questions == 10 + judged


def test_skipped_discs_broken_photos_and_loose_ones_cost_nothing(
    make_upload: Callable[..., Upload],
):
    upload = sized(make_upload(3))
    first, second, _ = upload.discs.all()
    Disc.objects.filter(pk=first.pk).update(repeat=Disc.Repeat.SKIP)
    make_photo(second, state=State.FAILED)
    Photo.objects.filter(pk=make_photo(second).pk).update(disc=None)
    found = estimate(upload, SETTINGS | {"analyze_with_model": "never"})
    assert (found.discs, found.input_tokens) == (2, 2 * (PHONE + PROMPT))


def test_twenty_usable_answers_are_worth_more_than_a_first_guess(
    make_upload: Callable[..., Upload],
):
    upload = sized(make_upload(10))
    crop = photo(2, crop=[0, 0, 900, 300])
    for number in range(20):
        before = estimate(upload, SETTINGS | {"analyze_with_model": "never"})
        assert before.output_tokens == 10 * ANSWER
        answered(
            request=request("data", photo(), crop),
            input_tokens=PHONE + 2000,
            output_tokens=700 + 20 * number,
        )
        answered(model="another", output_tokens=9)
        answered(outcome="refused", output_tokens=9)
    found = estimate(upload, SETTINGS | {"analyze_with_model": "never"})
    assert found.input_tokens == 10 * (PHONE + 2000)  # a cut-out part counts as what comes besides
    assert found.output_tokens == 10 * 890


def test_a_model_without_a_price_has_tokens_only(make_upload: Callable[..., Upload]):
    found = estimate(sized(make_upload(2)), SETTINGS | {"vision_model": "llama-local"})
    assert found.tokens > 2 * PHONE
    assert (found.usd, found.batch_usd) == (None, None)


def test_reading_on_this_machine_asks_nothing(make_upload: Callable[..., Upload]):
    found = estimate(make_upload(2), {"reader": "local"})
    assert (found.discs, found.questions, found.tokens, found.usd) == (2, 0, 0, 0)


@pytest.mark.parametrize("discs", [2, 60])
def test_the_queries_do_not_grow_with_the_discs(
    make_upload: Callable[..., Upload], django_assert_num_queries: Any, discs: int
):
    upload = make_upload(discs)
    with django_assert_num_queries(4):
        estimate(upload, SETTINGS)


def test_the_start_keeps_what_was_reckoned(
    make_upload: Callable[..., Upload], monkeypatch: pytest.MonkeyPatch
):
    upload, other = sized(make_upload(2)), make_upload(2)
    ledger.begin(other)
    other.refresh_from_db()
    assert other.estimated_usd is None
    monkeypatch.setattr(ledger, "snapshot", lambda: SETTINGS)
    ledger.begin(upload)
    upload.refresh_from_db()
    reckoned = estimate(upload).usd
    assert reckoned is not None
    assert upload.estimated_usd == round(reckoned, 6) > Decimal("0.003")
    assert upload.snapshot["vision_model"] == MODEL
