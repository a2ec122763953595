"""The JPEG that is sent for a reference."""

import io
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from processing.clients.openai_questions import Image as Reference
from processing.models import Photo, Upload
from processing.questions import Unusable
from processing.questions.rendering import render
from tests.questions.box import jpeg

pytestmark = pytest.mark.django_db
Make = Callable[..., Upload]


def photo_of(upload: Upload) -> Photo:
    """A photo whose original is twice as large as its working JPEG; a white square in the middle."""
    original = Image.new("RGB", (1600, 1200), "navy")
    original.paste("white", (700, 500, 900, 700))
    small = original.resize((800, 600))
    return Photo.objects.create(
        upload=upload,
        sha256="f" * 64,
        name="a.jpg",
        original=ContentFile(jpeg(original), name="o.jpg"),
        working=ContentFile(jpeg(small), name="w.jpg"),
        width=800,
        height=600,
    )


def rendered(reference: Reference) -> Image.Image:
    image = Image.open(io.BytesIO(render(reference)))
    assert image.format == "JPEG"
    assert not image.getexif()
    return image.convert("RGB")


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


def test_a_photo_is_sent_in_the_size_of_its_reference(make_upload: Make):
    photo = photo_of(make_upload())
    image = rendered(Reference(photo.pk, photo.sha256, (400, 300)))
    assert image.size == (400, 300)
    assert near(image.getpixel((200, 150)), (255, 255, 255))


def test_a_part_comes_from_the_original_with_its_covers(make_upload: Make):
    photo = photo_of(make_upload())
    crop, cover = (300, 200, 500, 400), (300, 200, 380, 400)  # of the working JPEG
    image = rendered(Reference(photo.pk, photo.sha256, (400, 400), crop, (cover,)))
    assert near(image.getpixel((80, 200)), (0, 0, 0))
    assert near(image.getpixel((200, 200)), (255, 255, 255))
    assert near(image.getpixel((380, 380)), (0, 0, 128))


def test_a_photo_that_moved_to_another_row_is_found_by_its_bytes(make_upload: Make):
    photo = photo_of(make_upload())
    assert rendered(Reference(photo.pk + 999, photo.sha256, (40, 30))).size == (40, 30)


def test_a_photo_that_is_nowhere_stops_its_question_in_words(db: None):
    with pytest.raises(Unusable, match="not there any more"):
        render(Reference(1, "0" * 64, (40, 30)))
