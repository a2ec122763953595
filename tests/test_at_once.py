"""Two people, or a person and a worker, change the same discs at the same moment."""

import threading
import time

import pytest
from django.db import transaction

from processing import actions, grouping, ledger
from processing.models import Disc, Photo, StageRun, State, Upload
from tests.boxes import add, phone_box, shot
from tests.fake_stages import FakeStages
from tests.pipeline_help import in_threads

pytestmark = pytest.mark.django_db(transaction=True)
WHILE = 0.3  # seconds in which the other thread comes as far as it can


def test_a_sweep_never_lets_a_disc_be_read_without_a_photo_that_comes_just_then(
    stages: FakeStages,
):
    upload = phone_box("A _")
    grouping.regroup(upload)
    ledger.begin(upload)
    disc = upload.discs.get()
    StageRun.objects.filter(disc=disc, stage="extract").update(state=State.IDLE)
    arrived = threading.Event()

    def photo_comes() -> None:
        with transaction.atomic():
            Disc.objects.select_for_update().get(pk=disc.pk)
            photo = add(upload, "_", state=State.PENDING)
            Photo.objects.filter(pk=photo.pk).update(disc=disc)
            arrived.set()
            time.sleep(WHILE)

    def sweep() -> None:
        arrived.wait(10)
        ledger.heal()

    in_threads(photo_comes, sweep)
    assert disc.runs.get(stage="extract").state == State.IDLE


def test_two_people_who_merge_the_same_discs_lose_no_photo():
    upload = phone_box("_ _ _ _", grouping="count")
    grouping.regroup(upload)
    both = list(upload.discs.all())

    def merge() -> bool:
        try:
            actions.merge_discs(upload=upload, discs=both, by=None)
        except actions.NotAllowed:
            return False
        return True

    assert sorted(in_threads(merge, merge)) == [False, True]
    assert upload.discs.get().photos.count() == 4


def test_people_who_move_photos_against_each_other_never_block_or_lose_one():
    upload = phone_box("_ _ _ _ _ _ _ _", grouping="count", photos_per_disc=4)
    grouping.regroup(upload)
    first, second = upload.discs.order_by("position")

    def swap(photo: int, there: Disc, back: Disc) -> None:
        for disc in (there, back, there):
            actions.move_photos(upload=upload, photos=[shot(upload, photo)], to=disc, by=None)

    in_threads(
        lambda: swap(1, second, first),
        lambda: swap(2, second, first),
        lambda: swap(5, first, second),
        lambda: swap(6, first, second),
    )
    assert (first.photos.count(), second.photos.count()) == (4, 4)


def test_photos_that_arrive_while_the_upload_is_grouped_are_grouped_too():
    upload = phone_box("_ _", grouping="count")

    def arrive() -> None:
        for _ in range(5):
            with transaction.atomic():
                Upload.objects.select_for_update().get(pk=upload.pk)
                grouping.arrived(add(upload, "_"))
            grouping.regroup_if_complete(upload.pk)

    def sweep() -> None:
        for _ in range(5):
            grouping.regroup_waiting()

    in_threads(arrive, sweep, sweep)
    grouping.regroup_waiting()
    assert not upload.photos.filter(disc=None).exists()
    assert upload.discs.count() == 4
