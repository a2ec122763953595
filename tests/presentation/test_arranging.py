"""What needs an eye, what a start says, and how a change is taken back."""

import pytest

from processing.models import Disc, Photo, Upload
from processing.presentation import plan
from processing.presentation.arrangement import would_make
from processing.presentation.eye import Concern, Eye, Sight
from processing.presentation.moves import Undo, origin_of
from tests.conftest import make_photo


def eye_of(**numbers: int) -> Eye:
    sights = tuple(Sight(one, numbers[one]) for one in Concern if one.value in numbers)
    told = {name: numbers.get(name, 0) for name in ("skipped", "loose")}
    return Eye(sights, discs=83, open_repeats=0, slips=0, opening=0, **told)


@pytest.mark.parametrize(
    ("eye", "said"),
    [
        (eye_of(), ""),
        (eye_of(back=1), "1 has no back photo"),
        (
            eye_of(skipped=2, back=3, loose=4),
            "2 discs are skipped, 3 have no back photo, 4 photos are in the tray",
        ),
    ],
)
def test_a_start_says_what_it_leaves_out(eye: Eye, said: str):
    assert eye.beside == said


def test_skipped_discs_are_not_read():
    assert eye_of(skipped=2).to_read == 81


@pytest.mark.parametrize("concern", Concern)
def test_every_concern_is_said_with_what_to_do(concern: Concern):
    one, many = Sight(concern, 1), Sight(concern, 2)
    assert one.text.startswith("1 ")
    assert many.text.startswith("2 ")
    assert one.text[1:] != many.text[1:]
    assert one.to_do.endswith(".")


def test_what_a_way_would_make_is_said_in_words():
    assert would_make(40, 2) == "40 discs, 2 photos left over"
    assert would_make(1, 0) == "1 disc"


@pytest.fixture
def disc(db: None) -> Disc:
    upload = Upload.objects.create(name="Box")
    return Disc.objects.create(upload=upload, position=1, item_barcode="059173027351849")


def test_a_move_from_a_disc_goes_back_to_it(disc: Disc):
    photo = make_photo(disc)
    assert origin_of([photo]).back(disc.upload) == Undo("move", (photo.pk,), disc=disc.pk)


def test_a_disc_that_went_is_made_anew_with_its_item_barcode(disc: Disc):
    photo = make_photo(disc)
    origin = origin_of([photo])
    upload = disc.upload
    Photo.objects.update(disc=None)
    disc.delete()
    assert origin.back(upload) == Undo("move", (photo.pk,), to="059173027351849")
    upload.discs.create(position=1, item_barcode="059173027351849")
    assert origin.back(upload) == Undo("new", (photo.pk,))


def test_a_move_from_the_tray_goes_back_there_and_a_mixed_one_cannot(disc: Disc):
    placed, loose = make_photo(disc), make_photo(disc)
    loose.disc = None
    loose.save()
    assert origin_of([loose]).back(disc.upload) == Undo("tray", (loose.pk,))
    assert origin_of([placed, loose]).back(disc.upload) is None


def test_what_the_reader_cannot_read_is_said(disc: Disc):
    told = plan.plan(disc.upload)
    assert told.limits == (plan.SCRIPTS if told.reader != plan.ONLY_BARCODES else "")
    assert "Cyrillic" in plan.SCRIPTS
