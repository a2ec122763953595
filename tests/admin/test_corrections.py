"""Corrections, from the form through clean and search to a new match."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from processing import ledger
from processing.catalog.codec import to_json
from processing.catalog.reading import CleanTrack, Reading, TrackRead, Value, YearKind
from processing.catalog.record import Carrier, PublisherNumber, Record
from processing.models import Disc, Source, State, Upload
from processing.sources.storing import prepare, store
from tests.pipeline_help import work_all

TRACKS = ("So what", "Freddie Freeloader", "Blue in green", "All blues")


def records() -> None:
    """A catalogue with the right record, and one that is alike."""
    source = Source.objects.create(name="Shelf list")
    right = Record(
        source=source.name,
        number="1",
        title="Kind of blue",
        titles=("Kind of blue",),
        name="Davis, Miles",
        names=("Davis, Miles",),
        labels=("Columbia",),
        gtins=("00074646493526",),
        publisher_numbers=(PublisherNumber("CK 64935", "Columbia"),),
        years={YearKind.RELEASED: (1997,)},
        tracks=tuple(CleanTrack(title, number=place) for place, title in enumerate(TRACKS, 1)),
        disc_count=1,
        carrier=Carrier.CD,
        record_type="j",
    )
    store(source, [prepare(right, "")])


@pytest.fixture
def disc(make_upload: Callable[..., Upload], transactional_db: None) -> Disc:
    """A disc that was read wrongly, and so matched with nothing."""
    records()
    found: Disc = make_upload(1).discs.get()
    ledger.begin(found.upload)
    read = Reading(title=Value("Zebra crossing"), tracks=(TrackRead(Value("Pelican"), number=1),))
    found.readings.create(revision=1, reader="local", machine_data=to_json(read))
    found.runs.filter(stage="extract").update(state=State.DONE)
    found.runs.filter(stage="clean").update(state=State.PENDING)
    work_all()
    match = found.match()
    assert match is not None
    assert match.record is None
    return found


def correct(client: Client, disc: Disc, field: str, **told: str) -> str:
    address = f"/admin/processing/disc/{disc.pk}/correct/"
    answer = client.post(address, {"field": field, **told}, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def matched(disc: Disc) -> str | None:
    work_all()
    disc.refresh_from_db()
    match = disc.match()
    assert match is not None
    return match.record.number if match.record else None


LIST = "\n".join(f"{place}. {title} (4:05)" for place, title in enumerate(TRACKS, 1))


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("upc", {"value": "0 74646 49352 6"}),
        ("publisher_numbers", {"value": "CK 64935\nsomething else"}),
    ],
)
def test_a_corrected_number_finds_the_right_record(
    signed_in: Client, disc: Disc, field: str, told: dict[str, str]
):
    text = correct(signed_in, disc, field, **told)
    assert "searched and compared again" in text
    assert "What you see is the result before" in text
    assert matched(disc) == "1"


def test_title_and_tracks_together_find_the_right_record(signed_in: Client, disc: Disc):
    correct(signed_in, disc, "title", value="Kind of blue")
    correct(signed_in, disc, "name", value="Miles Davis")
    correct(signed_in, disc, "tracks", value=LIST)
    assert matched(disc) == "1"
    reading = disc.reading()
    assert reading is not None
    assert reading.cleaned is not None
    assert [track.seconds for track in reading.cleaned.tracks] == [245] * 4
    evidence = {one.field: one.verdict for one in disc.ranked()[0].evidence}
    assert (evidence["title"], evidence["tracks"]) == ("agree", "agree")


def test_years_labels_and_discs_are_compared_as_corrected(signed_in: Client, disc: Disc):
    years = {"kind_0": "phonogram", "year_0": "1997", "kind_1": "original", "year_1": "1959"}
    correct(signed_in, disc, "upc", value="074646493526")
    correct(signed_in, disc, "years", **years)
    correct(signed_in, disc, "labels", value="Columbia; Legacy")
    correct(signed_in, disc, "disc_count", value="1")
    assert matched(disc) == "1"
    evidence = {one.field: one.verdict for one in disc.ranked()[0].evidence}
    assert (evidence["years"], evidence["label"], evidence["discs"]) == ("agree", "agree", "agree")
    laid_over = disc.corrections.laid_over()
    assert laid_over["years"] == {"phonogram": [1997], "original": [1959]}
    assert (laid_over["labels"], laid_over["disc_count"]) == (["Columbia", "Legacy"], 1)


def test_a_correction_is_taken_back_by_its_button(signed_in: Client, disc: Disc):
    correct(signed_in, disc, "upc", value="074646493526")
    assert matched(disc) == "1"
    text = correct(signed_in, disc, "upc", take_back="1", value="074646493526")
    assert "The correction is taken back: UPC/EAN." in text
    assert disc.corrections.laid_over() == {}
    assert matched(disc) is None


def test_an_emptied_field_says_that_the_item_has_none(signed_in: Client, disc: Disc):
    text = correct(signed_in, disc, "title", value="")
    assert "the item has none" in text
    work_all()
    disc.refresh_from_db()
    reading = disc.reading()
    assert reading is not None
    assert reading.cleaned is not None
    assert reading.cleaned.title is None


def test_the_form_begins_with_what_stands_now(signed_in: Client, disc: Disc):
    address = f"/admin/processing/disc/{disc.pk}/change/"
    assert 'value="Zebra crossing"' in signed_in.get(address).content.decode()
    correct(signed_in, disc, "title", value="Kind of blue")  # and is not worked again yet
    correct(signed_in, disc, "tracks", value=LIST)
    text = signed_in.get(address).content.decode()
    assert 'value="Kind of blue"' in text
    assert "4. All blues (4:05)" in text


@pytest.mark.parametrize(
    ("field", "told", "said", "kept"),
    [
        ("tracks", {"value": "1. So what\n2."}, "Line 2, “2.”, has no title", "1. So what\n2."),
        ("upc", {"value": "074646493527"}, "its last digit does not fit", "074646493527"),
        ("years", {"kind_0": "original", "year_0": "597"}, "“597” is no year", 'value="597"'),
        ("disc_count", {"value": "two"}, "Type the number of discs in digits", 'value="two"'),
        ("disc_count", {"value": "0"}, "greater than or equal to 1", 'value="0"'),
        ("title", {"value": "x" * 501}, "at most 500 characters", "x" * 501),
    ],
)
def test_a_slip_is_said_beside_what_was_typed(
    signed_in: Client, disc: Disc, field: str, told: dict[str, str], said: str, kept: str
):
    text = correct(signed_in, disc, field, **told)
    assert said in text
    assert kept in text
    assert not disc.corrections.exists()


def test_a_field_that_there_is_not_is_refused(signed_in: Client, disc: Disc):
    assert "Choose the field that you correct." in correct(signed_in, disc, "colour", value="x")


def test_what_was_corrected_stands_in_words(
    client: Client, signed_in: Client, disc: Disc, cataloger: User
):
    correct(signed_in, disc, "years", kind_0="phonogram", year_0="1997", note="on the disc itself")
    correct(signed_in, disc, "tracks", value="1. So what (9:22)")
    for address in (f"/discs/{disc.pk}/", "/admin/processing/correction/"):
        text = signed_in.get(address).content.decode()
        assert "℗ 1997" in text
        assert "1. So what (9:22)" in text
        assert "on the disc itself" in text


def test_of_two_people_the_second_is_told_what_the_first_has_corrected(
    signed_in: Client, disc: Disc, cataloger: User
):
    assert "Corrected: title" in correct(signed_in, disc, "title", value="Kind of blue", seen="0")
    text = correct(signed_in, disc, "title", value="Kind of green", seen="0")
    assert f"Nothing was changed: {cataloger} has corrected the same field meanwhile" in text
    assert 'value="Kind of green"' in text, "what was typed stays"
    newest = disc.corrections.get()
    assert (newest.value, f'name="seen" value="{newest.pk}"' in text) == ("Kind of blue", True)
    text = correct(signed_in, disc, "title", value="Kind of green", seen=str(newest.pk))
    assert "Corrected: title" in text
    assert disc.corrections.count() == 2
