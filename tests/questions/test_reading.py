"""From photos to a match with the real client: what is sent, what is made of it, what it cost."""

import base64
import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from PIL import Image

from processing import actions, ledger
from processing.catalog.evidence import Tier
from processing.models import Disc, ModelCall, StageRun, State, Upload
from tests.pipeline_help import states, work_all
from tests.questions import box
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Worked = Callable[..., Upload]


def test_a_disc_is_read_by_the_model_and_matched(worked: Worked, stand_in: StandIn):
    disc = worked().discs.get()
    assert set(states(disc.pk).values()) == {State.DONE}
    reading = disc.reading()
    assert reading is not None
    assert reading.reader == "gpt-5.6-luna"
    assert reading.machine.title is not None
    assert reading.machine.title.text == box.title_of(1)
    front, back = disc.photos.order_by("-role")
    assert reading.machine.title.photo == front.pk
    assert reading.machine.tracks[1].title.photo == back.pk
    assert reading.machine.tracks[1].seconds == 2 * 60 + 2
    assert reading.machine.number_labels == {box.number_of(1): "Lake"}
    match = disc.match()
    assert match is not None
    assert match.record is not None
    assert match.record.number == "700001"


def test_every_question_is_counted_in_tokens_and_usd(worked: Worked):
    call = ModelCall.objects.get(disc_number=worked().discs.get().pk, stage="extract")
    assert (call.state, call.outcome) == (State.DONE, "usable")
    assert call.input_tokens > 2 * 700  # two photos of 800 by 600 pixels
    assert abs(call.input_tokens - call.estimated_input) < call.input_tokens * 0.2
    assert call.output_tokens > 0
    plain = call.input_tokens - call.cached_tokens - call.written_tokens
    reckoned = plain * 20 + call.cached_tokens * 2 + call.written_tokens * 25
    reckoned = Decimal(reckoned + call.output_tokens * 120) / 100_000_000
    assert abs(call.cost_usd - reckoned) <= Decimal("0.000001")
    assert call.request_id.startswith("req_")
    assert call.milliseconds is not None
    assert call.prompt_version == "read-1"


def test_photos_go_out_as_small_clean_jpegs_at_high_detail(worked: Worked, stand_in: StandIn):
    worked()
    body = stand_in.asked()[0].body
    parts = body["messages"][1]["content"]
    images = [part["image_url"] for part in parts if part["type"] == "image_url"]
    assert [image["detail"] for image in images] == ["high", "high"]
    assert all(image["url"].startswith("data:image/jpeg;base64,") for image in images)
    assert body["store"] is False
    assert body["response_format"]["json_schema"]["strict"] is True


def test_neither_file_names_nor_item_barcodes_leave_the_building(worked: Worked, stand_in: StandIn):
    upload = worked(2)
    sent = repr([call.body for call in stand_in.asked()])
    for disc in upload.discs.all():
        assert disc.item_barcode is not None
        assert disc.item_barcode not in sent


def test_what_is_stored_of_a_question_holds_no_photo_and_no_key(worked: Worked):
    worked()
    stored = repr(list(ModelCall.objects.values()))
    assert "base64" not in stored
    assert "sk-test" not in stored


def test_an_answer_is_used_again_and_costs_nothing(worked: Worked, stand_in: StandIn):
    disc = worked().discs.get()
    asked = len(stand_in.asked())
    ledger.restart(disc, "extract")
    work_all()
    assert len(stand_in.asked()) == asked
    assert ModelCall.objects.get(stage="extract").reused == 1
    assert disc.verification(2) is not None


def test_a_covered_part_is_black_when_it_is_sent_and_asked_about_anew(
    worked: Worked, stand_in: StandIn, cataloger, monkeypatch: pytest.MonkeyPatch
):
    seen: list[Image.Image] = []
    disc = worked().discs.get()
    photo = disc.photos.get(role="front")
    photo.covers.create(left=0, top=0, right=200, bottom=150, made_by=cataloger)
    ledger.restart(disc, "extract")
    work_all()
    call = ModelCall.objects.filter(stage="extract").latest("pk")
    assert ModelCall.objects.filter(stage="extract").count() == 2
    assert call.request["parts"][1]["covers"] == [[0, 0, 200, 150]]
    seen.append(_first_photo(stand_in))
    assert seen[0].crop((5, 5, 190, 140)).getextrema() == ((0, 0), (0, 0), (0, 0))
    assert seen[0].crop((210, 160, 790, 590)).getextrema()[0][1] > 100
    with photo.original.open("rb") as file, Image.open(file) as original:
        assert original.convert("L").crop((5, 5, 190, 140)).getextrema()[1] > 100


def _first_photo(stand_in: StandIn) -> Image.Image:
    parts = stand_in.asked()[-1].body["messages"][1]["content"]
    url = next(part for part in parts if part["type"] == "image_url")["image_url"]["url"]
    return Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2])))


def test_a_disc_that_the_rules_settle_is_not_judged_by_the_model(worked: Worked):
    disc = worked().discs.get()
    verification = disc.verification()
    assert verification is not None
    assert verification.verified.tier is Tier.HIGH
    assert not ModelCall.objects.filter(stage="analyze").exists()


def test_a_disc_without_candidates_is_not_judged_by_the_model(
    make_box: Worked, settings, stand_in: StandIn
):
    settings.ANALYZE_WITH_MODEL = "always"
    upload = box.box(stand_in, 1)
    ledger.begin(upload)
    work_all()
    assert set(states(upload.discs.get().pk).values()) == {State.DONE}
    assert not ModelCall.objects.filter(stage="analyze").exists()


def test_ten_discs_go_their_way_to_the_end(worked: Worked, stand_in: StandIn):
    upload = worked(10)
    runs = StageRun.objects.filter(disc__upload=upload)
    assert runs.count() == runs.filter(state=State.DONE).count() == 50
    assert len(stand_in.asked()) == 10
    numbers = Disc.objects.order_by("position").values_list("accepted_number", flat=True)
    assert list(numbers) == [str(700_000 + number) for number in range(1, 11)]


def test_a_person_may_have_the_model_asked_once_more(worked: Worked, stand_in: StandIn, cataloger):
    disc = worked().discs.get()
    actions.run_again(disc=disc, stage="extract", by=cataloger, anew=True)
    work_all()
    assert len(stand_in.asked()) == 2
    calls = ModelCall.objects.filter(stage="extract").order_by("attempt")
    assert [(call.attempt, call.outcome) for call in calls] == [(1, "aside"), (2, "usable")]


def test_the_page_offers_it_where_a_model_has_read(worked: Worked, client, cataloger):
    disc = worked().discs.get()
    client.force_login(cataloger)
    page = client.get(f"/discs/{disc.pk}/").content.decode()
    assert 'name="anew"' in page
    client.post(f"/discs/{disc.pk}/run-again/", {"stage": "extract", "anew": "on"})
    work_all()
    assert ModelCall.objects.filter(stage="extract").count() == 2
