"""Grouping all photos of an upload: when it happens, what it makes, what it leaves alone."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from processing import actions, grouping, ledger, worker
from processing.models import Bundle, Photo, State, Upload
from tests.boxes import add, discs, phone_box, shot, sticker, tray

pytestmark = pytest.mark.django_db


def test_an_upload_is_grouped_when_its_last_photo_is_in():
    upload = phone_box("A _ B _")
    last = add(upload, "_", state=State.PENDING)
    grouping.regroup_if_complete(upload.pk)
    assert discs(upload) == []
    Photo.objects.filter(pk=last.pk).update(state=State.DONE)
    grouping.regroup_if_complete(upload.pk)
    assert discs(upload) == ["A: 01f 02b", "B: 03f 04b 05o"]
    upload.refresh_from_db()
    assert not upload.needs_grouping


def test_a_file_that_is_not_split_yet_is_waited_for():
    upload = phone_box("A _")
    Bundle.objects.create(upload=upload, kind="zip", name="box.zip", sha256="z")
    grouping.regroup_if_complete(upload.pk)
    assert discs(upload) == []


def test_the_sweep_groups_what_a_kill_left_ungrouped():
    upload = phone_box("A _ B _")
    worker.sweep()
    assert discs(upload) == ["A: 01f 02b", "B: 03f 04b"]


def test_an_upload_that_is_gone_is_no_trouble():
    grouping.regroup_if_complete(4711)


def test_discs_by_file_name_are_put_in_order_when_the_last_photo_is_in():
    upload = phone_box("", grouping="name")
    for number in (30, 10, 20):
        disc = grouping.new_disc(upload, f"1234{number}")
        last = add(upload, "_", name=f"1234{number}a.jpg", state=State.PENDING)
        Photo.objects.filter(pk=last.pk).update(disc=disc)
    grouping.regroup_if_complete(upload.pk)
    assert upload.discs.get(position=1).item_barcode == "123430"
    Photo.objects.update(state=State.DONE)
    grouping.regroup_if_complete(upload.pk)
    barcodes = upload.discs.order_by("position").values_list("item_barcode", flat=True)
    assert list(barcodes) == ["123410", "123420", "123430"]
    assert not Upload.objects.get().needs_grouping


def test_while_photos_are_being_opened_asking_takes_no_lock(django_assert_num_queries: Any):
    upload = phone_box("A _")
    add(upload, "_", state=State.PENDING)
    with django_assert_num_queries(3):  # the upload, its open photos, its open files
        grouping.regroup_if_complete(upload.pk)


@pytest.mark.parametrize("way", ["name", "folder", "mark", "count"])
def test_a_photo_that_arrives_makes_the_upload_wait_for_its_grouping(way: str):
    upload = phone_box("_", grouping=way)
    Upload.objects.update(needs_grouping=False)
    grouping.arrived(shot(upload, 1))
    upload.refresh_from_db()
    assert upload.needs_grouping


def test_grouping_again_changes_no_row():
    upload = phone_box("A _ B _ / _ _")
    grouping.regroup(upload)
    before = list(upload.discs.values_list()), list(upload.photos.values_list())
    grouping.regroup(upload)
    assert (list(upload.discs.values_list()), list(upload.photos.values_list())) == before


def test_slips_begin_discs_and_are_kept_as_slips():
    upload = phone_box("/ _ _ / _ _ /")
    grouping.regroup(upload)
    assert discs(upload) == ["-: 01s 02f 03b", "-: 04s 05f 06b 07s"]


def test_after_the_start_nothing_is_grouped_again():
    upload = phone_box("A _ B _")
    grouping.regroup(upload)
    ledger.begin(upload)
    late = add(upload, "C")
    Upload.objects.update(needs_grouping=True)
    grouping.regroup_if_complete(upload.pk)
    assert discs(upload) == ["A: 01f 02b", "B: 03f 04b"]
    late.refresh_from_db()
    assert late.disc is None
    assert not Upload.objects.get().needs_grouping


def test_another_way_makes_other_discs_and_takes_the_old_ones_away(cataloger: User):
    upload = phone_box("A _ _ B _ _")
    grouping.regroup(upload)
    actions.choose_grouping(upload=upload, grouping="count", photos_per_disc=2, by=cataloger)
    assert discs(upload) == ["A: 01f 02b", "B: 03f 04b", "-: 05f 06b"]
    actions.choose_grouping(upload=upload, grouping="name", by=cataloger)
    assert discs(upload) == []
    assert len(tray(upload)) == 6


def test_a_disc_with_the_same_sticker_stays_the_same_disc(cataloger: User):
    upload = phone_box("A _ _ B _ _")
    grouping.regroup(upload)
    keys = set(upload.discs.values_list("pk", flat=True))
    actions.choose_grouping(upload=upload, grouping="count", photos_per_disc=3, by=cataloger)
    assert set(upload.discs.values_list("pk", flat=True)) == keys


def test_what_a_hand_has_done_stays(cataloger: User):
    upload = phone_box("A _ _ _ C _")
    grouping.regroup(upload)
    actions.split_disc(photo=shot(upload, 3), by=cataloger)
    actions.move_photos(upload=upload, photos=[shot(upload, 6)], to=None, by=cataloger)
    by_hand = ["A: 01f 02b", "-: 03f 04b", "C: 05f"]
    assert discs(upload) == by_hand
    actions.choose_grouping(upload=upload, grouping="count", photos_per_disc=6, by=cataloger)
    assert (discs(upload), tray(upload)) == (by_hand, ["06"])


def test_a_photo_beside_one_that_a_hand_moved_stays_with_it(cataloger: User):
    upload = phone_box("A _ B _ _")
    grouping.regroup(upload)
    first = upload.discs.get(position=1)
    actions.move_photos(upload=upload, photos=[shot(upload, 5)], to=first, by=cataloger)
    actions.choose_grouping(upload=upload, grouping="count", photos_per_disc=1, by=cataloger)
    assert discs(upload)[0] == "A: 01f 02b 05o"


def test_new_photos_of_a_sticker_come_to_the_disc_that_a_hand_made(cataloger: User):
    upload = phone_box("A _ _")
    grouping.regroup(upload)
    actions.split_disc(photo=shot(upload, 3), by=cataloger)
    add(upload, "A")
    grouping.regroup(upload)
    assert discs(upload) == ["A: 01f 02b 04o", "-: 03f"]


def test_a_doubtful_code_is_no_sticker_unless_it_has_the_form_of_the_library(settings: Any):
    upload = phone_box("A _ _ _")
    Photo.objects.filter(pk=shot(upload, 3).pk).update(barcodes=sticker("B", doubtful=True))
    assert len(grouping.proposal(upload, "mark", 2).piles) == 1
    settings.ITEM_BARCODE_PATTERN = "059173#####"
    assert len(grouping.proposal(upload, "mark", 2).piles) == 2


def test_all_ways_are_proposed_from_one_load_of_the_photos(django_assert_num_queries: Any):
    upload = phone_box("A _ B _")
    with django_assert_num_queries(1):
        found = grouping.proposals(upload, 4)
    assert {way.value: len(made.piles) for way, made in found.items()} == {
        "name": 0,
        "folder": 0,
        "mark": 2,
        "count": 1,
    }


@pytest.mark.parametrize("way", ["mark", "count"])
def test_nothing_starts_while_the_last_photos_are_being_opened(cataloger: User, way: str):
    upload = phone_box("A _ B _", grouping=way)
    grouping.regroup(upload)
    last = add(upload, "C", state=State.PENDING)
    grouping.arrived(last)
    with pytest.raises(actions.NotAllowed, match="1 file is still being opened"):
        actions.start(upload=upload, by=cataloger)
    Photo.objects.filter(pk=last.pk).update(state=State.DONE)
    assert actions.start(upload=upload, by=cataloger) == 3


def test_by_file_name_the_start_need_not_wait(cataloger: User):
    upload = phone_box("", grouping="name")
    disc = grouping.new_disc(upload, "12345")
    last = add(upload, "_", name="12345a.jpg", state=State.PENDING)
    Photo.objects.filter(pk=last.pk).update(disc=disc)
    assert actions.start(upload=upload, by=cataloger) == 1


def test_a_proposal_changes_nothing_and_asks_once(django_assert_num_queries: Any):
    upload = phone_box("A _ B _")
    with django_assert_num_queries(1):
        assert len(grouping.proposal(upload, "count", 1).piles) == 4
    assert discs(upload) == []


def test_the_way_cannot_be_changed_after_the_start(cataloger: User):
    upload = phone_box("A _")
    grouping.regroup(upload)
    ledger.begin(upload)
    with pytest.raises(actions.NotAllowed, match="has been started"):
        actions.choose_grouping(upload=upload, grouping="count", by=cataloger)


@pytest.mark.parametrize(("way", "number"), [("count", 0), ("count", 101), ("colour", 2)])
def test_a_way_that_is_none_is_refused(cataloger: User, way: str, number: int):
    with pytest.raises(actions.NotAllowed):
        actions.choose_grouping(
            upload=phone_box("_"), grouping=way, photos_per_disc=number, by=cataloger
        )


def test_photos_still_on_their_way_are_grouped_with_the_rest_later(cataloger: User):
    upload = phone_box("_ _ _", grouping="name")
    last = add(upload, "_", state=State.PENDING)
    actions.choose_grouping(upload=upload, grouping="count", by=cataloger)
    assert discs(upload) == ["-: 01f 02b", "-: 03f 04b"]
    assert Upload.objects.get().needs_grouping
    Photo.objects.filter(pk=last.pk).update(state=State.DONE, barcodes=sticker("D"))
    worker.sweep()
    assert discs(upload) == ["-: 01f 02b", "D: 03f 04b"]


def test_positions_follow_the_photos_whatever_order_they_came_in(cataloger: User):
    upload = Upload.objects.create(name="Box", grouping="name")
    for number in (30, 10, 20):
        disc = grouping.new_disc(upload, f"1234{number}")
        Photo.objects.create(
            upload=upload, disc=disc, name=f"1234{number}a.jpg", sha256=f"{number}"
        )
    grouping.put_in_order(upload)
    barcodes = upload.discs.order_by("position").values_list("item_barcode", "position")
    assert list(barcodes) == [("123410", 1), ("123420", 2), ("123430", 3)]


def test_what_is_in_order_is_not_written_again(django_assert_num_queries: Any):
    upload = phone_box("A _ B _")
    grouping.regroup(upload)
    with django_assert_num_queries(2):  # reads the photos and the discs
        grouping.put_in_order(upload)


def test_many_discs_in_any_order_get_their_places():
    upload = Upload.objects.create(name="Box")
    places = [(number * 37) % 211 for number in range(1, 211)]  # every number once, mixed
    for number in places:
        disc = grouping.new_disc(upload, None)
        Photo.objects.create(upload=upload, disc=disc, name=f"IMG_{number}.jpg", sha256=f"{number}")
    grouping.put_in_order(upload)
    names = upload.discs.order_by("position").values_list("photos__name", "position")
    assert list(names) == [(f"IMG_{number}.jpg", number) for number in range(1, 211)]
