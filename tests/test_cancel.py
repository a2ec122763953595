"""What was cancelled can go on, as far as somebody asks for it."""

import pytest
from django.contrib.auth.models import User

from processing import actions, ledger
from processing.models import Stage, StageRun, State, Upload
from processing.models.progress import progress
from tests.fake_stages import FakeStages
from tests.pipeline_help import work_all
from tests.test_revisions import Make, late_photo, take_in

pytestmark = pytest.mark.django_db(transaction=True)


def cancelled(make_upload: Make, stages: FakeStages, manager: User, discs: int = 1) -> Upload:
    upload = make_upload(discs)
    ledger.begin(upload)
    actions.cancel(upload=upload, by=manager)
    return upload


def all_done(upload: Upload) -> bool:
    work_all()
    runs = StageRun.objects.filter(disc__upload=upload)
    return set(runs.values_list("state", flat=True)) == {State.DONE}


def test_one_disc_of_a_cancelled_upload_can_be_run_again(
    make_upload: Make, stages: FakeStages, manager: User
) -> None:
    upload = cancelled(make_upload, stages, manager)
    actions.run_again(disc=upload.discs.get(), stage=Stage.EXTRACT, by=manager)
    assert all_done(upload)


def test_a_correction_takes_a_cancelled_disc_to_its_end(
    make_upload: Make, stages: FakeStages, manager: User
) -> None:
    upload = cancelled(make_upload, stages, manager)
    actions.correct(disc=upload.discs.get(), values={"title": "Blue"}, by=manager)
    assert all_done(upload)


def test_retrying_in_a_cancelled_upload_goes_on_to_the_end(
    make_upload: Make, stages: FakeStages, manager: User
) -> None:
    upload = make_upload()
    ledger.begin(upload)
    StageRun.objects.filter(stage="extract").update(state=State.FAILED)
    actions.cancel(upload=upload, by=manager)
    assert actions.retry_failed(upload=upload, by=manager) == 1
    assert all_done(upload)


def test_a_disc_that_came_while_an_upload_was_cancelled_is_run_with_the_others(
    make_upload: Make, stages: FakeStages, manager: User
) -> None:
    upload = cancelled(make_upload, stages, manager)
    take_in(late_photo(upload, "059173999999999a.jpg"))
    assert actions.run_upload_again(upload=upload, stage="extract", by=manager) == 2
    assert all_done(upload)
    upload.refresh_from_db()
    assert not progress(upload).active


def test_a_disc_is_counted_once_however_many_of_its_stages_stopped(
    make_upload: Make, stages: FakeStages, manager: User
) -> None:
    upload = make_upload(2)
    ledger.begin(upload)
    first = upload.discs.get(position=1)
    first.runs.filter(stage="search").update(state=State.FAILED)
    first.runs.filter(stage__in=("analyze", "verify")).update(state=State.CANCELLED)
    upload.refresh_from_db()
    now = progress(upload)
    assert (now.failed, now.cancelled, now.active) == (1, 0, True)
