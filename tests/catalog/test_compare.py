"""Comparing a reading with a record: evidence, score, veto."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog.choose import choose
from processing.catalog.compare import compare
from processing.catalog.evidence import Evidence, Field, Tier, Verdict
from processing.catalog.reading import CleanReading, CleanTrack, YearKind
from processing.catalog.record import Carrier, PublisherNumber, Record
from tests.catalog.kind_of_blue import GTIN, OTHER_GTIN, READING, RECORD, TRACKS


def evidence(field: Field, reading: CleanReading, record: Record) -> Evidence:
    return next(one for one in compare(reading, record).evidence if one.field is field)


def test_every_field_has_evidence_in_the_order_of_the_pages() -> None:
    assert [one.field for one in compare(READING, RECORD).evidence] == list(Field)


def test_the_same_disc_agrees_everywhere() -> None:
    scored = compare(READING, RECORD)
    assert {one.verdict for one in scored.evidence} == {Verdict.AGREE}
    assert scored.score >= 98
    assert scored.veto is None
    assert scored.record_key == ("worldcat", "36889362")


def test_an_empty_record_is_neutral_in_every_field() -> None:
    scored = compare(READING, Record("worldcat", "1"))
    assert {one.verdict for one in scored.evidence} == {Verdict.ABSENT}
    assert all(one.score is None and one.sentence for one in scored.evidence)


GIVEN = ("name", "labels", "gtins", "publisher_numbers", "years", "tracks", "disc_count")


@given(st.sets(st.sampled_from(GIVEN)))
def test_what_a_record_does_not_give_is_never_a_conflict(missing: set[str]) -> None:
    empty = {field: None if field in ("name", "years", "disc_count") else () for field in missing}
    more = {"names": (), "responsibility": None} if "name" in missing else {}
    scored = compare(READING, replace(RECORD, **empty, **more))
    assert not [one for one in scored.evidence if one.verdict is Verdict.CONFLICT]
    assert scored.score >= 85 or {"gtins", "publisher_numbers"} <= missing


@pytest.mark.parametrize(
    ("theirs", "verdict", "words"),
    [
        ((GTIN,), Verdict.AGREE, "same"),
        ((OTHER_GTIN, GTIN), Verdict.AGREE, "same"),
        ((OTHER_GTIN,), Verdict.CONFLICT, "another one"),
        (("00074646493533",), Verdict.CONFLICT, "2 digits"),
        ((), Verdict.ABSENT, "gives no UPC"),
    ],
)
def test_any_equal_upc_agrees(theirs: tuple[str, ...], verdict: Verdict, words: str) -> None:
    found = evidence(Field.GTIN, READING, replace(RECORD, gtins=theirs))
    assert found.verdict is verdict
    assert words in found.sentence


def test_a_damaged_upc_can_fit_and_can_not_contradict() -> None:
    damaged = replace(RECORD, gtins=(), weak_gtins=(GTIN,))
    assert evidence(Field.GTIN, READING, damaged).verdict is Verdict.PARTIAL
    other = replace(RECORD, gtins=(), weak_gtins=(OTHER_GTIN,))
    assert evidence(Field.GTIN, READING, other).verdict is Verdict.ABSENT


def test_an_order_number_that_is_the_upc_agrees_with_it() -> None:
    record = replace(RECORD, gtins=(), publisher_numbers=(PublisherNumber("07464-64935-2"),))
    assert evidence(Field.GTIN, READING, record).verdict is Verdict.AGREE


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        ("Kind of Blue", "Kind of blue : legacy edition", Verdict.AGREE),
        ("Piano sonatas. Vol. 1", "Piano sonatas. Vol. 1", Verdict.AGREE),
        ("Piano sonatas. Vol. 1", "Piano sonatas", Verdict.PARTIAL),
        ("Piano sonatas. Vol. 1", "Piano sonatas. Vol. 2", Verdict.CONFLICT),
        ("Kind of Blue", "Giant steps", Verdict.CONFLICT),
    ],
)
def test_a_volume_decides_though_a_shorter_title_agrees(
    ours: str, theirs: str, verdict: Verdict
) -> None:
    short = theirs.partition(".")[0]
    record = replace(RECORD, title=theirs, titles=(theirs, short))
    found = evidence(Field.TITLE, replace(READING, title=ours), record)
    assert found.verdict is verdict
    assert (found.ours, found.theirs) == (ours, theirs)


@pytest.mark.parametrize(
    ("name", "record", "verdict"),
    [
        ("Miles Davis", RECORD, Verdict.AGREE),
        ("John Coltrane", RECORD, Verdict.AGREE),
        ("Bill Evans Trio", RECORD, Verdict.CONFLICT),
        (
            "Bill Evans Trio",
            replace(RECORD, responsibility="with the Bill Evans Trio"),
            Verdict.AGREE,
        ),
        ("Various Artists", RECORD, Verdict.ABSENT),
        ("Various Artists", replace(RECORD, name="Various"), Verdict.AGREE),
        (None, RECORD, Verdict.ABSENT),
    ],
)
def test_any_name_may_agree_and_various_artists_is_neutral(
    name: str | None, record: Record, verdict: Verdict
) -> None:
    assert evidence(Field.NAME, replace(READING, name=name), record).verdict is verdict


def test_tracks_that_differ_are_counted() -> None:
    theirs = (*TRACKS[:3], CleanTrack("Naima"), CleanTrack("Giant steps"))
    found = evidence(Field.TRACKS, READING, replace(RECORD, tracks=theirs))
    assert found.verdict is Verdict.PARTIAL
    assert "2 of 5 tracks are not on the record." in found.sentence
    assert "2 tracks of the record are not on the item." in found.sentence
    found = evidence(Field.TRACKS, READING, replace(RECORD, tracks=TRACKS[:-1]))
    assert "1 of 5 tracks is not on the record." in found.sentence


def test_one_disc_of_a_set_is_partly_the_record() -> None:
    second = tuple(CleanTrack(f"Take of {word}", disc=2) for word in ("rain", "snow", "wind"))
    first = tuple(replace(track, disc=1) for track in TRACKS)
    record = replace(RECORD, tracks=first + second, disc_count=2)
    assert evidence(Field.TRACKS, READING, record).verdict is Verdict.PARTIAL
    found = evidence(Field.DISCS, READING, record)
    assert found.verdict is Verdict.PARTIAL
    assert compare(READING, record).veto is None


def test_another_number_of_discs_contradicts_but_is_no_veto() -> None:
    record = replace(RECORD, disc_count=2)
    assert (
        evidence(Field.DISCS, READING, record).sentence
        == "The record has 2 discs, the item 1 disc."
    )
    assert compare(READING, record).veto is None


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (replace(RECORD, carrier=Carrier.OTHER, carrier_reason="300: 33 1/3 rpm"), "33 1/3 rpm"),
        (replace(RECORD, record_type="c"), "sound recording"),
    ],
)
def test_another_carrier_or_kind_of_thing_is_refused_with_its_reason(
    record: Record, words: str
) -> None:
    veto = compare(READING, record).veto
    assert veto
    assert words in veto


@pytest.mark.parametrize("record_type", ["j", "i", ""])
def test_sound_recordings_are_not_refused(record_type: str) -> None:
    assert compare(READING, replace(RECORD, record_type=record_type)).veto is None


def test_an_identifier_outweighs_all_likeness() -> None:
    """Another issue with the same texts ranks below the right one in poor dress."""
    other = replace(RECORD, gtins=(OTHER_GTIN,), publisher_numbers=(PublisherNumber("COL 1"),))
    poor = replace(RECORD, tracks=(), labels=(), title="Kind of blue (CD)", encoding_level="3")
    assert compare(READING, other).score <= 30
    assert compare(READING, poor).score >= 85


def test_years_show_both_sides() -> None:
    found = evidence(Field.YEARS, READING, replace(RECORD, years={YearKind.RELEASED: (2003,)}))
    assert found.verdict is Verdict.CONFLICT
    assert (found.ours, found.theirs) == ("℗1997", "2003 (released)")


def test_title_and_name_read_the_other_way_round_are_alike() -> None:
    turned = replace(READING, title=READING.name, name=READING.title)
    scored = compare(turned, RECORD)
    by_field = {one.field: one for one in scored.evidence}
    assert by_field[Field.TITLE].verdict is Verdict.PARTIAL
    assert by_field[Field.NAME].verdict is Verdict.PARTIAL
    assert "other way round" in by_field[Field.TITLE].sentence
    choice = choose(turned, [(RECORD, scored)])
    assert choice.record_key == (RECORD.source, RECORD.number)


def test_another_disc_of_the_same_name_is_not_taken_for_an_exchange() -> None:
    other = replace(READING, title="Sketches of Spain")
    assert evidence(Field.TITLE, other, RECORD).verdict is Verdict.CONFLICT


@pytest.mark.parametrize(
    "name", ["Original Soundtrack", "Original Motion Picture Soundtrack", "Original Broadway Cast"]
)
def test_what_stands_in_the_place_of_a_name_and_names_nobody_is_neutral(name: str) -> None:
    reading = replace(READING, name=name)
    assert compare(reading, RECORD).evidence[3].verdict is Verdict.ABSENT
    stated = replace(RECORD, names=("Davis, Miles", name))
    assert compare(reading, stated).evidence[3].verdict is Verdict.AGREE
    named = replace(READING, name="The Soundtrack of Our Lives")
    assert compare(named, RECORD).evidence[3].verdict is Verdict.CONFLICT


def test_the_name_of_a_series_before_the_title_is_no_other_volume() -> None:
    best = replace(RECORD, title="The best of Barry White", titles=())
    masters = "20th Century Masters: The Millennium Collection: The Best of Barry White"
    reading = replace(READING, title=masters, name=None)
    assert choose(reading, [(best, compare(reading, best))]).tier is Tier.HIGH
    other = replace(RECORD, title="19th century masters : the best of Barry White", titles=())
    assert choose(reading, [(other, compare(reading, other))]).tier is not Tier.HIGH
