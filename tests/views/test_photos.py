"""Photos arrive one by one, are assigned, and are shown to those who may see them."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from processing.models import Photo, Upload
from tests.conftest import make_photo


def jpeg(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return out.getvalue()


def send(client: Client, upload: Upload, name: str, content: bytes, folder: str = "") -> Any:
    file = SimpleUploadedFile(name, content, "image/jpeg")
    return client.post(f"/uploads/{upload.pk}/photos/", {"file": file, "folder": folder})


@pytest.fixture
def box(db: None) -> Upload:
    return Upload.objects.create(name="Box 12")


def test_a_photo_arrives_and_finds_its_disc(signed_in: Client, box: Upload):
    answer = send(signed_in, box, "059173027351849a.jpg", jpeg())
    photo = Photo.objects.get()
    assert answer.json() == {
        "id": photo.pk,
        "disc": "059173027351849",
        "duplicate": False,
        "same": "",
    }


def test_the_same_photo_twice_is_a_duplicate(signed_in: Client, box: Upload):
    send(signed_in, box, "059173027351849a.jpg", jpeg())
    answer = send(signed_in, box, "copy of it.jpg", jpeg())
    assert answer.json()["duplicate"] is True
    assert Photo.objects.count() == 1


def test_a_folder_is_a_disc_where_the_upload_says_so(signed_in: Client, box: Upload):
    Upload.objects.update(grouping=Upload.Grouping.FOLDER)
    answer = send(signed_in, box, "IMG_1.jpg", jpeg(), "box 12/059173027351849")
    assert answer.json()["disc"] == "059173027351849"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"no photo at all", "This is not a photo"),
        (jpeg()[:1500], "breaks off in the middle"),
    ],
)
def test_what_is_no_whole_photo_is_refused_in_words(
    signed_in: Client, box: Upload, content: bytes, words: str
):
    answer = send(signed_in, box, "a.jpg", content)
    assert answer.status_code == 422
    assert words in answer.json()["error"]
    assert not Photo.objects.exists()


def test_a_request_without_a_file_is_told_so(signed_in: Client, box: Upload):
    answer = signed_in.post(f"/uploads/{box.pk}/photos/", {"folder": ""})
    assert answer.status_code == 400
    assert "No file came" in answer.json()["error"]


def test_a_file_that_is_too_large_is_refused_and_listed(
    signed_in: Client, box: Upload, settings: Any
):
    settings.MAX_UPLOAD_MB = 1
    answer = send(signed_in, box, "a.jpg", jpeg() + bytes(1 << 21))
    assert answer.status_code == 422
    assert "at most 1 MB" in answer.json()["error"]
    assert "at most 1 MB" in box.refusals.get(name="a.jpg").reason


def test_the_same_photo_by_another_name_is_listed_for_it_may_be_a_slip(
    signed_in: Client, box: Upload
):
    send(signed_in, box, "059173027351849a.jpg", jpeg())
    answer = send(signed_in, box, "059173027351850a.jpg", jpeg())
    assert answer.json()["same"] == "059173027351849a.jpg"
    assert "The same photo as “059173027351849a.jpg”" in box.refusals.get().reason


def test_the_same_file_again_is_counted_and_not_listed(signed_in: Client, box: Upload):
    send(signed_in, box, "059173027351849a.jpg", jpeg())
    assert send(signed_in, box, "059173027351849a.jpg", jpeg()).json()["duplicate"] is True
    assert not box.refusals.exists()


def test_who_may_not_add_photos_is_refused_in_json(
    client: Client, box: Upload, person: Callable[[str], User]
):
    client.force_login(person("Viewers"))
    answer = send(client, box, "a.jpg", jpeg())
    assert answer.status_code == 403
    assert "may not add photos" in answer.json()["error"]


def test_a_photo_from_another_page_is_refused(box: Upload, cataloger: User):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cataloger)
    assert send(strict, box, "a.jpg", jpeg()).status_code == 403
    assert not Photo.objects.exists()


def test_a_reloaded_page_learns_what_has_arrived(signed_in: Client, box: Upload):
    send(signed_in, box, "059173027351849a.jpg", jpeg(), "box")
    answer = signed_in.get(f"/uploads/{box.pk}/have/")
    size = len(jpeg())
    assert answer.json() == {
        "photos": [{"name": "059173027351849a.jpg", "folder": "box", "size": size}]
    }


def test_unassigned_photos_are_given_to_a_disc(signed_in: Client, box: Upload):
    send(signed_in, box, "IMG_1.jpg", jpeg())
    photo = Photo.objects.get()
    assert photo.disc is None
    form = {"photos": [photo.pk], "item_barcode": "0591 7302 7351 849"}
    answer = signed_in.post(f"/uploads/{box.pk}/assign/", form, follow=True)
    assert "1 photo assigned to 059173027351849." in answer.content.decode()
    photo.refresh_from_db()
    assert str(photo.disc) == "059173027351849"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"item_barcode": "059173027351849"}, "Tick the photos first"),
        ({"item_barcode": "Miles Davis", "photos": "one"}, "is not an item barcode"),
    ],
)
def test_an_assignment_that_cannot_be_made_says_why(
    signed_in: Client, box: Upload, form: dict[str, Any], words: str
):
    send(signed_in, box, "IMG_1.jpg", jpeg())
    if "photos" in form:
        form = {**form, "photos": Photo.objects.get().pk}
    answer = signed_in.post(f"/uploads/{box.pk}/assign/", form, follow=True)
    assert words in answer.content.decode()
    assert Photo.objects.get().disc is None


def test_photos_of_another_upload_cannot_be_assigned(
    signed_in: Client, box: Upload, make_upload: Callable[..., Upload]
):
    other = make_upload(1).photos.get()
    signed_in.post(f"/uploads/{box.pk}/assign/", {"photos": other.pk, "item_barcode": "12345"})
    assert not box.discs.exists()


@pytest.mark.parametrize(("size", "content"), [("thumb", b"thumb"), ("working", b"working")])
def test_a_photo_is_streamed_for_this_browser_only(
    signed_in: Client, make_upload: Callable[..., Upload], size: str, content: bytes
):
    photo = make_upload(1).photos.get()
    answer = signed_in.get(f"/photos/{photo.pk}/{size}/")
    assert b"".join(answer.streaming_content) == content
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "private, max-age=86400"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_photo_that_the_browser_has_is_not_sent_again(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    address = f"/photos/{make_upload(1).photos.get().pk}/thumb/"
    first = signed_in.get(address)
    assert b"".join(first.streaming_content) == b"thumb"
    etag = first.headers["ETag"]
    assert signed_in.get(address, headers={"if-none-match": etag}).status_code == 304


def test_the_original_is_never_served(signed_in: Client, make_upload: Callable[..., Upload]):
    photo = make_upload(1).photos.get()
    assert signed_in.get(f"/photos/{photo.pk}/original/").status_code == 404


@pytest.mark.django_db
def test_photos_are_for_people_in_a_group(client: Client, make_upload: Callable[..., Upload]):
    photo = make_upload(1).photos.get()
    client.force_login(User.objects.create_user("new"))
    assert client.get(f"/photos/{photo.pk}/thumb/").status_code == 403


def test_a_photo_whose_file_is_gone_is_not_found(
    signed_in: Client, make_upload: Callable[..., Upload]
):
    photo = make_photo(make_upload(1, photos=False).discs.get())
    photo.thumb.storage.delete(photo.thumb.name)
    assert signed_in.get(f"/photos/{photo.pk}/thumb/").status_code == 404
