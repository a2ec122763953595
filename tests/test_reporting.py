"""The report: every disc has its row, finished or not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User

from processing import actions, ledger, reporting
from processing.leases import Only
from processing.models import Disc, Report, State, Upload
from processing.stages.base import CannotProcess
from tests.fake_stages import FakeStages
from tests.models.test_standing import matched, record
from tests.pipeline_help import work_all

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


def rows_of(report: Report) -> list[dict[str, object]]:
    report.refresh_from_db()
    assert (report.state, report.error) == (State.DONE, "")
    book = openpyxl.load_workbook(Path(report.file.path))
    heads, *lines = book["Discs"].iter_rows(values_only=True)
    book.close()
    return [dict(zip(heads, line, strict=True)) for line in lines]  # type: ignore[arg-type]


def made(*uploads: Upload, by: User | None = None) -> list[dict[str, object]]:
    report = actions.ask_report(uploads=uploads, by=by)
    assert reporting.make_next(Only())
    return rows_of(report)


def test_discs_that_have_not_started_or_failed_are_in_the_report_with_the_reason(
    make_upload: Make, stages: FakeStages
) -> None:
    def refuse(disc: Disc) -> None:
        raise CannotProcess("No photo of this disc can be read.")

    waiting, failing = make_upload(1, name="waiting"), make_upload(1, name="failing")
    stages.before["extract"] = refuse
    ledger.begin(failing)
    work_all()
    rows = made(waiting, failing)
    assert [row["Problem"] for row in rows] == [
        "Not started yet.",
        "Read photos: No photo of this disc can be read.",
    ]


def test_a_decision_stands_in_the_report_with_its_number(
    make_upload: Make, cataloger: User
) -> None:
    upload = make_upload()
    disc = matched(upload.discs.get(), record("1", oclc_number="0042"))
    actions.decide(disc=disc, kind="approve", by=cataloger)
    (row,) = made(upload)
    assert row["OCLC/record number"] == "0042"
    assert (row["Decision"], row["Decided by"]) == ("Approved", "catalogers")
    assert row["Sort group"] == "● High confidence"
    assert row["Item barcode"] == "059173000000001"


def test_a_record_that_needs_an_upgrade_is_said_in_the_explanation(make_upload: Make) -> None:
    upload = make_upload()
    disc = matched(upload.discs.get(), record("1"))
    check = disc.verifications.get()
    check.data["below_minimum"] = ["no track list (505)"]
    check.save()
    (row,) = made(upload)
    assert row["Explanation"] == "why\nRight record, needs upgrade: no track list (505)."


def test_discs_come_in_the_order_of_uploads_and_boxes(make_upload: Make) -> None:
    first, second = make_upload(3, name="one"), make_upload(2, name="two")
    numbers = [row["Work number"] for row in made(second, first)]
    places = [(first, 1), (first, 2), (first, 3), (second, 1), (second, 2)]
    assert numbers == [f"{upload.pk}-{place:03d}" for upload, place in places]


@pytest.mark.parametrize("number", [1, 12])
def test_the_rows_take_the_same_queries_for_few_and_many_discs(
    make_upload: Make, cataloger: User, django_assert_num_queries: Any, number: int
) -> None:
    upload = make_upload(number)
    for place, disc in enumerate(upload.discs.all()):
        matched(disc, record(str(place)))
        actions.decide(disc=disc, kind="approve", by=cataloger)
    with django_assert_num_queries(13):
        assert len(list(reporting.rows([upload.pk]))) == number


def test_a_row_tells_of_the_newest_complete_revision_and_its_other_candidates(
    make_upload: Make,
) -> None:
    upload = make_upload()
    disc = upload.discs.get()
    chosen, other, later = record("1"), record("2"), record("3")
    for rank, one in enumerate((other, chosen), start=1):
        disc.candidates.create(revision=1, record=one, rank=rank, score=50)
    matched(disc, chosen)
    Disc.objects.filter(pk=disc.pk).update(revision=2)  # being worked again, not yet checked
    disc.candidates.create(revision=2, record=later, rank=1, score=50)
    (row,) = made(upload)
    assert row["OCLC/record number"] == "1"
    assert row["Alternatives"] == "catalogue 2 Kind of blue"


def test_a_report_needs_an_upload(cataloger: User) -> None:
    with pytest.raises(actions.NotAllowed, match="at least one"):
        actions.ask_report(uploads=[], by=cataloger)


def test_a_thumbnail_that_is_gone_leaves_its_cell_empty(make_upload: Make) -> None:
    upload = make_upload()
    photo = upload.photos.get()
    photo.thumb.storage.delete(photo.thumb.name)
    assert len(made(upload)) == 1
