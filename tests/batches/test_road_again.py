"""A stage that is worked again takes the road that the setting names at that moment."""

from collections.abc import Callable
from typing import Any

import pytest

from processing import actions
from processing.models import BatchJob, Disc, ModelCall, State, Upload
from processing.questions import calls
from tests.pipeline_help import work_all
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def read_at_once(by_batch: StandIn, make_box: Callable[..., Upload], settings: Any) -> Upload:
    """Two discs whose questions were asked in real time and would be asked anew."""
    settings.USE_BATCH_PROCESSING = "false"
    settings.ANALYZE_WITH_MODEL = "always"
    upload = make_box(2)
    work_all()
    assert not upload.snapshot["batch"]
    for disc in upload.discs.all():
        calls.set_aside(disc, ["extract", "analyze"])
    return upload


def run_again(upload: Upload, stage: str, discs: Any = None) -> Upload:
    actions.run_upload_again(upload=upload, stage=stage, by=None, discs=discs)
    work_all()
    upload.refresh_from_db()
    return upload


def waiting() -> list[str]:
    """The stages of the questions that wait for a batch."""
    return list(ModelCall.objects.filter(state=State.WAITING).values_list("stage", flat=True))


@pytest.mark.parametrize("stage", ["extract", "analyze"])
def test_by_batch_where_the_setting_says_so_now(read_at_once: Upload, settings: Any, stage: str):
    settings.USE_BATCH_PROCESSING = "true"
    upload = run_again(read_at_once, stage)
    assert (upload.snapshot["batch"], upload.snapshot["road"]) == (
        True,
        "USE_BATCH_PROCESSING is true",
    )
    assert waiting() == [stage] * 2


def test_a_part_of_the_discs_takes_it_too_and_keeps_all_other_settings(
    read_at_once: Upload, settings: Any
):
    settings.USE_BATCH_PROCESSING = "true"
    settings.OPENAI_VISION_MODEL = "gpt-another"
    before = read_at_once.snapshot
    some = Disc.objects.filter(upload=read_at_once, position=1)
    upload = run_again(read_at_once, "extract", some)
    assert waiting() == ["extract"]
    assert upload.snapshot["vision_model"] == before["vision_model"]


def test_comparing_again_keeps_the_road_of_the_upload_where_the_setting_is_auto(
    read_at_once: Upload, settings: Any
):
    settings.USE_BATCH_PROCESSING, settings.BATCH_THRESHOLD = "auto", 1
    run_again(read_at_once, "analyze")
    assert waiting() == []


def test_reading_again_chooses_the_road_anew(read_at_once: Upload, settings: Any):
    settings.USE_BATCH_PROCESSING, settings.BATCH_THRESHOLD = "auto", 1
    upload = run_again(read_at_once, "extract")
    assert upload.snapshot["road"] == "more than 1 discs"
    assert waiting() == ["extract"] * 2


def test_what_was_chosen_for_the_upload_counts_more(read_at_once: Upload, settings: Any):
    settings.USE_BATCH_PROCESSING = "true"
    Upload.objects.update(road=Upload.Road.NOW)
    upload = run_again(read_at_once, "analyze")
    assert upload.snapshot["road"] == "chosen for this upload"
    assert not BatchJob.objects.exists()
    assert waiting() == []
