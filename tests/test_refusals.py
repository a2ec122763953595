"""Files that are not accepted stay listed in words; files of what is deleted do not stay."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from processing import actions, arrival, ingest
from processing.imaging import Refused
from processing.ingest.taking import take_in
from processing.leases import Only
from processing.models import LostClaim, Photo, Refusal, Upload
from processing.readers import barcodes
from tests.pipeline_help import in_threads
from tests.test_imaging import pdf, tiff
from tests.zip_files import photo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def upload(db: None) -> Upload:
    return Upload.objects.create(name="Box 1")


def add(upload: Upload, name: str, content: bytes, folder: str = "") -> actions.Added:
    file = SimpleUploadedFile(name, content)
    return actions.add_file(upload=upload, file=file, folder=folder, by=None)


def listed(upload: Upload) -> list[tuple[str, str, str]]:
    return list(upload.refusals.values_list("folder", "name", "reason"))


def test_a_refused_file_is_listed_with_its_reason(upload: Upload) -> None:
    with pytest.raises(Refused):
        add(upload, "empty.jpg", b"", folder="one")
    reason = "The file is empty. Copy it again from the camera."
    assert listed(upload) == [("one", "empty.jpg", reason)]


def test_it_goes_when_the_file_arrives_after_all(upload: Upload) -> None:
    for folder in ("one", "two"):
        with pytest.raises(Refused):
            add(upload, "a.jpg", b"", folder=folder)
    add(upload, "a.jpg", photo(1), folder="one")
    assert [folder for folder, _, _ in listed(upload)] == ["two"]


def test_a_second_reason_replaces_the_first(upload: Upload) -> None:
    for reason in ("The file is empty.", "This is not a photo."):
        actions.refuse_file(upload=upload, name="x/a.jpg", folder="", reason=reason, by=None)
    assert listed(upload) == [("", "a.jpg", "This is not a photo.")]


def test_refusals_that_come_together_are_one(upload: Upload) -> None:
    def refuse() -> None:
        arrival.refuse(upload, "a.jpg", "", "The file is empty.")

    in_threads(refuse, refuse, refuse)
    assert len(listed(upload)) == 1


def test_the_list_can_be_dismissed(upload: Upload, cataloger: User) -> None:
    other = Upload.objects.create(name="Box 2")
    for where in (upload, upload, other):
        name = f"{Refusal.objects.count()}.jpg"
        actions.refuse_file(upload=where, name=name, folder="", reason="Empty.", by=cataloger)
    assert actions.dismiss_refusals(upload=upload, by=cataloger) == 2
    assert (len(listed(upload)), len(listed(other))) == (0, 1)


def test_hostile_names_are_cleaned_and_cut(upload: Upload) -> None:
    arrival.refuse(upload, "..\\..\\" + "n" * 400 + "\0", "f" * 400 + "\x1b", "Why\0 not")
    assert listed(upload) == [("f" * 300, "n" * 255, "Why not")]


def test_a_photo_may_not_be_as_large_as_a_file_of_many(upload: Upload, settings: object) -> None:
    settings.MAX_UPLOAD_MB = 1  # type: ignore[attr-defined]
    settings.MAX_ARCHIVE_MB = 3  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="has 2 MB; at most 1 MB"):
        add(upload, "a.jpg", photo(1) + b"x" * (2 << 20))
    for name, content in (("a.pdf", pdf(1)), ("a.tif", tiff(2))):
        assert add(upload, name, content + b" " * (2 << 20)).bundle
        with pytest.raises(Refused, match="at most 3 MB"):
            add(upload, name, content + b" " * (4 << 20))


def files_of(upload: Upload) -> list[str]:
    folder = Path(default_storage.path(f"uploads/{upload.pk}"))
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("make", [lambda: photo(1), lambda: pdf(1)])
def test_a_file_whose_upload_is_deleted_meanwhile_leaves_nothing(
    upload: Upload, make: Callable[[], bytes]
) -> None:
    Upload.objects.filter(pk=upload.pk).delete()
    with pytest.raises(Refused, match="deleted meanwhile"):
        add(upload, "a.jpg", make())
    assert files_of(upload) == []
    assert not Refusal.objects.exists()


def test_a_photo_that_is_deleted_while_it_is_taken_in_leaves_nothing(
    upload: Upload, manager: User
) -> None:
    row = add(upload, "a.jpg", photo(1)).photo
    assert row is not None
    claimed = Photo.objects.claim(row.pk, "test")
    assert claimed is not None
    with default_storage.open(row.original.name) as file:
        original = file.read()
    actions.delete_upload(upload=upload, by=manager)
    assert not default_storage.exists(f"uploads/{upload.pk}")  # the empty folder goes too
    kept = default_storage.save(row.original.name, SimpleUploadedFile("x", original))
    with pytest.raises(LostClaim):
        take_in(claimed)
    assert files_of(upload) == [Path(kept).name]


def test_the_same_photo_sent_by_two_at_once_is_one_file(upload: Upload) -> None:
    def send() -> bool:
        return add(upload, "a.jpg", photo(1)).duplicate

    assert sorted(in_threads(send, send, send)) == [False, True, True]
    row = Photo.objects.get()
    assert files_of(upload) == [Path(row.original.name).name]


def test_a_flaw_and_the_time_are_kept_with_the_photo(upload: Upload) -> None:
    add(upload, "a.jpg", photo(1))
    ingest.take_in_next(Only())
    row = Photo.objects.get()
    assert (row.flaw, row.taken_at) == ("tiny", None)


def test_while_files_arrive_one_photo_at_a_time_is_taken_in(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        add(upload, f"{number}.jpg", photo(number))
    assert arrival.is_busy()
    others: list[bool] = []
    decode = barcodes.decode

    def meanwhile(image: Image.Image) -> tuple[barcodes.Barcode, ...]:
        others.append(ingest.take_in_next(Only()))
        return decode(image)

    monkeypatch.setattr(arrival, "STILL_COMING", 60.0)
    monkeypatch.setattr(barcodes, "decode", meanwhile)
    assert ingest.take_in_next(Only())
    assert others == [False]
    monkeypatch.setattr(arrival, "STILL_COMING", -1.0)
    monkeypatch.setattr(barcodes, "decode", decode)
    assert ingest.take_in_next(Only())
    assert not arrival.is_busy()


def test_pages_have_no_time_of_their_own(upload: Upload) -> None:
    add(upload, "a.pdf", pdf(1))
    ingest.split_next(Only())
    ingest.take_in_next(Only())
    assert Photo.objects.get().taken_at is None


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_separator_slip_is_known_by_its_code(
    upload: Upload, monkeypatch: pytest.MonkeyPatch, *, by_hand: bool
) -> None:
    code = barcodes.Barcode("cdcatalog:slip:17", "QRCode", (0, 0, 20, 20))
    monkeypatch.setattr(barcodes, "decode", lambda image: (code,))
    row = add(upload, "a.jpg", photo(1)).photo
    assert row is not None
    Photo.objects.filter(pk=row.pk).update(by_hand=by_hand, role="disc")
    ingest.take_in_next(Only())
    row.refresh_from_db()
    assert row.role == ("disc" if by_hand else "slip")
    assert row.flaw == ""
