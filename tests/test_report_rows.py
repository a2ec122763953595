"""The words in a row of the report, as a cataloger reads them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from processing.catalog.codec import to_json
from processing.catalog.evidence import Evidence, Field, Verdict
from processing.catalog.reading import YearKind
from processing.exports.rows import DiscRow
from processing.models import Disc, Match, Upload
from processing.models.standing import standing
from processing.report_rows import rows_of
from tests.views import results

NONE_FITS = "None of the records describes this item."


@pytest.fixture
def disc(make_upload: Callable[..., Upload], db: None) -> Disc:
    disc: Disc = make_upload(1).discs.get()
    results.finish(disc)
    return disc


def row(disc: Disc) -> DiscRow:
    (found,) = rows_of(standing().filter(pk=disc.pk).with_standing().select_related("upload"))
    return found


def test_years_keep_their_kind(disc: Disc):
    reading = disc.reading()
    assert reading is not None
    assert reading.cleaned is not None
    years = {
        YearKind.PHONOGRAM: (1997,),
        YearKind.RECORDED: (1958, 1959),
        YearKind.ORIGINAL: (1959,),
        YearKind.UNKNOWN: (1960,),
    }
    reading.cleaned_data = to_json(replace(reading.cleaned, years=years))
    reading.save()
    assert row(disc).years == "℗1997, recorded 1958, recorded 1959, first issued 1959, 1960"


def test_the_track_check_says_what_its_figure_is(disc: Disc):
    assert row(disc).track_check == (
        "1 of 2 tracks is on the record (titles 50 % alike); the record has 2 tracks."
    )


def test_nothing_is_explained_twice(disc: Disc):
    match = Match.objects.get(disc=disc)
    reasons = ("Number and UPC agree.", f"The model finds: {NONE_FITS}")
    match.choice_data = to_json(replace(match.choice, said=NONE_FITS))
    match.save()
    check = disc.verification()
    assert check is not None
    check.data = to_json(replace(check.verified, reasons=reasons))
    check.save()
    assert row(disc).explanation == f"Number and UPC agree.\nThe model finds: {NONE_FITS}"


def test_another_title_speaks_against_a_record_before_another_number(disc: Disc):
    told = (
        Evidence(Field.GTIN, Verdict.CONFLICT, "1", "2", 0.0, "The UPC is another one."),
        Evidence(Field.TITLE, Verdict.CONFLICT, "a", "b", 0.0, "The title is another one."),
    )
    number = "124"
    disc.candidates.create(
        revision=disc.revision,
        record=results.record(number, "In a silent way"),
        rank=2,
        score=30,
        evidence_data=[to_json(one) for one in told],
    )
    assert row(disc).alternatives == ("Shelf list 124 In a silent way: The title is another one.",)
