"""The longer look for stickers: only where they tell discs apart, once, and never lost by a kill."""

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from processing import actions, grouping, ingest, leases, worker
from processing.leases import Only
from processing.models import Photo, State, Upload
from tests.readers import draw

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "39173000402105"
SLANTED = draw.jpeg(draw.stickered(f"A{NUMBER}B", angle=24, blur=1.0))
PLAIN = draw.jpeg(draw.photo(None))


def box(way: str) -> Upload:
    """A photo with a sticker that the plain look does not find, and one without a sticker."""
    upload = Upload.objects.create(name="Box 7", grouping=way)
    for name, content in (("IMG_1.jpg", SLANTED), ("IMG_2.jpg", PLAIN)):
        file = SimpleUploadedFile(name, content)
        actions.add_file(upload=upload, file=file, folder="", by=None)
    return upload


def taken_in() -> int:
    """Takes in what is due; says how many photos that were."""
    count = 0
    while ingest.take_in_next(Only()):
        count += 1
    return count


def discs(upload: Upload) -> list[tuple[str | None, int]]:
    return [(disc.item_barcode, disc.photos.count()) for disc in upload.discs.order_by("position")]


def test_an_upload_by_marks_is_looked_at_longer_at_once() -> None:
    upload = box("mark")
    assert taken_in() == 2
    assert discs(upload) == [(NUMBER, 2)]
    assert not Upload.objects.get().needs_grouping


def test_another_upload_is_looked_at_when_marks_are_chosen(cataloger: User) -> None:
    upload = box("count")
    taken_in()
    assert discs(upload) == [(None, 2)]
    kept = {name: default_storage.get_modified_time(name) for name in derivatives()}
    actions.choose_grouping(upload=upload, grouping="mark", by=cataloger)
    assert grouping.awaited(upload) == 2
    assert taken_in() == 2
    assert discs(upload) == [(NUMBER, 2)]
    assert {name: default_storage.get_modified_time(name) for name in derivatives()} == kept


def derivatives() -> list[str]:
    rows = Photo.objects.order_by("pk").values_list("working", "thumb")
    return [name for row in rows for name in row]


def test_a_photo_is_looked_at_longer_only_once(cataloger: User) -> None:
    upload = box("mark")
    taken_in()
    actions.choose_grouping(upload=upload, grouping="count", by=cataloger)
    actions.choose_grouping(upload=upload, grouping="mark", by=cataloger)
    assert taken_in() == 0


def test_what_shows_its_sticker_at_once_needs_no_longer_look(cataloger: User) -> None:
    upload = Upload.objects.create(name="Box 7", grouping="name")
    file = SimpleUploadedFile("IMG_1.jpg", draw.jpeg(draw.stickered(f"A{NUMBER}B")))
    actions.add_file(upload=upload, file=file, folder="", by=None)
    taken_in()
    actions.choose_grouping(upload=upload, grouping="mark", by=cataloger)
    assert taken_in() == 0
    assert discs(upload) == [(NUMBER, 1)]


def test_whoever_changes_his_mind_spares_the_longer_look(cataloger: User) -> None:
    upload = box("name")
    taken_in()
    actions.choose_grouping(upload=upload, grouping="mark", by=cataloger)
    actions.choose_grouping(upload=upload, grouping="name", by=cataloger)
    taken_in()
    assert not Photo.objects.filter(detail=Photo.SOUGHT).exists()
    assert not Photo.objects.exclude(state=State.DONE).exists()


def test_a_photo_that_is_in_work_when_marks_are_chosen_is_not_forgotten(cataloger: User) -> None:
    upload = box("count")
    taken_in()
    Photo.objects.update(state=State.PENDING)
    photos = [Photo.objects.all().claim_next(leases.owner()) for _ in range(2)]
    actions.choose_grouping(upload=upload, grouping="mark", by=cataloger)
    for photo in photos:  # each began before that and ends without the longer look
        Photo.objects.filter(pk=photo.pk).leave(photo.token, State.DONE)
    worker.sweep()
    assert taken_in() == 2
    assert discs(upload) == [(NUMBER, 2)]


def test_a_longer_look_that_was_killed_is_done_again(cataloger: User) -> None:
    upload = box("count")
    taken_in()
    actions.choose_grouping(upload=upload, grouping="mark", by=cataloger)
    assert Photo.objects.all().claim_next("a process that was killed") is not None
    Photo.objects.filter(state=State.RUNNING).take_back()
    taken_in()
    assert discs(upload) == [(NUMBER, 2)]
