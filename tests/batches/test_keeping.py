"""The raw result files are kept for BATCH_FILES_DAYS, on disk and in a bucket, and then removed."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from cdcatalog.env import Env, bucket_options
from processing import batches, worker
from processing.batches import collecting
from processing.models import BatchJob, ModelCall, State, Upload
from processing.presentation.batches import result_files
from tests.batches.conftest import due, go_on, step
from tests.questions import box
from tests.services.servers import KEYS, Storage
from tests.standins.openai import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


def job() -> BatchJob:
    found: BatchJob = BatchJob.objects.get()
    return found


def stored() -> list[str]:
    try:
        return sorted(default_storage.listdir("batches")[1])
    except FileNotFoundError:  # a folder of a disk goes with its last file
        return []


def days_ago(days: int) -> None:
    BatchJob.objects.update(ended_at=timezone.now() - timedelta(days=days))


@pytest.fixture
def collected(sent: Make, by_batch: StandIn) -> BatchJob:
    """A batch that has ended with both files."""
    by_batch.fault("400_image", saying=box.title_of(2))
    sent(4)
    go_on(by_batch)
    assert len(stored()) == 2
    return job()


def test_files_are_kept_as_long_as_is_set(collected: BatchJob, settings: Any):
    settings.BATCH_FILES_DAYS = 90
    days_ago(89)
    assert batches.remove_old() == 0
    assert len(stored()) == 2
    assert result_files(job()).startswith("2 files, kept until ")


def test_the_sweep_removes_them_then_and_their_answers_stay(collected: BatchJob, settings: Any):
    settings.BATCH_FILES_DAYS = 90
    days_ago(91)
    worker.sweep()
    assert stored() == []
    after = job()
    assert (after.output.name, after.errors.name) == ("", "")
    assert after.files_removed_at is not None
    assert result_files(after).startswith("removed on ")
    assert after.applied == collected.applied
    assert ModelCall.objects.exclude(answer=None).count() == 3
    assert batches.remove_old() == 0


def test_zero_days_keeps_them_for_ever(collected: BatchJob, settings: Any):
    settings.BATCH_FILES_DAYS = 0
    days_ago(30_000)
    assert batches.remove_old() == 0
    assert len(stored()) == 2
    assert result_files(job()) == "2 files, kept for ever"


def test_files_of_a_batch_that_has_not_ended_stay(collected: BatchJob, settings: Any):
    settings.BATCH_FILES_DAYS = 1
    days_ago(5)
    BatchJob.objects.update(state=State.PENDING, step="collecting")
    assert batches.remove_old() == 0
    assert len(stored()) == 2


def test_a_kill_between_the_row_and_its_files_is_made_good(
    collected: BatchJob, settings: Any, monkeypatch: pytest.MonkeyPatch
):
    settings.BATCH_FILES_DAYS = 90
    days_ago(91)
    removed: list[str] = []
    delete = default_storage.delete

    def cut_at_the_second(name: str) -> None:
        if removed:
            raise KeyboardInterrupt
        removed.append(name)
        delete(name)

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "delete", cut_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            batches.remove_old()
    said = job().files_removed_at
    assert said is not None
    assert batches.remove_old() == 1
    assert stored() == []
    assert job().files_removed_at == said


def test_a_storage_that_does_not_answer_is_asked_again(
    collected: BatchJob, settings: Any, monkeypatch: pytest.MonkeyPatch
):
    settings.BATCH_FILES_DAYS = 90
    days_ago(91)

    def down(name: str) -> None:
        raise OSError("the storage does not answer")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "delete", down)
        worker.sweep()
    assert len(stored()) == 2
    assert batches.remove_old() == 1
    assert stored() == []


def test_a_kill_after_the_download_leaves_no_second_file(
    sent: Make, by_batch: StandIn, monkeypatch: pytest.MonkeyPatch
):
    sent(2)
    by_batch.batches.pace.in_progress = 1.0

    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for _ in range(6):
        due()
        step()
        by_batch.advance(5)
        if job().step == "collecting":
            break
    with monkeypatch.context() as patch:
        patch.setattr(collecting, "write", cut)
        with pytest.raises(KeyboardInterrupt):
            step()
    first = stored()
    assert len(first) == 1
    BatchJob.objects.update(state=State.PENDING, token=None, lease_until=None, owner="")
    go_on(by_batch)
    assert stored() == first


@pytest.fixture
def bucket(settings: Any) -> Iterator[Any]:
    """The files of this test are in an S3 storage."""
    pytest.importorskip("moto", reason="the package moto, an S3 server for tests, is missing")
    server = Storage()
    told = server.settings("discs")
    place = {"endpoint_url": server.url, "region_name": "us-east-1"}
    boto3.resource("s3", **place, **{name.lower(): key for name, key in KEYS.items()}).Bucket(
        "discs"
    ).create()
    options = bucket_options(Env(told))
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "cdcatalog.bucket.Bucket", "OPTIONS": options},
    }
    yield server
    server.stop()


def test_files_in_a_bucket_are_removed_too(bucket: Any, collected: BatchJob, settings: Any):
    settings.BATCH_FILES_DAYS = 90
    days_ago(91)
    assert batches.remove_old() == 1
    assert stored() == []
    assert batches.remove_old() == 0
