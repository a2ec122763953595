"""Sort groups, worked out from the rows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from processing import actions
from processing.catalog.codec import to_json
from processing.catalog.evidence import Choice, Tier
from processing.catalog.record import Record
from processing.catalog.verify import Verified
from processing.models import BibRecord, Disc, Match, RecordKey, Source, Upload, Verification
from processing.models.progress import group_counts
from processing.models.standing import (
    SortGroup,
    restate,
    sort_group,
    standing,
    standing_label,
)
from tests.fake_stages import CHECKED

pytestmark = pytest.mark.django_db
Make = Callable[..., Upload]


def record(
    number: str, source: str = "catalogue", *, own: bool = False, **fields: Any
) -> BibRecord:
    row, _ = Source.objects.get_or_create(name=source, defaults={"own": own})
    data = to_json(Record(source=source, number=number, title="Kind of blue"))
    return BibRecord.objects.create(source=row, number=number, title="x", data=data, **fields)


def matched(
    disc: Disc, row: BibRecord | None, tier: Tier = Tier.HIGH, confidence: int = 95
) -> Disc:
    """Gives the disc a match and a check, as the last two stages would."""
    key = (row.source.name, row.number) if row else None
    choice = Choice(key, tier, confidence, "why")
    Match.objects.create(
        disc=disc, revision=disc.revision, record=row, choice_data=to_json(choice), made_by="rules"
    )
    check = Verified(tier, confidence, (), CHECKED.tracks, CHECKED.years)
    Verification.objects.create(disc=disc, revision=disc.revision, data=to_json(check))
    restate(disc)
    return disc


def group(disc: Disc) -> SortGroup | None:
    return sort_group(standing().with_standing().get(pk=disc.pk))


@pytest.fixture
def disc(make_upload: Make) -> Disc:
    return make_upload().discs.get()


def test_a_disc_that_is_being_processed_is_in_no_group(disc: Disc) -> None:
    assert group(disc) is None


def test_a_high_tier_is_high_confidence(disc: Disc) -> None:
    assert group(matched(disc, record("1"))) == SortGroup.HIGH


@pytest.mark.parametrize("tier", [Tier.MEDIUM, Tier.LOW, Tier.NONE])
def test_every_other_tier_needs_review(disc: Disc, tier: Tier) -> None:
    assert group(matched(disc, record("1"), tier)) == SortGroup.REVIEW


def test_without_a_record_a_disc_needs_review_whatever_the_tier_says(disc: Disc) -> None:
    assert group(matched(disc, None, Tier.HIGH)) == SortGroup.REVIEW


def test_a_record_of_our_own_catalogue_is_held(disc: Disc) -> None:
    assert group(matched(disc, record("1", own=True))) == SortGroup.HELD


def test_our_own_record_with_the_same_oclc_number_is_held(disc: Disc) -> None:
    record("77", "ours", own=True, oclc_number="123")
    assert group(matched(disc, record("1", oclc_number="123"))) == SortGroup.HELD


def test_no_oclc_number_on_both_sides_is_no_agreement(disc: Disc) -> None:
    record("77", "ours", own=True)
    assert group(matched(disc, record("1"))) == SortGroup.HIGH


def test_our_own_record_with_the_same_upc_is_held(disc: Disc) -> None:
    for row in (record("77", "ours", own=True), record("1")):
        RecordKey.objects.create(record=row, kind="gtin", key="00074646493526")
    assert group(matched(disc, BibRecord.objects.get(number="1"))) == SortGroup.HELD


def test_what_we_hold_under_another_number_of_worldcat_is_held(disc: Disc) -> None:
    rows = [record("1", "worldcat", held=False), record("2", "worldcat", held=True)]
    for row in rows:
        RecordKey.objects.create(record=row, kind="gtin", key="00074646493526")
    assert group(matched(disc, rows[0])) == SortGroup.HELD


def test_an_imported_file_that_is_not_ours_never_means_held(disc: Disc) -> None:
    row = record("1", "national library")
    RecordKey.objects.create(record=row, kind="gtin", key="00074646493526")
    assert group(matched(disc, row)) == SortGroup.HIGH


def test_the_second_disc_of_one_record_is_a_duplicate(make_upload: Make) -> None:
    first, second = make_upload(2).discs.order_by("position")
    row = record("1")
    assert group(matched(first, row)) == SortGroup.HIGH
    assert group(matched(second, row)) == SortGroup.DUPLICATE
    assert group(first) == SortGroup.HIGH


def test_the_older_upload_comes_first(make_upload: Make) -> None:
    row = record("1")
    newer_first = matched(make_upload().discs.get(), row)
    later = matched(make_upload(name="Box 2").discs.get(), row)
    assert (group(newer_first), group(later)) == (SortGroup.HIGH, SortGroup.DUPLICATE)


def test_the_same_item_processed_again_is_no_duplicate(make_upload: Make) -> None:
    row = record("1")
    old = matched(make_upload().discs.get(), row)
    new = make_upload(name="Box 2").discs.get()
    Disc.objects.filter(pk=new.pk).update(item_barcode=old.item_barcode)
    assert group(matched(new, row)) == SortGroup.HIGH


def test_a_disc_that_was_processed_again_makes_no_other_a_duplicate(make_upload: Make) -> None:
    row = record("1")
    old = matched(make_upload().discs.get(), row)
    other = matched(make_upload(name="Box 2").discs.get(), row)
    assert group(other) == SortGroup.DUPLICATE
    later = make_upload(name="Box 3")
    later.discs.update(item_barcode=old.item_barcode, repeat=Disc.Repeat.AGAIN)
    Upload.objects.filter(pk=later.pk).update(started_at="2026-11-22T12:00Z")
    assert group(other) == SortGroup.HIGH
    assert group(matched(later.discs.get(), row)) == SortGroup.DUPLICATE


def test_discs_without_an_item_barcode_are_duplicates_too(make_upload: Make) -> None:
    upload = make_upload(2)
    upload.discs.update(item_barcode=None)
    row = record("1")
    first, second = (matched(disc, row) for disc in upload.discs.order_by("position"))
    assert (group(first), group(second)) == (SortGroup.HIGH, SortGroup.DUPLICATE)


def test_neighbouring_numbers_are_no_duplicates(make_upload: Make) -> None:
    first, second = make_upload(2).discs.order_by("position")
    matched(first, record("1"))
    assert group(matched(second, record("2"))) == SortGroup.HIGH


def test_two_discs_without_a_record_are_no_duplicates(make_upload: Make) -> None:
    for disc in make_upload(2).discs.all():
        assert group(matched(disc, None)) == SortGroup.REVIEW


def test_review_comes_before_duplicate(make_upload: Make) -> None:
    first, second = make_upload(2).discs.order_by("position")
    row = record("1")
    matched(first, row)
    assert group(matched(second, row, Tier.MEDIUM)) == SortGroup.REVIEW


def test_groups_as_filters_agree_with_groups_of_discs(make_upload: Make, cataloger: User) -> None:
    upload = make_upload(8)
    discs = list(upload.discs.order_by("position"))
    shared, held = record("1"), record("2", "ours", own=True)
    for disc, row, tier in zip(
        discs,
        (shared, shared, held, None, record("3"), record("4"), record("5"), record("6")),
        (Tier.HIGH, Tier.HIGH, Tier.HIGH, Tier.NONE, Tier.LOW, Tier.HIGH, Tier.LOW, Tier.HIGH),
        strict=True,
    ):
        matched(disc, row, tier)
    actions.decide(disc=discs[6], kind="approve", by=cataloger)
    actions.decide(disc=discs[7], kind="original", by=cataloger)
    for name in SortGroup:
        by_filter = set(standing().in_group(name))
        assert by_filter == {disc for disc in discs if group(disc) == name}
    groups, decided, on_trial = group_counts(upload)
    assert (list(groups.values()), decided, on_trial) == ([2, 1, 2, 1], 2, 0)


def label(disc: Disc) -> str:
    return standing_label(standing().with_standing().get(pk=disc.pk))


def test_what_a_person_approved_is_not_called_high_confidence(disc: Disc, cataloger: User) -> None:
    matched(disc, record("1"), Tier.MEDIUM, 70)
    actions.decide(disc=disc, kind="approve", by=cataloger)
    assert (group(disc), label(disc)) == (None, "✓ Approved")


def test_an_approved_high_confidence_stays_one(disc: Disc, cataloger: User) -> None:
    matched(disc, record("1"))
    actions.decide(disc=disc, kind="approve", by=cataloger)
    assert group(disc) == SortGroup.HIGH


def test_another_record_than_the_programs_is_not_called_high_confidence(
    disc: Disc, cataloger: User
) -> None:
    matched(disc, record("1"))
    actions.decide(disc=disc, kind="different", number="77", by=cataloger)
    assert (group(disc), label(disc)) == (None, "✓ Different record")


def test_original_cataloging_leaves_the_queue_and_is_in_no_group_that_could_be_loaded(
    disc: Disc, cataloger: User
) -> None:
    matched(disc, record("1"), Tier.MEDIUM, 70)
    actions.decide(disc=disc, kind="original", by=cataloger)
    assert (group(disc), label(disc)) == (None, "✓ Needs original cataloging")
    assert not standing().in_group(SortGroup.REVIEW).exists()


def test_look_at_the_shelf_first_sends_even_a_sure_disc_to_review(
    disc: Disc, cataloger: User
) -> None:
    matched(disc, record("1"))
    actions.decide(disc=disc, kind="later", by=cataloger)
    disc.refresh_from_db()
    assert (group(disc), disc.accepted_number) == (SortGroup.REVIEW, "")


def test_the_sample_is_nobodys_twin_and_never_held(make_upload: Make) -> None:
    sample, real = make_upload(name="Sample"), make_upload(name="Box 1")
    Upload.objects.filter(pk=sample.pk).update(is_sample=True)
    row = record("1", own=True)
    one, other = matched(sample.discs.get(), row), matched(real.discs.get(), row)
    assert (group(one), group(other)) == (SortGroup.HIGH, SortGroup.HELD)


def test_a_typed_oclc_number_is_the_record_that_we_have_under_it(
    disc: Disc, cataloger: User
) -> None:
    matched(disc, record("9"), Tier.MEDIUM, 70)
    record("77", "ours", own=True, oclc_number="123")
    decision = actions.decide(disc=disc, kind="different", number="ocm00123", by=cataloger)
    assert (decision.source, decision.number) == ("ours", "77")
    assert group(disc) == SortGroup.HELD


def test_approving_what_is_no_longer_suggested_is_refused(disc: Disc, cataloger: User) -> None:
    matched(disc, record("1"), Tier.MEDIUM, 70)
    with pytest.raises(actions.NotAllowed, match="has changed"):
        actions.decide(disc=disc, kind="approve", source="catalogue", number="2", by=cataloger)


def test_the_evidence_of_a_decision_is_that_of_the_record_that_was_chosen(
    disc: Disc, cataloger: User
) -> None:
    suggested, other = record("1"), record("2")
    record("3")
    for rank, row in enumerate((suggested, other), start=1):
        disc.candidates.create(
            revision=1, record=row, rank=rank, score=50, evidence_data=[{"of": row.number}]
        )
    matched(disc, suggested, Tier.MEDIUM, 70)

    def evidence(kind: str, number: str = "") -> tuple[object, str]:
        source = "catalogue" if number else ""
        made = actions.decide(disc=disc, kind=kind, number=number, source=source, by=cataloger)
        return made.evidence_data, made.suggested_number

    assert evidence("different", "2") == ([{"of": "2"}], "1")
    assert evidence("different", "3") == ([], "1")
    assert evidence("approve") == ([{"of": "1"}], "1")
    assert evidence("original") == ([{"of": "1"}], "1")


# HIGH_CONFIDENCE, as the upload has it since its start


@pytest.mark.parametrize(("confidence", "expected"), [(97, SortGroup.HIGH), (96, SortGroup.REVIEW)])
def test_high_confidence_asks_for_tier_and_confidence(
    disc: Disc, confidence: int, expected: SortGroup
) -> None:
    disc.upload.snapshot = {"high_confidence": 97}
    disc.upload.save()
    assert group(matched(disc, record("1"), Tier.HIGH, confidence)) == expected
    assert bool(disc.accepted_number) is (expected == SortGroup.HIGH)


def test_no_confidence_makes_another_tier_high(disc: Disc) -> None:
    disc.upload.snapshot = {"high_confidence": 97}
    disc.upload.save()
    assert group(matched(disc, record("1"), Tier.MEDIUM, 100)) == SortGroup.REVIEW


@pytest.mark.parametrize(("confidence", "expected"), [(97, SortGroup.HIGH), (96, None)])
def test_an_approval_does_not_make_a_match_high_that_was_not_sure_enough(
    disc: Disc, cataloger: User, confidence: int, expected: SortGroup | None
) -> None:
    disc.upload.snapshot = {"high_confidence": 97}
    disc.upload.save()
    matched(disc, record("1"), Tier.HIGH, confidence)
    actions.decide(disc=disc, kind="approve", by=cataloger)
    assert group(disc) == expected
    assert (disc in standing().in_group(SortGroup.HIGH)) is (expected is not None)
