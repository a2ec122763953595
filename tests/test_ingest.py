"""A photo's way in: stored, turned, shrunk, decoded; grouped into discs; each step killable."""

import io
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile
from PIL import Image

from processing import actions, ingest, ledger, worker
from processing.imaging import Refused
from processing.leases import Only
from processing.models import Bundle, Disc, Photo, StageRun, State, Upload
from tests.fake_stages import FakeStages
from tests.pipeline_help import in_threads, states
from tests.test_imaging import pdf, picture, tiff

pytestmark = pytest.mark.django_db(transaction=True)
BARCODE = "059173027351849"


@pytest.fixture
def upload(db: None) -> Upload:
    return Upload.objects.create(name="Box 1")


def add(upload: Upload, name: str, content: bytes, folder: str = "") -> actions.Added:
    file = SimpleUploadedFile(name, content)
    return actions.add_file(upload=upload, file=file, folder=folder, by=None)


def colour(red: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (red * 20, 0, 0)).save(out, "JPEG")
    return out.getvalue()


def picture_of(added: actions.Added) -> bytes:
    assert added.photo is not None
    with added.photo.original.open("rb") as file:
        content: bytes = file.read()
    return content


def size_of(field: FieldFile) -> tuple[int, int]:
    with field.open("rb") as file, Image.open(file) as image:
        return image.size


def test_a_photo_is_stored_untouched_and_waits_for_a_worker(upload: Upload) -> None:
    content = picture()
    photo = add(upload, f"{BARCODE}a.jpg", content).photo
    assert photo is not None
    assert (photo.state, photo.role) == (State.PENDING, "front")
    with photo.original.open("rb") as file:
        assert file.read() == content


def test_taking_in_makes_working_jpeg_and_thumbnail(upload: Upload) -> None:
    photo = add(upload, f"{BARCODE}a.jpg", picture((3000, 2000))).photo
    assert photo is not None
    assert ingest.take_in_next(Only())
    photo.refresh_from_db()
    assert (photo.state, photo.width, photo.height) == (State.DONE, 2048, 1365)
    assert size_of(photo.working) == (2048, 1365)
    assert max(size_of(photo.thumb)) == 320


def test_the_same_photo_twice_in_an_upload_is_one(upload: Upload) -> None:
    first = add(upload, f"{BARCODE}a.jpg", picture((50, 50)))
    content = picture_of(first)
    again = add(upload, "other-name.jpg", content)
    assert again.duplicate
    assert again.photo == first.photo
    assert Photo.objects.count() == 1


def test_the_same_photo_in_two_uploads_is_two(upload: Upload) -> None:
    content = colour(1)
    add(upload, "a.jpg", content)
    assert not add(Upload.objects.create(name="Box 2"), "a.jpg", content).duplicate


def test_of_a_refused_file_nothing_is_kept(upload: Upload) -> None:
    with pytest.raises(Refused):
        add(upload, "letter.jpg", b"Dear sir")
    assert not Photo.objects.exists()
    assert not default_storage.exists(f"uploads/{upload.pk}")


def test_photos_of_one_barcode_are_one_disc(upload: Upload) -> None:
    for red, letter in enumerate("abc"):
        add(upload, f"{BARCODE}{letter}.jpg", colour(red))
    disc = Disc.objects.get()
    assert disc.item_barcode == BARCODE
    assert sorted(disc.photos.values_list("role", flat=True)) == ["back", "front", "other"]


def test_photos_of_a_new_disc_that_arrive_together_make_one_disc(upload: Upload) -> None:
    adds = [
        lambda red=red: add(upload, f"{BARCODE}{'abcdef'[red]}.jpg", colour(red))
        for red in range(6)
    ]
    in_threads(*adds)
    assert Disc.objects.get().photos.count() == 6


def test_discs_that_arrive_together_each_have_their_place(upload: Upload) -> None:
    adds = [lambda n=n: add(upload, f"05917300000{n:04d}a.jpg", colour(n)) for n in range(6)]
    in_threads(*adds)
    assert sorted(Disc.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_folders_are_discs_where_the_upload_says_so() -> None:
    upload = Upload.objects.create(name="Box", grouping="folder")
    for red, folder in enumerate(("box/one", "box/one", "box/059173027351849")):
        add(upload, f"IMG_{red}.jpg", colour(red), folder)
    discs = list(upload.discs.order_by("position"))
    assert [disc.item_barcode for disc in discs] == [None, BARCODE]
    assert [disc.photos.count() for disc in discs] == [2, 1]


def test_what_belongs_nowhere_waits_and_can_be_assigned(upload: Upload, cataloger: User) -> None:
    photo = add(upload, "IMG_0412.jpg", colour(1)).photo
    assert photo is not None
    assert photo.disc is None
    disc = actions.assign_photos(
        upload=upload, photos=[photo], item_barcode="059173 027351849", by=cataloger
    )
    assert disc.item_barcode == BARCODE
    assert list(disc.photos.all()) == [photo]


def test_photos_can_be_a_disc_without_an_item_barcode(upload: Upload, cataloger: User) -> None:
    photo = add(upload, "IMG_0412.jpg", colour(1)).photo
    disc = actions.assign_photos(upload=upload, photos=[photo], item_barcode="", by=cataloger)  # type: ignore[list-item]
    assert (disc.item_barcode, disc.position) == (None, 1)


def test_a_photo_can_be_moved_and_an_empty_disc_goes(upload: Upload, cataloger: User) -> None:
    for red, name in enumerate((f"{BARCODE}a.jpg", f"{BARCODE}b.jpg", "059173000000009a.jpg")):
        add(upload, name, colour(red))
    stray = Photo.objects.get(name="059173000000009a.jpg")
    disc = actions.assign_photos(
        upload=upload, photos=[stray], item_barcode=BARCODE, by=cataloger, move=True
    )
    assert disc.photos.count() == 3
    assert list(upload.discs.all()) == [disc]


def test_moving_a_photo_reads_both_discs_again(
    upload: Upload, cataloger: User, stages: FakeStages
) -> None:
    for red, name in enumerate((f"{BARCODE}a.jpg", f"{BARCODE}b.jpg", "059173000000009a.jpg")):
        add(upload, name, colour(red))
    ledger.begin(upload)
    while worker.work_one():
        pass
    photo = Photo.objects.get(name=f"{BARCODE}b.jpg")
    actions.assign_photos(
        upload=upload, photos=[photo], item_barcode="059173000000009", by=cataloger, move=True
    )
    assert list(upload.discs.values_list("revision", flat=True)) == [2, 2]


def test_retrying_a_broken_photo_reads_its_disc_again(
    upload: Upload, cataloger: User, stages: FakeStages
) -> None:
    add(upload, f"{BARCODE}a.jpg", colour(1))
    bad = add(upload, f"{BARCODE}b.jpg", colour(2)).photo
    ledger.begin(upload)
    assert bad is not None
    Photo.objects.filter(pk=bad.pk).update(state=State.FAILED, error="The disk was full.")
    while worker.work_one():
        pass
    assert actions.retry_failed(upload=upload, by=cataloger) == 1
    while worker.work_one():
        pass
    disc = upload.discs.get()
    assert (disc.revision, disc.shown_revision) == (2, 2)
    assert stages.names().count("extract") == 2


def test_where_no_name_tells_a_role_the_first_photo_is_the_front() -> None:
    upload = Upload.objects.create(name="Box", grouping="folder")
    for red, name in enumerate(("IMG_10.jpg", "IMG_9.jpg", "IMG_11.jpg")):
        add(upload, name, colour(red), "one")
    ledger.begin(upload)
    roles = dict(Photo.objects.values_list("name", "role"))
    assert roles == {"IMG_9.jpg": "front", "IMG_10.jpg": "back", "IMG_11.jpg": "other"}


def test_a_photo_that_somebody_assigned_meanwhile_is_not_taken_away(
    upload: Upload, cataloger: User
) -> None:
    add(upload, f"{BARCODE}a.jpg", colour(1))
    photo = Photo.objects.get()
    with pytest.raises(actions.NotAllowed, match=f"belongs to {BARCODE} already"):
        actions.assign_photos(
            upload=upload, photos=[photo], item_barcode="059173000000009", by=cataloger
        )
    assert photo.disc == Photo.objects.get().disc


def test_a_upc_is_no_item_barcode(upload: Upload, cataloger: User) -> None:
    add(upload, "IMG_1.jpg", colour(1))
    with pytest.raises(actions.NotAllowed, match="is a UPC/EAN"):
        actions.assign_photos(
            upload=upload,
            photos=list(Photo.objects.all()),
            item_barcode="074646493526",
            by=cataloger,
        )


def test_a_word_is_no_item_barcode(upload: Upload, cataloger: User) -> None:
    photo = add(upload, "IMG_0412.jpg", colour(1)).photo
    with pytest.raises(actions.NotAllowed, match="not an item barcode"):
        actions.assign_photos(upload=upload, photos=[photo], item_barcode="miles", by=cataloger)  # type: ignore[list-item]


def test_discs_stand_in_the_order_of_their_file_names(upload: Upload, stages: FakeStages) -> None:
    for n in (3, 1, 2):
        add(upload, f"05917300000{n:04d}a.jpg", colour(n))
    ledger.begin(upload)
    barcodes = upload.discs.order_by("position").values_list("item_barcode", flat=True)
    assert list(barcodes) == [f"05917300000{n:04d}" for n in (1, 2, 3)]
    assert list(upload.discs.values_list("position", flat=True)) == [1, 2, 3]


def test_a_pdf_becomes_one_photo_a_page(upload: Upload) -> None:
    content = pdf(1)
    added = add(upload, f"{BARCODE}.pdf", content)
    assert added.bundle is not None
    assert ingest.split_next(Only())
    photo = Photo.objects.get()
    assert (photo.page, photo.role, photo.name) == (1, "front", f"{BARCODE}.pdf")
    assert photo.disc is not None
    assert photo.disc.item_barcode == BARCODE
    added.bundle.refresh_from_db()
    assert added.bundle.state == State.DONE
    with added.bundle.file.open("rb") as file:
        assert file.read() == content


def test_each_frame_of_a_tiff_becomes_a_photo(upload: Upload) -> None:
    add(upload, f"{BARCODE}.tif", tiff(3))
    ingest.split_next(Only())
    assert list(Photo.objects.order_by("page").values_list("page", "role")) == [
        (1, "front"),
        (2, "back"),
        (3, "other"),
    ]


def test_splitting_goes_on_where_it_was_killed(upload: Upload) -> None:
    add(upload, f"{BARCODE}.tif", tiff(3))
    ingest.split_next(Only())
    Photo.objects.filter(page=2).delete()
    Bundle.objects.update(state=State.PENDING)
    ingest.split_next(Only())
    assert sorted(Photo.objects.values_list("page", flat=True)) == [1, 2, 3]


def test_a_photo_that_breaks_later_fails_in_words_and_the_disc_goes_on(
    upload: Upload, stages: FakeStages
) -> None:
    good = add(upload, f"{BARCODE}a.jpg", colour(1)).photo
    bad = add(upload, f"{BARCODE}b.jpg", colour(2)).photo
    assert good is not None
    assert bad is not None
    with default_storage.open(bad.original.name, "wb") as file:
        file.write(b"the disk lost it")
    ledger.begin(upload)
    while worker.work_one():
        pass
    bad.refresh_from_db()
    assert bad.state == State.FAILED
    assert "not a photo" in bad.error
    assert bad.disc is not None
    assert set(states(bad.disc.pk).values()) == {State.DONE}


def test_starting_before_all_photos_are_in_waits_for_them(
    upload: Upload, stages: FakeStages, make_upload: Callable[..., Upload]
) -> None:
    add(upload, f"{BARCODE}a.jpg", colour(1))
    add(upload, f"{BARCODE}b.jpg", colour(2))
    actions.start(upload=upload, by=None)
    reading = StageRun.objects.get(stage="extract")
    assert reading.state == State.IDLE
    ingest.take_in_next(Only())
    reading.refresh_from_db()
    assert reading.state == State.IDLE
    ingest.take_in_next(Only())
    reading.refresh_from_db()
    assert reading.state == State.PENDING


def test_an_upload_without_discs_cannot_start(upload: Upload) -> None:
    add(upload, "IMG_1.jpg", colour(1))
    with pytest.raises(actions.NotAllowed, match="no disc yet"):
        actions.start(upload=upload, by=None)


def test_deleting_an_upload_deletes_its_files_after_the_commit(
    upload: Upload, manager: User
) -> None:
    photo = add(upload, f"{BARCODE}a.jpg", colour(1)).photo
    assert photo is not None
    ingest.take_in_next(Only())
    photo.refresh_from_db()
    names = [photo.original.name, photo.working.name, photo.thumb.name]
    actions.delete_upload(upload=upload, by=manager)
    assert [default_storage.exists(name) for name in names] == [False] * 3


def test_a_pdf_that_failed_can_be_retried_or_sent_again(upload: Upload, cataloger: User) -> None:
    content = pdf(2)
    add(upload, f"{BARCODE}.pdf", content)
    Bundle.objects.update(state=State.FAILED, error="The disk was full.")
    assert actions.retry_failed(upload=upload, by=cataloger) == 1
    Bundle.objects.update(state=State.FAILED, error="The disk was full.")
    assert not add(upload, f"{BARCODE}.pdf", content).duplicate
    assert Bundle.objects.get().state == State.PENDING


def test_many_photos_do_not_hold_up_a_report_or_a_small_upload(upload: Upload) -> None:
    for red in range(10):
        add(upload, f"05917300000{red:04d}a.jpg", colour(red))
    small = Upload.objects.create(name="Box 2")
    photo = add(small, f"{BARCODE}a.jpg", colour(11)).photo
    report = actions.ask_report(uploads=[small], by=None)
    for _ in range(8):
        worker.work_one()
    report.refresh_from_db()
    assert photo is not None
    photo.refresh_from_db()
    assert (report.state, photo.state) == (State.DONE, State.DONE)


def test_a_disc_with_corrections_is_kept_when_its_last_photo_is_moved(
    upload: Upload, cataloger: User
) -> None:
    photo = add(upload, f"{BARCODE}a.jpg", colour(1)).photo
    assert photo is not None
    actions.correct(disc=upload.discs.get(), values={"title": "Blue"}, by=cataloger)
    actions.assign_photos(
        upload=upload, photos=[photo], item_barcode="059173000000009", by=cataloger, move=True
    )
    assert upload.discs.filter(item_barcode=BARCODE).exists()
