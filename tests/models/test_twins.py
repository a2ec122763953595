"""Items that have one record: the same item, a second copy, another part of one set; and held."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from processing import actions
from processing.catalog.codec import to_json
from processing.catalog.evidence import Tier
from processing.catalog.reading import CleanReading, CleanTrack
from processing.catalog.record import Record
from processing.models import BibRecord, Disc, Photo, RecordKey, Upload
from processing.models.standing import SortGroup, restate, standing
from processing.models.twins import Likeness, twins
from processing.report_rows import rows_of
from tests.models.test_standing import group, matched, record

pytestmark = pytest.mark.django_db
Make = Callable[..., Upload]


def likeness(disc: Disc) -> Likeness | None:
    disc = Disc.objects.select_related("upload").get(pk=disc.pk)
    twin = twins([disc]).get(disc.pk)
    return twin.likeness if twin else None


def told(disc: Disc) -> tuple[str, str]:
    """Disposition and “Same record as” of the report."""
    (row,) = rows_of(standing().filter(pk=disc.pk).with_standing().select_related("upload"))
    return row.disposition, row.repeats


def pair(make_upload: Make) -> tuple[Disc, Disc]:
    row = record("1")
    first, second = (matched(disc, row) for disc in make_upload(2).discs.order_by("position"))
    return first, second


def test_two_item_barcodes_are_two_copies(make_upload: Make) -> None:
    first, second = pair(make_upload)
    assert (likeness(first), likeness(second)) == (None, Likeness.COPY)
    assert told(first) == ("Add (suggested)", "")
    disposition, repeats = told(second)
    assert disposition == "Added copy (suggested)"
    assert repeats == (
        f"A second copy: both have an item barcode ({first.item_barcode}, "
        f"item {first.work_number})."
    )


def test_without_two_item_barcodes_it_is_said_that_nobody_can_tell(make_upload: Make) -> None:
    _, second = pair(make_upload)
    Disc.objects.filter(pk=second.pk).update(item_barcode=None)
    assert likeness(second) is Likeness.UNCLEAR
    assert told(second)[0] == "Do not add (suggested)"
    assert "look at the shelf" in told(second)[1]


def test_the_same_photo_in_another_upload_is_of_the_same_item(make_upload: Make) -> None:
    row = record("1")
    first = matched(make_upload().discs.get(), row)
    again = matched(make_upload(name="Box 2").discs.get(), row)
    Photo.objects.filter(disc=again).update(sha256=Photo.objects.get(disc=first).sha256)
    assert likeness(again) is Likeness.SAME_ITEM
    assert told(again)[0] == "Do not add (suggested)"
    assert "in “Box 1”" in told(again)[1]


def part(disc: Disc, row: BibRecord, number: int | None, by: User) -> None:
    """A disc of a set of two that a cataloger has approved."""
    track = CleanTrack("Kyrie", disc=number, number=1)
    cleaned = CleanReading(tracks=(track,), disc_count=2 if number else 1)
    disc.readings.create(revision=1, reader="local", machine_data={}, cleaned_data=to_json(cleaned))
    matched(disc, row, Tier.MEDIUM, 70)
    actions.decide(disc=disc, kind="approve", by=by)
    disc.refresh_from_db()


@pytest.mark.parametrize("numbers", [(1, 2), (2, 1), (None, None), (1, None)])
def test_parts_of_a_set_are_never_duplicates(
    make_upload: Make, cataloger: User, numbers: tuple[int | None, int | None]
) -> None:
    whole = Record(source="catalogue", number="9", title="Mass", disc_count=2)
    row = record("9")
    BibRecord.objects.filter(pk=row.pk).update(data=to_json(whole))
    row.refresh_from_db()
    discs = list(make_upload(2).discs.order_by("position"))
    for disc, number in zip(discs, numbers, strict=True):
        part(disc, row, number, cataloger)
    assert not standing().in_group(SortGroup.DUPLICATE).exists()
    assert likeness(discs[1]) is Likeness.PART
    assert told(discs[1])[0] == "Add"
    assert "no duplicate" in told(discs[1])[1]


def test_the_same_part_twice_is_a_duplicate(make_upload: Make, cataloger: User) -> None:
    whole = Record(source="catalogue", number="9", title="Mass", disc_count=2)
    row = record("9")
    BibRecord.objects.filter(pk=row.pk).update(data=to_json(whole))
    row.refresh_from_db()
    discs = list(make_upload(2).discs.order_by("position"))
    for disc in discs:
        part(disc, row, 2, cataloger)
    assert group(discs[1]) == SortGroup.DUPLICATE
    assert likeness(discs[1]) is Likeness.COPY
    assert discs[1].decisions.get().disposition == "added_copy"


@pytest.mark.parametrize(
    ("key", "where", "disposition"),
    [
        ("CK64935", SortGroup.HELD, "Added copy (suggested)"),
        ("64935", SortGroup.HIGH, "Add (suggested)"),
    ],
)
def test_our_own_record_with_the_same_publisher_number_is_held(
    make_upload: Make, key: str, where: SortGroup, disposition: str
) -> None:
    for row in (record("77", "ours", own=True), record("1")):
        RecordKey.objects.create(record=row, kind="pubno", key=key)
    disc = matched(make_upload().discs.get(), BibRecord.objects.get(number="1"))
    assert (group(disc), told(disc)[0]) == (where, disposition)


def test_unknown_holdings_are_shown_as_unknown(make_upload: Make) -> None:
    row = record("1")
    disc = matched(make_upload().discs.get(), row)
    for held, word in ((None, "not known"), (False, "no"), (True, "yes")):
        BibRecord.objects.filter(pk=row.pk).update(held=held)
        (found,) = rows_of(standing().filter(pk=disc.pk).with_standing().select_related("upload"))
        assert found.held == word


def test_twins_of_many_discs_take_two_queries(
    make_upload: Make, django_assert_num_queries: Callable[..., object]
) -> None:
    row = record("1")
    for disc in make_upload(6).discs.all():
        matched(disc, row)
    discs = list(Disc.objects.select_related("upload"))
    with django_assert_num_queries(2):
        assert len(twins(discs)) == 5


def test_what_is_in_a_group_that_is_uploaded_has_a_number(make_upload: Make) -> None:
    disc = matched(make_upload().discs.get(), record("1"))
    Disc.objects.filter(pk=disc.pk).update(accepted_number="")
    for name in (SortGroup.HIGH, SortGroup.HELD, SortGroup.DUPLICATE):
        assert not standing().in_group(name).exists()
    disc.refresh_from_db()
    restate(disc)
    assert standing().in_group(SortGroup.HIGH).exists()
