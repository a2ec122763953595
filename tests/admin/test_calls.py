"""Questions to the model in the admin: in words, without photos and keys, beside their disc."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from processing.models import BatchJob, Disc, ModelCall, State, Upload
from tests.questions.calls import MODEL, answered, photo, request
from tests.views import results

LIST = "/admin/processing/modelcall/"
MOST_QUERIES = 25  # of the page of a disc; the number itself is not the point


@pytest.fixture
def disc(make_upload: Callable[..., Upload], db: None) -> Disc:
    disc: Disc = make_upload(1, name="Gift of KUT").discs.get()
    results.finish(disc)
    return disc


def of(disc: Disc, **fields: Any) -> ModelCall:
    return answered(disc_number=disc.pk, upload_number=disc.upload_id, **fields)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_list_says_everything_in_words(signed_in: Client, disc: Disc):
    of(disc, input_tokens=7500, output_tokens=1000)
    answered(disc_number=4711, upload_number=4712, outcome="refused", stage="analyze")
    answered(outcome="", state=State.PENDING, cost_usd=None, upload_number=0, sent_at=None)
    text = page(signed_in, LIST)
    assert f'/admin/processing/disc/{disc.pk}/change/">{disc.item_barcode}</a>' in text
    assert f'<a href="/uploads/{disc.upload_id}/">Gift of KUT</a>' in text
    for words in ("7,500 → 1,000", "$0.0030", "8,200 ms", "● Usable answer", "Read photos"):
        assert words in text
    for words in ("4711 (deleted)", "4712 (deleted)", "▲ Refused", "Compare", "○ No answer yet"):
        assert words in text


def test_a_question_is_shown_as_text_with_its_photos_as_references(signed_in: Client, disc: Disc):
    seen = disc.photos.get().pk
    painted = {**photo(seen, crop=[10, 20, 900, 300]), "covers": [[0, 0, 5, 5], [9, 9, 20, 20]]}
    asked = request("Photo 1 is the <front>.", photo(seen), painted, photo(987654))
    text = page(signed_in, f"{LIST}{of(disc, request=asked).pk}/change/")
    assert "Read what is printed.\nLeave out stickers." in text
    assert "Photo 1 is the &lt;front&gt;." in text
    assert f"Photo {seen} (front), 1,824 × 1,368\n" in text
    cut = "1,824 × 1,368, cut out from 10, 20 to 900, 300, 2 parts painted over"
    assert f"Photo {seen} (front), {cut}" in text
    assert "Photo 987654 (deleted)" in text


def test_the_raw_answer_is_folded_and_escaped(signed_in: Client, disc: Disc):
    answer = {"choices": [{"message": {"content": "<script>alert(1)</script>"}}], "id": "x"}
    text = page(signed_in, f"{LIST}{of(disc, answer=answer).pk}/change/")
    assert '<details id="raw-answer">' in text
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "&quot;id&quot;: &quot;x&quot;" in text


def test_no_page_shows_a_key_or_the_bytes_of_a_photo(signed_in: Client, disc: Disc):
    bytes_ = "data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ+/=="
    call = of(
        disc,
        request=request(f"see {bytes_}"),
        answer={"said": bytes_, "key": "sk-proj-abcdef0123456789"},
        error="Wrong key: sk-proj-abcdef0123456789.",
    )
    for address in (f"{LIST}{call.pk}/change/", f"/admin/processing/disc/{disc.pk}/change/"):
        text = page(signed_in, address)
        assert "4AAQ" not in text
        assert "abcdef0123456789" not in text
    assert "see …" in page(signed_in, f"{LIST}{call.pk}/change/")


def test_its_page_tells_road_cost_and_how_often(signed_in: Client, disc: Disc):
    batch = BatchJob.objects.create(
        upload_number=disc.upload_id, stage="extract", model=MODEL, batch_id="batch_7"
    )
    call = of(disc, batch=batch, attempt=2, reused=1, lost_answers=1, cached_tokens=1024)
    text = page(signed_in, f"{LIST}{call.pk}/change/")
    assert "in the batch batch_7" in text
    assert "5,000 in, 1,024 of these cached and 0 written to the cache; 1,000 out." in text
    assert "$0.0030; estimated before: $0.0010" in text
    assert "Attempt 2; its answer was used again 1 time; sent 1 time before without" in text
    text = page(signed_in, f"{LIST}{of(disc, cost_usd=None).pk}/change/")
    assert "The price of this model is not known." in text
    assert "by itself, answered at once" in text
    assert "<h2>Question " in text, "not the name that a stage has in the program"


def test_nothing_of_it_can_be_written(signed_in: Client, disc: Disc):
    address = f"{LIST}{of(disc).pk}/change/"
    assert 'name="_save"' not in page(signed_in, address)
    assert signed_in.post(address, {}).status_code == 403


def test_the_page_of_a_disc_lists_its_questions_folded(signed_in: Client, disc: Disc):
    address = f"/admin/processing/disc/{disc.pk}/change/"
    assert "Questions to the model" not in page(signed_in, address)
    call = of(disc)
    of(disc, stage="analyze", outcome="broken", sent_at=timezone.now() - timedelta(days=1))
    answered(disc_number=disc.pk + 1, model="another")
    text = page(signed_in, address)
    section = text[text.index('<details id="calls">') :]
    assert 'Questions to the model <span class="quiet num">2</span>' in section
    assert f'href="{LIST}{call.pk}/change/"' in section
    for words in ("▲ Not in the shape asked for", "5,000 → 1,000", "$0.0030", "8,200 ms"):
        assert words in section
    assert "another" not in section


def test_the_page_of_a_disc_takes_the_same_queries_for_few_and_many_questions(
    signed_in: Client, disc: Disc, django_assert_max_num_queries: Any
):
    address = f"/admin/processing/disc/{disc.pk}/change/"
    of(disc)
    page(signed_in, address)
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        page(signed_in, address)
    for _ in range(30):
        of(disc)
    with django_assert_max_num_queries(len(few.captured_queries)):
        page(signed_in, address)
