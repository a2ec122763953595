"""A part of a photo that is covered while its question waits for a batch is not sent."""

import base64
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image

from processing import actions, batches
from processing.models import BatchJob, Disc, ModelCall, Photo, StageRun, State, Upload
from tests.batches.conftest import due, go_on, step
from tests.batches.test_whole import all_done
from tests.pipeline_help import work_all
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]
BOX = (8, 8, 72, 72)
INSIDE = (40, 40)


def cover(photo: Photo, by: Any) -> Any:
    left, top, right, bottom = BOX
    photo.covers.all().delete()
    return actions.cover_photo(photo=photo, left=left, top=top, right=right, bottom=bottom, by=by)


def front(disc: Disc) -> Photo:
    """The front: white where it will be covered, so that black there is a cover."""
    photo = disc.photos.get(role="front")
    with photo.working.open("rb") as file:
        image = Image.open(file).convert("RGB")
    image.paste((255, 255, 255), (0, 0, 88, 74))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92)
    photo.working.storage.delete(photo.working.name)
    photo.working.save(photo.working.name, io.BytesIO(out.getvalue()))
    return photo


@pytest.fixture
def fronts(by_batch: StandIn, monkeypatch: pytest.MonkeyPatch) -> dict[int, bool]:
    """Of each question that was sent: whether its first photo is black inside the box."""
    told: dict[int, bool] = {}
    add = by_batch.files.add

    def kept(name: str, content: bytes, purpose: str, *more: Any) -> str:
        told.update(_fronts(content) if purpose == "batch" else {})
        return add(name, content, purpose, *more)

    monkeypatch.setattr(by_batch.files, "add", kept)
    return told


def _fronts(content: bytes) -> Iterator[tuple[int, bool]]:
    for line in content.splitlines():
        data = json.loads(line)
        if "body" not in data or len(data["body"]["messages"]) < 2:
            continue
        parts = data["body"]["messages"][1]["content"]
        urls = [one["image_url"]["url"] for one in parts if one["type"] == "image_url"]
        if urls:
            image = Image.open(io.BytesIO(base64.b64decode(urls[0].partition(",")[2])))
            shade = image.convert("L").getpixel(INSIDE)
            assert isinstance(shade, int)
            yield int(data["custom_id"]), shade < 20


def readings() -> list[ModelCall]:
    return list(ModelCall.objects.filter(stage="extract").order_by("pk"))


def test_a_question_whose_photo_was_covered_meanwhile_is_left_out_and_asked_anew(
    sent: Make, by_batch: StandIn, fronts: dict[int, bool], cataloger: Any
):
    upload = sent(2)
    disc = upload.discs.get(position=1)
    front(upload.discs.get(position=2))
    cover(front(disc), cataloger)
    due()
    assert step()
    assert BatchJob.objects.get().requests == 1
    run = StageRun.objects.get(disc=disc, stage="extract")
    assert (run.state, run.call) == (State.PENDING, None)
    go_on(by_batch)
    assert all_done(upload)
    old, other, new = readings()
    assert [new.disc_number, other.disc_number] == [disc.pk, upload.discs.get(position=2).pk]
    assert (old.sent_at, old.batch, old.cost_usd, old.lost_answers) == (None, None, None, 0)
    assert fronts == {other.pk: False, new.pk: True}
    assert [one.outcome for one in (other, new)] == ["usable", "usable"]


def test_a_part_that_is_shown_again_takes_the_first_question_again(
    sent: Make, by_batch: StandIn, fronts: dict[int, bool], cataloger: Any
):
    upload = sent(1)
    made = cover(front(upload.discs.get()), cataloger)
    due()
    assert step()
    assert BatchJob.objects.get().step == "ended"
    actions.uncover_photo(cover=made, by=cataloger)
    go_on(by_batch)
    assert all_done(upload)
    (call,) = readings()
    assert fronts == {call.pk: False}


def test_a_disc_with_the_same_photos_uncovered_keeps_its_question(
    by_batch: StandIn, make_box: Make, fronts: dict[int, bool], cataloger: Any
):
    first, second = make_box(1), make_box(1)
    for photo, like in zip(
        second.discs.get().photos.order_by("role"),
        first.discs.get().photos.order_by("role"),
        strict=True,
    ):
        Photo.objects.filter(pk=photo.pk).update(sha256=like.sha256)
    work_all()
    (call,) = readings()
    assert call.waiting_runs.count() == 2
    cover(front(first.discs.get()), cataloger)
    batches.gather()
    due()
    assert step()
    assert [run.disc.upload for run in call.waiting_runs.all()] == [second]
    go_on(by_batch)
    assert all_done(first)
    assert all_done(second)
    old, new = readings()
    assert fronts == {old.pk: False, new.pk: True}
