"""Corrections, late photos, re-runs, decisions: nothing that people did is ever lost."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from processing import actions, arrival, ledger, pipeline
from processing.catalog.codec import to_json
from processing.catalog.record import Record
from processing.models import (
    BibRecord,
    Candidate,
    Disc,
    LostClaim,
    Photo,
    Source,
    Stage,
    StageRun,
    State,
    Upload,
)
from processing.stages.base import CannotProcess, Done
from tests.fake_stages import RESULTS, FakeStages
from tests.pipeline_help import states, work_all

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


def make_record(number: str = "1", source: str = "local") -> BibRecord:
    row, _ = Source.objects.get_or_create(name=source)
    record = Record(source=source, number=number, title=f"Title {number}")
    return BibRecord.objects.create(
        source=row, number=number, title=record.title, data=to_json(record)
    )


def propose(disc: Disc, number: str = "1", *, by_hand: bool = False) -> Candidate:
    return Candidate.objects.create(
        disc=disc,
        revision=disc.revision,
        record=make_record(number),
        rank=disc.candidates.filter(revision=disc.revision).count() + 1,
        score=50,
        by_hand=by_hand,
    )


def test_a_correction_makes_the_next_revision_from_tidy_on(
    disc: Disc, stages: FakeStages, cataloger: User
) -> None:
    actions.correct(disc=disc, values={"title": "Kind of Blue"}, by=cataloger)
    disc.refresh_from_db()
    assert disc.revision == 2
    assert states(disc.pk)["extract"] == State.DONE
    work_all()
    assert stages.names() == ["clean", "search", "analyze", "verify"]
    second = disc.readings.get(revision=2)
    assert second.machine_data == disc.readings.get(revision=1).machine_data
    assert disc.verifications.count() == 2


def test_pages_show_the_newest_complete_revision_meanwhile(disc: Disc, cataloger: User) -> None:
    actions.correct(disc=disc, values={"title": "Kind of Blue"}, by=cataloger)
    disc.refresh_from_db()
    assert (disc.revision, disc.shown_revision) == (2, 1)
    work_all()
    assert disc.shown_revision == 2


def test_the_newest_correction_of_a_field_counts_and_none_takes_it_back(
    disc: Disc, cataloger: User
) -> None:
    for value in ("first", "second"):
        actions.correct(disc=disc, values={"title": value}, by=cataloger)
    assert disc.corrections.laid_over() == {"title": "second"}  # type: ignore[attr-defined]
    actions.correct(disc=disc, values={"title": None}, by=cataloger)
    assert disc.corrections.laid_over() == {}  # type: ignore[attr-defined]
    assert disc.corrections.count() == 3


def test_an_unknown_field_cannot_be_corrected(disc: Disc, cataloger: User) -> None:
    with pytest.raises(actions.NotAllowed, match="password"):
        actions.correct(disc=disc, values={"password": "x"}, by=cataloger)


@pytest.mark.parametrize("value", ["074646493528", ["074646493526", "12345"]])
def test_a_typed_upc_with_a_wrong_digit_is_said_at_once(
    disc: Disc, cataloger: User, value: object
) -> None:
    with pytest.raises(actions.NotAllowed, match="is no UPC/EAN"):
        actions.correct(disc=disc, values={"upc": value}, by=cataloger)
    assert not disc.corrections.exists()


def test_a_correction_while_a_later_stage_runs_voids_that_run(
    disc: Disc, stages: FakeStages, cataloger: User
) -> None:
    actions.run_again(disc=disc, stage=Stage.SEARCH, by=cataloger)
    running = StageRun.objects.claim(disc.runs.get(stage="search").pk, "x")
    assert running is not None
    actions.correct(disc=disc, values={"title": "Blue"}, by=cataloger)
    with pytest.raises(LostClaim):
        pipeline.settle(running, Done(RESULTS["search"]))
    work_all()
    assert set(states(disc.pk).values()) == {State.DONE}


def test_a_correction_while_the_photos_are_read_waits_for_the_reading(
    make_upload: Make, stages: FakeStages, cataloger: User
) -> None:
    upload = make_upload()
    ledger.begin(upload)
    one = upload.discs.get()
    reading = StageRun.objects.claim(one.runs.get(stage="extract").pk, "x")
    assert reading is not None
    actions.correct(disc=one, values={"title": "Blue"}, by=cataloger)
    assert states(one.pk)["clean"] == State.IDLE
    pipeline.settle(reading, Done(RESULTS["extract"]))  # what was paid for is used
    assert one.readings.get().revision == 2
    assert states(one.pk)["clean"] == State.PENDING
    work_all()
    assert set(states(one.pk).values()) == {State.DONE}


def test_correcting_during_every_stage_always_ends_with_all_stages_of_the_newest_revision(
    make_upload: Make, stages: FakeStages, cataloger: User
) -> None:
    upload = make_upload()
    corrected: set[str] = set()

    def interfere(name: str) -> Callable[[Disc], None]:
        def correct(disc: Disc) -> None:
            if name not in corrected:
                corrected.add(name)
                actions.correct(disc=disc, values={"title": name}, by=cataloger)

        return correct

    for name in Stage.values:
        stages.before[name] = interfere(name)
    ledger.begin(upload)
    work_all()
    one = upload.discs.get()
    assert corrected == set(Stage.values)
    assert set(states(one.pk).values()) == {State.DONE}
    assert one.revision == 6
    assert one.verification(6) is not None


def test_a_disc_that_cannot_be_read_goes_on_with_what_a_cataloger_types(
    make_upload: Make, stages: FakeStages, cataloger: User
) -> None:
    def refuse(_: Disc) -> None:
        raise CannotProcess("No photo of this disc can be read.")

    stages.before["extract"] = refuse
    upload = make_upload()
    ledger.begin(upload)
    work_all()
    one = upload.discs.get()
    actions.correct(disc=one, values={"title": "Kind of blue"}, by=cataloger)
    work_all()
    assert set(states(one.pk).values()) == {State.DONE}


def late_photo(upload: Upload, name: str, content: bytes = b"late") -> Photo:
    added = arrival.add_photo(upload, ContentFile(content, name=name), arrival.Source(name))
    assert added.photo is not None
    return added.photo


def take_in(photo: Photo) -> None:
    Photo.objects.filter(pk=photo.pk).update(state=State.DONE)
    pipeline.heal()


def test_a_photo_added_late_is_read_with_the_others(disc: Disc, stages: FakeStages) -> None:
    photo = late_photo(disc.upload, f"{disc.item_barcode}b.jpg")
    disc.refresh_from_db()
    assert (photo.disc, disc.revision) == (disc, 2)
    assert states(disc.pk)["extract"] == State.IDLE  # not before the photo has been taken in
    take_in(photo)
    work_all()
    assert stages.names() == ["extract", "clean", "search", "analyze", "verify"]
    assert disc.shown_revision == 2


def test_a_photo_added_while_the_disc_is_read_voids_that_reading(
    make_upload: Make, stages: FakeStages
) -> None:
    upload = make_upload()
    ledger.begin(upload)
    one = upload.discs.get()
    reading = StageRun.objects.claim(one.runs.get(stage="extract").pk, "x")
    assert reading is not None
    photo = late_photo(upload, f"{one.item_barcode}b.jpg")
    with pytest.raises(LostClaim):
        pipeline.settle(reading, Done(RESULTS["extract"]))
    take_in(photo)
    work_all()
    assert set(states(one.pk).values()) == {State.DONE}


def test_a_new_disc_in_a_started_upload_starts_by_itself(disc: Disc, stages: FakeStages) -> None:
    photo = late_photo(disc.upload, "059173999999999a.jpg")
    take_in(photo)
    work_all()
    new = Disc.objects.get(item_barcode="059173999999999")
    assert set(states(new.pk).values()) == {State.DONE}


def test_reading_again_never_erases_a_correction(
    disc: Disc, stages: FakeStages, cataloger: User
) -> None:
    actions.correct(disc=disc, values={"title": "Blue"}, by=cataloger)
    work_all()
    actions.run_again(disc=disc, stage=Stage.EXTRACT, by=cataloger)
    work_all()
    assert disc.corrections.laid_over() == {"title": "Blue"}  # type: ignore[attr-defined]


def test_candidates_added_by_hand_carry_over(disc: Disc, cataloger: User) -> None:
    propose(disc, "1", by_hand=True)
    propose(disc, "2")
    actions.run_again(disc=disc, stage=Stage.EXTRACT, by=cataloger)
    work_all()
    disc.refresh_from_db()
    assert [c.record.number for c in disc.ranked()] == ["1"]


def test_running_again_from_compare_keeps_the_candidates(
    disc: Disc, stages: FakeStages, cataloger: User
) -> None:
    propose(disc, "1")
    actions.run_again(disc=disc, stage=Stage.ANALYZE, by=cataloger)
    work_all()
    disc.refresh_from_db()
    assert stages.names() == ["analyze", "verify"]
    assert [c.record.number for c in disc.ranked()] == ["1"]
    reading = disc.reading()
    assert reading is not None
    assert reading.cleaned is not None


def test_a_stage_whose_input_is_missing_cannot_be_run(make_upload: Make, manager: User) -> None:
    one = make_upload().discs.get()
    with pytest.raises(actions.NotAllowed, match="Search"):
        actions.run_again(disc=one, stage=Stage.SEARCH, by=manager)


def test_a_whole_upload_can_be_run_again(
    make_upload: Make, stages: FakeStages, manager: User
) -> None:
    upload = make_upload(3)
    ledger.begin(upload)
    work_all()
    stages.ran.clear()
    assert actions.run_upload_again(upload=upload, stage="search", by=manager) == 3
    work_all()
    assert len(stages.ran) == 9


def test_retry_tries_what_failed_without_a_new_revision(
    make_upload: Make, stages: FakeStages, cataloger: User
) -> None:
    def refuse(_: Disc) -> None:
        raise CannotProcess("no")

    stages.before["search"] = refuse
    upload = make_upload(2)
    ledger.begin(upload)
    work_all()
    del stages.before["search"]
    assert actions.retry_failed(upload=upload, by=cataloger) == 2
    work_all()
    assert set(upload.discs.values_list("revision", flat=True)) == {1}
    assert StageRun.objects.filter(state=State.DONE).count() == 10


def test_cancel_stops_what_is_open_and_voids_what_runs(
    make_upload: Make, stages: FakeStages, manager: User
) -> None:
    upload = make_upload(2)
    ledger.begin(upload)
    running = StageRun.objects.all().claim_next("x")
    assert running is not None
    actions.cancel(upload=upload, by=manager)
    with pytest.raises(LostClaim):
        pipeline.settle(running, Done(RESULTS["extract"]))
    pipeline.heal()
    assert work_all() == 0
    assert set(StageRun.objects.values_list("state", flat=True)) == {State.CANCELLED}


def test_correcting_after_a_failed_second_reading_keeps_the_first(
    disc: Disc, stages: FakeStages, cataloger: User
) -> None:
    def refuse(_: Disc) -> None:
        raise CannotProcess("The photo is gone.")

    stages.before["extract"] = refuse
    actions.run_again(disc=disc, stage=Stage.EXTRACT, by=cataloger)
    work_all()
    actions.correct(disc=disc, values={"labels": ["Columbia"]}, by=cataloger)
    disc.refresh_from_db()
    reading = disc.reading()
    assert reading is not None
    assert reading.machine.title is not None
    assert reading.machine.title.text == "Kind of blue"
