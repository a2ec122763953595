"""Discs and photos put right by hand, before the start and after it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage

from processing import actions, grouping, ledger
from processing.models import Disc, Photo, State, Upload
from tests.boxes import STICKERS, add, discs, phone_box, shot, tray
from tests.conftest import make_photo
from tests.fake_stages import FakeStages
from tests.pipeline_help import states, work_all

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


@pytest.fixture
def upload(db: None) -> Upload:
    """A: 01 02, B: 03 04, C: 05 06."""
    made = phone_box("A _ B _ C _")
    grouping.regroup(made)
    return made


@pytest.fixture
def done(upload: Upload, stages: FakeStages) -> Upload:
    """The same, gone through all stages once."""
    ledger.begin(upload)
    work_all()
    stages.ran.clear()
    return upload


def at(upload: Upload, position: int) -> Disc:
    return upload.discs.get(position=position)


def test_a_photo_moves_to_another_disc(upload: Upload, cataloger: User):
    actions.move_photos(upload=upload, photos=[shot(upload, 4)], to=at(upload, 1), by=cataloger)
    assert discs(upload) == ["A: 01f 02b 04o", "B: 03f", "C: 05f 06b"]


def test_a_photo_that_moves_far_does_not_take_its_new_disc_along(upload: Upload, cataloger: User):
    actions.move_photos(upload=upload, photos=[shot(upload, 1)], to=at(upload, 3), by=cataloger)
    assert discs(upload) == ["A: 02b", "B: 03f 04b", "C: 01o 05f 06b"]


def test_a_disc_that_is_left_empty_goes_and_the_places_close_up(upload: Upload, cataloger: User):
    both = [shot(upload, 3), shot(upload, 4)]
    actions.move_photos(upload=upload, photos=both, to=None, by=cataloger)
    assert (discs(upload), tray(upload)) == (["A: 01f 02b", "C: 05f 06b"], ["03", "04"])
    assert list(upload.discs.values_list("position", flat=True)) == [1, 2]


def test_photos_become_a_new_disc_at_their_place_in_the_box(upload: Upload, cataloger: User):
    made = actions.new_disc(upload=upload, photos=[shot(upload, 2), shot(upload, 3)], by=cataloger)
    assert discs(upload) == ["A: 01f", "-: 02f 03b", "B: 04b", "C: 05f 06b"]
    assert made.position == 2


def test_a_photo_that_visited_a_disc_leaves_it_at_its_place(upload: Upload, cataloger: User):
    early, late = shot(upload, 2), at(upload, 3)
    actions.move_photos(upload=upload, photos=[early], to=at(upload, 2), by=cataloger)
    actions.move_photos(upload=upload, photos=[early], to=late, by=cataloger)
    assert discs(upload) == ["A: 01f", "B: 03f 04b", "C: 02o 05f 06b"]
    actions.move_photos(upload=upload, photos=[shot(upload, 1)], to=at(upload, 2), by=cataloger)
    assert discs(upload) == ["B: 01o 03f 04b", "C: 02o 05f 06b"]


def test_a_disc_of_one_photo_that_lost_another_keeps_its_place(upload: Upload, cataloger: User):
    actions.move_photos(upload=upload, photos=[shot(upload, 6)], to=at(upload, 2), by=cataloger)
    actions.move_photos(upload=upload, photos=[shot(upload, 2)], to=at(upload, 3), by=cataloger)
    assert discs(upload) == ["A: 01f", "B: 03f 04b 06o", "C: 02b 05f"]


def test_what_is_left_of_a_disc_stays_when_all_is_grouped_again(upload: Upload, cataloger: User):
    actions.move_photos(upload=upload, photos=[shot(upload, 2)], to=at(upload, 3), by=cataloger)
    actions.choose_grouping(upload=upload, grouping="count", photos_per_disc=1, by=cataloger)
    assert discs(upload) == ["A: 01f", "B: 03f", "-: 04f", "C: 02o 05f 06b"]


def test_a_disc_is_split_right_behind_itself(upload: Upload, cataloger: User):
    new = actions.split_disc(photo=shot(upload, 2), by=cataloger)
    assert discs(upload) == ["A: 01f", "-: 02f", "B: 03f 04b", "C: 05f 06b"]
    assert new.position == 2


def test_a_disc_is_not_split_before_its_first_photo(upload: Upload, cataloger: User):
    with pytest.raises(actions.NotAllowed, match="first photo"):
        actions.split_disc(photo=shot(upload, 1), by=cataloger)


def test_a_photo_of_the_tray_cannot_be_split_off(upload: Upload, cataloger: User):
    actions.move_photos(upload=upload, photos=[shot(upload, 2)], to=None, by=cataloger)
    with pytest.raises(actions.NotAllowed, match="in no disc"):
        actions.split_disc(photo=shot(upload, 2), by=cataloger)


def test_discs_are_merged_into_the_first_and_the_barcode_comes_along(
    upload: Upload, cataloger: User
):
    actions.set_item_barcode(disc=at(upload, 1), item_barcode="", by=cataloger)
    merged = actions.merge_discs(upload=upload, discs=[at(upload, 2), at(upload, 1)], by=cataloger)
    assert discs(upload) == ["B: 01f 02b 03o 04o", "C: 05f 06b"]
    assert merged.position == 1


def test_two_item_barcodes_are_two_items(upload: Upload, cataloger: User):
    with pytest.raises(actions.NotAllowed, match="two items"):
        actions.merge_discs(upload=upload, discs=list(upload.discs.all()), by=cataloger)


def test_one_disc_alone_or_one_that_is_gone_cannot_be_merged(upload: Upload, cataloger: User):
    first, second = at(upload, 1), at(upload, 2)
    with pytest.raises(actions.NotAllowed, match="at least two"):
        actions.merge_discs(upload=upload, discs=[first], by=cataloger)
    Disc.objects.filter(pk=second.pk).delete()
    with pytest.raises(actions.NotAllowed, match="merged them already"):
        actions.merge_discs(upload=upload, discs=[first, second], by=cataloger)


def test_a_disc_that_is_gone_takes_no_photo(upload: Upload, cataloger: User):
    gone = at(upload, 3)
    photos = [shot(upload, 5), shot(upload, 6)]
    actions.move_photos(upload=upload, photos=photos, to=at(upload, 2), by=cataloger)
    with pytest.raises(actions.NotAllowed, match="somebody has merged or emptied it"):
        actions.move_photos(upload=upload, photos=[shot(upload, 1)], to=gone, by=cataloger)


def test_where_a_photo_is_now_counts_not_where_the_page_showed_it(upload: Upload, cataloger: User):
    seen = shot(upload, 3)  # on a page that was loaded before somebody else moved it
    actions.move_photos(upload=upload, photos=[seen], to=at(upload, 1), by=cataloger)
    actions.move_photos(upload=upload, photos=[seen], to=at(upload, 3), by=cataloger)
    assert discs(upload) == ["A: 01f 02b", "B: 04b", "C: 03o 05f 06b"]


def test_a_photo_that_is_gone_is_named(upload: Upload, cataloger: User):
    gone = shot(upload, 2)
    actions.remove_photos(upload=upload, photos=[gone], by=cataloger)
    with pytest.raises(actions.NotAllowed, match=r"IMG_0002\.jpg is not in “Box 7” any more"):
        actions.move_photos(upload=upload, photos=[gone], to=None, by=cataloger)


def test_nothing_chosen_is_said(upload: Upload, cataloger: User):
    with pytest.raises(actions.NotAllowed, match="Choose the photos first"):
        actions.new_disc(upload=upload, photos=[], by=cataloger)


def test_after_the_start_places_stay_and_both_discs_are_read_again(
    done: Upload, stages: FakeStages, cataloger: User
):
    actions.move_photos(upload=done, photos=[shot(done, 4)], to=at(done, 1), by=cataloger)
    assert [disc.revision for disc in done.discs.order_by("position")] == [2, 2, 1]
    work_all()
    assert stages.names().count("extract") == 2
    both = [shot(done, 1), shot(done, 2), shot(done, 4)]
    actions.move_photos(upload=done, photos=both, to=at(done, 3), by=cataloger)
    assert list(done.discs.values_list("position", flat=True)) == [2, 3]


def test_after_the_start_a_new_disc_is_at_the_end_and_begins(done: Upload, cataloger: User):
    new = actions.split_disc(photo=shot(done, 2), by=cataloger)
    assert new.position == 4
    work_all()
    assert set(states(new.pk).values()) == {State.DONE}


def test_a_disc_that_was_decided_on_stays_without_photos(done: Upload, cataloger: User):
    decided = at(done, 2)
    actions.decide(disc=decided, kind="original", by=cataloger)
    both = [shot(done, 3), shot(done, 4)]
    actions.move_photos(upload=done, photos=both, to=at(done, 1), by=cataloger)
    decided.refresh_from_db()
    assert decided.photos.count() == 0
    assert decided.decisions.count() == 1  # type: ignore[attr-defined]


def test_a_disc_that_was_decided_on_takes_the_others_in(done: Upload, cataloger: User):
    actions.set_item_barcode(disc=at(done, 1), item_barcode="", by=cataloger)
    actions.decide(disc=at(done, 2), kind="original", by=cataloger)
    into = actions.merge_discs(upload=done, discs=[at(done, 1), at(done, 2)], by=cataloger)
    assert into.position == 2
    assert into.photos.count() == 4


def test_a_role_is_said_by_hand(upload: Upload, cataloger: User):
    actions.set_role(photo=shot(upload, 2), role="disc", by=cataloger)
    assert discs(upload)[0] == "A: 01f 02d"
    assert shot(upload, 2).by_hand
    with pytest.raises(actions.NotAllowed, match="hologram"):
        actions.set_role(photo=shot(upload, 2), role="hologram", by=cataloger)


def test_a_slip_that_the_program_did_not_see_begins_a_disc(cataloger: User):
    upload = phone_box("/ _ _ _ _ _")
    grouping.regroup(upload)
    actions.set_role(photo=shot(upload, 4), role="slip", by=cataloger)
    assert discs(upload) == ["-: 01s 02f 03b", "-: 04s 05f 06b"]
    actions.set_role(photo=shot(upload, 4), role="other", by=cataloger)
    assert discs(upload) == ["-: 01s 02f 03b 04o 05o 06o"]


def test_a_role_after_the_start_reads_the_disc_again(done: Upload, cataloger: User):
    actions.set_role(photo=shot(done, 2), role="booklet", by=cataloger)
    assert at(done, 1).revision == 2


def test_photos_are_removed_with_their_files(make_upload: Make, cataloger: User):
    upload = make_upload(2)
    first = upload.discs.get(position=1)
    more = make_photo(first, "b.jpg")
    names = [more.original.name, more.working.name, more.thumb.name]
    assert actions.remove_photos(upload=upload, photos=[more], by=cataloger) == 1
    assert not any(default_storage.exists(str(name)) for name in names)
    actions.remove_photos(upload=upload, photos=list(first.photos.all()), by=cataloger)
    assert upload.discs.count() == 1


def test_a_file_that_another_photo_names_is_kept(make_upload: Make, cataloger: User):
    one, other = make_upload(1), make_upload(1)
    photo = one.photos.get()
    other.photos.update(thumb=photo.thumb.name)
    actions.delete_upload(upload=one, by=cataloger)
    assert default_storage.exists(str(photo.thumb.name))
    assert not default_storage.exists(str(photo.working.name))


def test_an_item_barcode_is_given_taken_away_and_unique(upload: Upload, cataloger: User):
    disc = at(upload, 1)
    actions.set_item_barcode(disc=disc, item_barcode=" 0591 7300 009 ", by=cataloger)
    assert disc.item_barcode == "05917300009"
    taken = rf"Item {upload.pk}-002 .* merge the two, or check the sticker"
    with pytest.raises(actions.NotAllowed, match=taken):
        actions.set_item_barcode(disc=disc, item_barcode=STICKERS["B"], by=cataloger)
    actions.set_item_barcode(disc=disc, item_barcode="", by=cataloger)
    assert at(upload, 1).item_barcode is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [("074646493526", "is a UPC/EAN"), ("Miles", "is not an item barcode"), ("12", "is not an")],
)
def test_what_is_no_item_barcode_is_refused(
    upload: Upload, cataloger: User, typed: str, words: str
):
    with pytest.raises(actions.NotAllowed, match=words):
        actions.set_item_barcode(disc=at(upload, 1), item_barcode=typed, by=cataloger)


def test_the_pattern_of_the_library_is_named(upload: Upload, cataloger: User, settings: Any):
    settings.ITEM_BARCODE_PATTERN = "059173#####"
    with pytest.raises(actions.NotAllowed, match="look like 059173#####"):
        actions.set_item_barcode(disc=at(upload, 1), item_barcode="12345678901", by=cataloger)


def test_a_disc_with_a_barcode_by_hand_is_not_grouped_again(upload: Upload, cataloger: User):
    actions.set_item_barcode(disc=at(upload, 1), item_barcode="99999999", by=cataloger)
    actions.choose_grouping(upload=upload, grouping="count", photos_per_disc=1, by=cataloger)
    assert discs(upload)[0] == "99999999: 01f 02b"


def test_an_upload_is_renamed_and_keeps_a_name(upload: Upload, cataloger: User):
    actions.rename_upload(upload=upload, name=" Gift ", shelf="B 2", donor="KUT", by=cataloger)
    upload.refresh_from_db()
    assert (upload.name, upload.shelf, upload.donor) == ("Gift", "B 2", "KUT")
    with pytest.raises(actions.NotAllowed, match="needs a name"):
        actions.rename_upload(upload=upload, name=" ", shelf="", donor="", by=cataloger)


def test_an_upload_that_is_gone_is_said(upload: Upload, cataloger: User):
    photo = add(upload, "_")
    Photo.objects.all().delete()
    Upload.objects.filter(pk=upload.pk).delete()
    with pytest.raises(actions.NotAllowed, match="has been deleted"):
        actions.move_photos(upload=upload, photos=[photo], to=None, by=cataloger)
