"""Items that stand in an earlier upload already: skipped, added there, or processed again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from processing import actions, ledger, pipeline, reporting
from processing.models import Disc, Photo, State, Upload
from processing.models.progress import progress
from processing.models.repeats import earlier, elsewhere, superseded_by, undecided
from tests.conftest import make_photo
from tests.fake_stages import FakeStages
from tests.pipeline_help import states, work_all

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


@pytest.fixture
def boxes(make_upload: Make, stages: FakeStages) -> tuple[Upload, Upload]:
    """Box 1, done; Box 2, not started, whose first disc of two was in Box 1 already."""
    older = make_upload(2, name="Box 1")
    ledger.begin(older)
    work_all()
    newer = make_upload(2, name="Box 2")
    again = newer.discs.filter(position=1)
    again.update(item_barcode=older.discs.get(position=1).item_barcode)
    return older, newer


def at(upload: Upload, position: int) -> Disc:
    return upload.discs.get(position=position)


def test_a_disc_of_an_earlier_upload_is_found_in_one_query(
    boxes: tuple[Upload, Upload], django_assert_num_queries: Any
):
    older, newer = boxes
    with django_assert_num_queries(1):
        found = {pk: disc.upload.name for pk, disc in earlier(newer).items()}
    assert found == {at(newer, 1).pk: "Box 1"}
    assert earlier(older) == {}
    assert list(undecided(newer)) == [at(newer, 1)]


def test_the_newest_earlier_disc_counts_and_neither_a_skipped_one_nor_the_sample(
    boxes: tuple[Upload, Upload], make_upload: Make
):
    older, newer = boxes
    barcode = at(older, 1).item_barcode
    last = make_upload(1, name="Box 3")
    last.discs.update(item_barcode=barcode)
    assert earlier(last)[at(last, 1).pk] == at(newer, 1)
    newer.discs.update(repeat=Disc.Repeat.SKIP)
    assert earlier(last)[at(last, 1).pk] == at(older, 1)
    Upload.objects.filter(pk=older.pk).update(is_sample=True)
    assert earlier(last) == {}


def test_nothing_starts_before_every_repeat_is_decided(
    boxes: tuple[Upload, Upload], cataloger: User
):
    _, newer = boxes
    with pytest.raises(actions.NotAllowed, match="1 disc stands in an earlier upload already"):
        actions.start(upload=newer, by=cataloger)
    actions.choose_repeat(disc=at(newer, 1), choice="again", by=cataloger)
    assert actions.start(upload=newer, by=cataloger) == 2


def test_a_skipped_disc_never_begins_and_the_upload_still_ends(
    boxes: tuple[Upload, Upload], cataloger: User
):
    _, newer = boxes
    assert actions.choose_repeats(upload=newer, choice="skip", by=cataloger) == 1
    assert actions.start(upload=newer, by=cataloger) == 1
    pipeline.heal()
    work_all()
    assert states(at(newer, 1).pk) == {}
    newer.refresh_from_db()
    now = progress(newer)
    assert (now.finished, now.waiting, now.active) == (1, 1, False)
    assert actions.run_upload_again(upload=newer, stage="search", by=cataloger) == 1
    rows = {row.work_number: row.error for row in reporting.rows([newer.pk])}
    assert "Skipped" in rows[at(newer, 1).work_number]


def test_a_skipped_disc_can_be_processed_after_all(boxes: tuple[Upload, Upload], cataloger: User):
    _, newer = boxes
    actions.choose_repeats(upload=newer, choice="skip", by=cataloger)
    actions.start(upload=newer, by=cataloger)
    newer.refresh_from_db()
    actions.choose_repeat(disc=at(newer, 1), choice="again", by=cataloger)
    work_all()
    assert set(states(at(newer, 1).pk).values()) == {State.DONE}
    with pytest.raises(actions.NotAllowed, match="processed already"):
        actions.choose_repeat(disc=at(newer, 1), choice="skip", by=cataloger)


def test_a_late_repeat_waits_until_somebody_decides(boxes: tuple[Upload, Upload], cataloger: User):
    older, newer = boxes
    actions.choose_repeats(upload=newer, choice="again", by=cataloger)
    actions.start(upload=newer, by=cataloger)
    work_all()
    late = Disc.objects.create(upload=newer, position=3, item_barcode=at(older, 2).item_barcode)
    make_photo(late)
    late.refresh_from_db()
    ledger.photo_came(late)
    assert not late.runs.exists()
    assert list(undecided(newer)) == [late]
    actions.set_item_barcode(disc=late, item_barcode="77777777", by=cataloger)  # a wrong scan
    assert late.runs.exists()


def test_a_late_repeat_is_chosen_on_the_page(boxes: tuple[Upload, Upload], signed_in: Client):
    older, newer = boxes
    by = User.objects.get()
    actions.choose_repeats(upload=newer, choice="skip", by=by)
    actions.start(upload=newer, by=by)
    work_all()
    late = Disc.objects.create(upload=newer, position=3, item_barcode=at(older, 2).item_barcode)
    make_photo(late)
    table = signed_in.get(f"/uploads/{newer.pk}/").content.decode()
    assert "⧉ Waits for your choice: it stands in an earlier upload" in table
    assert f'href="/uploads/{newer.pk}/?arrange=1#discs-title">2 skipped or waiting' in table
    board = signed_in.get(f"/uploads/{newer.pk}/?arrange=1").content.decode()
    skipped = at(newer, 1)
    assert f'id="again-{late.pk}"' in board
    assert f'id="again-{skipped.pk}"' in board, "a skipped disc may be wanted after all"
    for disc in (late, skipped):
        signed_in.post(f"/discs/{disc.pk}/repeat/", {"choice": "again"})
        assert disc.runs.exists()
    board = signed_in.get(f"/uploads/{newer.pk}/?arrange=1").content.decode()
    assert f'id="skip-{late.pk}"' not in board, "it has begun"


def test_photos_are_added_to_the_earlier_disc(boxes: tuple[Upload, Upload], cataloger: User):
    older, newer = boxes
    disc, before = at(newer, 1), at(older, 1)
    known = make_photo(disc, "known.jpg")
    Photo.objects.filter(pk=known.pk).update(sha256=before.photos.get().sha256)
    moved = disc.photos.exclude(pk=known.pk).get()
    holder = actions.choose_repeat(disc=disc, choice="add", by=cataloger)
    assert holder == before
    moved.refresh_from_db()
    assert (moved.upload, moved.disc, moved.by_hand) == (older, before, True)
    assert not Photo.objects.filter(pk=known.pk).exists()
    assert not default_storage.exists(str(known.original.name))
    assert [disc.position for disc in newer.discs.all()] == [1]
    before.refresh_from_db()
    assert before.revision == 2  # read again, with the new photo


def test_files_of_photos_that_were_added_elsewhere_outlive_their_upload(
    boxes: tuple[Upload, Upload], cataloger: User
):
    _, newer = boxes
    photo = at(newer, 1).photos.get()
    stored = default_storage.save("uploads/2/originals/x.jpg", ContentFile(b"x"))
    Photo.objects.filter(pk=photo.pk).update(original=stored)
    actions.choose_repeat(disc=at(newer, 1), choice="add", by=cataloger)
    actions.delete_upload(upload=newer, by=cataloger)
    assert default_storage.exists(stored)


def test_a_disc_processed_already_keeps_its_photos(boxes: tuple[Upload, Upload], cataloger: User):
    _, newer = boxes
    actions.choose_repeats(upload=newer, choice="again", by=cataloger)
    actions.start(upload=newer, by=cataloger)
    with pytest.raises(actions.NotAllowed, match="its photos stay with it"):
        actions.choose_repeat(disc=at(newer, 1), choice="add", by=cataloger)


def test_a_choice_that_is_none_or_comes_too_late_is_refused(
    boxes: tuple[Upload, Upload], cataloger: User
):
    older, newer = boxes
    with pytest.raises(actions.NotAllowed, match="skip, again, add"):
        actions.choose_repeat(disc=at(newer, 1), choice="burn", by=cataloger)
    with pytest.raises(actions.NotAllowed, match="no earlier upload"):
        actions.choose_repeat(disc=at(older, 1), choice="skip", by=cataloger)


def test_the_newer_disc_stands_for_the_item_in_reports(
    boxes: tuple[Upload, Upload], cataloger: User
):
    older, newer = boxes
    old, new = at(older, 1), at(newer, 1)
    actions.choose_repeat(disc=new, choice="again", by=cataloger)
    both = [older.pk, newer.pk]
    assert len(list(reporting.rows(both))) == 4  # not before it was started
    actions.start(upload=newer, by=cataloger)
    numbers = {row.work_number for row in reporting.rows(both)}
    assert (old.work_number in numbers, new.work_number in numbers) == (False, True)
    alone = next(row for row in reporting.rows([older.pk]) if row.work_number == old.work_number)
    assert f"Processed again as {new.work_number} in “Box 2”" in alone.error


def test_the_same_photo_in_another_upload_is_found_in_one_query(
    boxes: tuple[Upload, Upload], django_assert_num_queries: Any
):
    older, newer = boxes
    there, here = at(older, 2).photos.get(), at(newer, 2).photos.get()
    Photo.objects.filter(pk=here.pk).update(sha256=there.sha256)
    photos = list(newer.photos.all())
    with django_assert_num_queries(1):
        found = elsewhere(photos)
    assert found == {here.pk: there}


def test_a_skipped_disc_is_worked_once_the_upload_that_it_was_skipped_for_is_deleted(
    boxes: tuple[Upload, Upload], manager: User
):
    older, newer = boxes
    disc = at(newer, 1)
    actions.choose_repeat(disc=disc, choice="skip", by=manager)
    actions.start(upload=newer, by=manager)
    work_all()
    assert states(disc.pk) == {}
    actions.delete_upload(upload=older, by=manager)
    work_all()
    assert states(disc.pk)["verify"] == State.DONE
    assert progress(newer).finished == 2


def test_a_disc_that_was_skipped_can_be_processed_after_all(
    boxes: tuple[Upload, Upload], manager: User
):
    older, newer = boxes
    disc = at(newer, 1)
    actions.choose_repeat(disc=disc, choice="skip", by=manager)
    Disc.objects.filter(pk=at(older, 1).pk).update(item_barcode=None)
    actions.choose_repeat(disc=disc, choice="again", by=manager)
    assert actions.start(upload=newer, by=manager) == 2


def test_the_sample_is_never_superseded(boxes: tuple[Upload, Upload], manager: User):
    older, newer = boxes
    older.is_sample = True
    older.save()
    newer.discs.filter(position=1).update(repeat=Disc.Repeat.AGAIN)
    actions.start(upload=newer, by=manager)
    assert superseded_by(at(older, 1)) is None
