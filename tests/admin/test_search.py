"""Finding discs in the admin as catalogers look for them."""

from collections.abc import Callable

import pytest
from django.test import Client

from processing.models import Disc, Upload
from tests.admin.test_lists import found
from tests.views import results


@pytest.fixture
def disc(signed_in: Client, make_upload: Callable[..., Upload]) -> Disc:
    """One with everything among two that only need review."""
    upload = make_upload(3)
    first, second, third = upload.discs.all()
    results.finish(first, title="Œuvres pour piano : Dvořák")
    for other in (second, third):
        results.finish(other, title="Something else")
        other.readings.update(cleaned_data={"title": "Something else"})
        other.matches.update(record=None)
    assert isinstance(first, Disc)
    return first


@pytest.mark.parametrize(
    "text",
    [
        "059173000000001",
        "0 74646 49352 6",
        "074646493526",
        "46493526",
        "CK 64935",
        "ck64935",
        "oeuvres dvorak",
        "DVOŘÁK œuvres",
        "miles dvorak",
        "kind of blue",
    ],
)
def test_a_disc_is_found_by_any_of_its_numbers_and_by_its_words(
    signed_in: Client, disc: Disc, text: str
):
    assert found(signed_in, f"q={text}") == {disc.pk}


def test_a_disc_is_found_by_its_work_number_and_its_record(signed_in: Client, disc: Disc):
    assert found(signed_in, f"q={disc.work_number}") == {disc.pk}
    assert found(signed_in, "q=123") == {disc.pk}


@pytest.mark.parametrize("text", ["dvorak bartok", "999999999999", "1-99", "99999999999999999-1"])
def test_nothing_is_found_where_nothing_fits(signed_in: Client, disc: Disc, text: str):
    assert found(signed_in, f"q={text}") == set()


def test_a_whole_item_barcode_is_not_looked_for_in_readings(signed_in: Client, disc: Disc):
    other = Disc.objects.get(pk=disc.pk + 1)
    other.readings.update(cleaned_data={"title": f"Reissue of {disc.item_barcode}"})
    assert found(signed_in, f"q={disc.item_barcode}") == {disc.pk}
    assert found(signed_in, f"q=reissue {disc.item_barcode}") == {other.pk}


def test_only_the_newest_reading_is_looked_through(signed_in: Client, disc: Disc):
    disc.readings.create(
        revision=2, reader="local", machine_data={}, cleaned_data={"title": "Poulenc"}
    )
    assert found(signed_in, "q=poulenc") == {disc.pk}
    assert found(signed_in, "q=oeuvres") == set()


def test_a_search_keeps_the_filters(signed_in: Client, disc: Disc):
    assert found(signed_in, "q=something&group=review") == {disc.pk + 1, disc.pk + 2}
    assert found(signed_in, "q=something&group=high") == set()


def test_the_suggested_number_is_shown_as_such_until_somebody_decides(
    signed_in: Client, disc: Disc
):
    text = signed_in.get("/admin/processing/disc/").content.decode()
    assert "123 <span>suggested</span>" in text
    signed_in.post(f"/admin/processing/disc/{disc.pk}/decide/", {"kind": "approve"})
    text = signed_in.get("/admin/processing/disc/").content.decode()
    assert "suggested" not in text


@pytest.mark.parametrize(
    ("query", "number"), [("decided=no", 2), ("decided=yes", 1), ("decided=approve", 1)]
)
def test_discs_are_filtered_by_their_decision(
    signed_in: Client, disc: Disc, query: str, number: int
):
    signed_in.post(f"/admin/processing/disc/{disc.pk}/decide/", {"kind": "approve"})
    assert len(found(signed_in, query)) == number
