"""The log of an upload's questions: every question with its fate, for people and for programs."""

import json
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from processing.models import BatchJob, ModelCall, State, Upload
from processing.presentation import question_log
from tests.questions.calls import MODEL, answered, request

SENT = datetime(2026, 11, 28, 13, 20, 31, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def upload(db: None, make_upload: Callable[..., Upload]) -> Upload:
    return make_upload(1, name="Box 7")


def log(client: Client, upload: int, kind: str = "log") -> Any:
    answer = client.get(f"/uploads/{upload}/questions.{kind}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def of(upload: Upload, **fields: Any) -> ModelCall:
    disc = upload.discs.get()
    return answered(upload_number=upload.pk, disc_number=disc.pk, sent_at=SENT, **fields)


def test_each_question_is_a_line_with_its_fate(signed_in: Client, upload: Upload):
    of(upload)
    head, _, line = log(signed_in, upload.pk).splitlines()
    assert head.startswith(f"Questions to the model: upload {upload.pk}, Box 7. Written ")
    assert line == (
        f"2026-11-28 13:20:31 · {upload.discs.get()} · Read photos · attempt 1 · now · "
        "● Usable answer · 5,000 → 1,000 tokens · $0.0030 · req_1"
    )


def test_a_failure_is_told_in_words_on_its_line(signed_in: Client, upload: Upload):
    error = "OpenAI does not take\nthis question."
    of(upload, state=State.FAILED, outcome="error", error=error, lost_answers=2, cost_usd=None)
    line = log(signed_in, upload.pk).splitlines()[2]
    assert "▲ Error" in line
    assert "sent without an answer before: 2 · OpenAI does not take this question." in line


def test_a_question_of_a_batch_names_it_and_the_time_of_the_batch(
    signed_in: Client, upload: Upload
):
    job = BatchJob.objects.create(
        upload_number=upload.pk, stage="extract", model=MODEL, batch_id="b_1", submitted_at=SENT
    )
    call = of(upload, batch=job)
    ModelCall.objects.filter(pk=call.pk).update(sent_at=None)
    assert "2026-11-28 13:20:31" in log(signed_in, upload.pk)
    assert " · batch b_1 · " in log(signed_in, upload.pk)


def test_programs_read_the_same_as_json_lines(signed_in: Client, upload: Upload):
    of(upload, cost_usd=Decimal("0.0015"))
    of(upload, attempt=2, outcome="refused", error="No.\u2028No.")
    rows = [json.loads(line) for line in log(signed_in, upload.pk, "jsonl").split("\n")[:-1]]
    assert [row["attempt"] for row in rows] == [1, 2]
    assert (rows[0]["usd"], rows[0]["outcome"], rows[0]["road"]) == ("0.001500", "usable", "now")
    assert datetime.fromisoformat(rows[0]["sent_at"]) == SENT
    assert rows[1]["error"] == "No.\u2028No."


def test_neither_question_nor_answer_nor_a_key_stands_in_it(signed_in: Client, upload: Upload):
    asked = request("what the photo of the secret box shows")
    of(upload, request=asked, answer={"secret": "reading"}, error="Wrong key sk-abcdefgh1234.")
    both = log(signed_in, upload.pk) + log(signed_in, upload.pk, "jsonl")
    assert "secret" not in both
    assert "sk-" not in both


def test_the_log_of_a_deleted_upload_is_still_there(signed_in: Client, db: None):
    answered(upload_number=77, disc_number=5)
    assert "upload 77, deleted" in log(signed_in, 77)
    assert "disc 5, deleted" in log(signed_in, 77)
    assert signed_in.get("/uploads/78/questions.log").status_code == 404


def test_only_who_may_look_at_costs_may_have_it(
    client: Client, upload: Upload, person: Callable[[str], User]
):
    path = f"/uploads/{upload.pk}/questions.log"
    assert client.get(path).status_code == 302
    client.force_login(User.objects.create_user("nobody"))
    assert client.get(path).status_code == 403
    client.force_login(person("Managers"))
    answer = client.get(path)
    assert answer["Content-Disposition"] == (
        f'attachment; filename="upload-{upload.pk}-questions.log"'
    )


def test_the_cost_page_links_it(signed_in: Client, upload: Upload):
    of(upload)
    assert f'href="/uploads/{upload.pk}/questions.log"' in signed_in.get("/costs/").content.decode()


def test_ten_thousand_questions_pass_without_being_held(db: None):
    like = answered(upload_number=9)
    ModelCall.objects.bulk_create(
        (
            ModelCall(
                request_hash=f"many-{number}",
                disc_number=number,
                upload_number=9,
                stage="extract",
                model=MODEL,
                prompt_version="read-1",
                request=like.request,
                answer={"text": "x" * 2_000},
            )
            for number in range(9_999)
        ),
        batch_size=500,
    )
    tracemalloc.start()
    count = sum(1 for _ in question_log.lines(9, "jsonl"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 10_000
    assert peak < 20_000_000
