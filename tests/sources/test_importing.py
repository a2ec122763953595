"""MARC files as local sources."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from processing.catalog.record import Carrier
from processing.models import BibRecord, Candidate, Disc, Match, RecordKey, Source, Upload
from processing.sources import storing
from processing.sources.importing import CannotImport, import_file

pytestmark = pytest.mark.django_db

LP = "1 audio disc : analog, 33 1/3 rpm ; 12 in."


def load(path, *, source="Ours", own=False, replace=False, **more):
    return import_file(path, source=source, own=own, replace=replace, **more)


def numbers(source="Ours"):
    return set(BibRecord.objects.filter(source__name=source).values_list("number", flat=True))


def keys(number, kind):
    rows = RecordKey.objects.filter(record__number=number, kind=kind)
    return set(rows.values_list("key", flat=True))


def test_a_record_is_kept_with_its_data_its_marc_and_its_keys(marc, marc_file):
    record = marc("a1", upc="074646493526", publisher_number="CK 64935", tracks=["So what"])
    done = load(marc_file(record))
    row = BibRecord.objects.get()
    assert (done.records, done.added, done.possible) == (1, 1, 1)
    assert (row.number, row.title, row.carrier) == ("a1", "Kind of blue", "cd")
    assert row.record.gtins == ("00074646493526",)
    assert row.record.source == "Ours"
    assert "<subfield" in row.raw
    assert keys("a1", "gtin") == {"00074646493526"}
    assert keys("a1", "pubno") == {"CK64935", "64935"}
    assert keys("a1", "title") == {"kind", "blue"}
    assert keys("a1", "name") == {"miles", "davis"}
    assert keys("a1", "track") == {"so what"}


def test_marcxml_is_read_too(marc, xml_file):
    done = load(xml_file(marc("a1"), marc("a2", "Sketches of Spain")))
    assert done.added == 2
    assert BibRecord.objects.get(number="a2").title == "Sketches of Spain"


def test_the_same_file_again_updates_and_doubles_nothing(marc, marc_file):
    load(marc_file(marc("a1"), marc("a2")))
    before = set(RecordKey.objects.values_list("pk", flat=True))
    done = load(marc_file(marc("a1"), marc("a2", "Sketches of Spain")))
    assert (done.added, done.updated, done.duplicates) == (0, 2, 0)
    assert BibRecord.objects.count() == 2
    assert keys("a2", "title") == {"sketches", "spain"}
    unchanged = RecordKey.objects.filter(record__number="a1").values_list("pk", flat=True)
    assert set(unchanged) <= before


def test_two_sources_may_use_the_same_number(marc, marc_file):
    load(marc_file(marc("a1")))
    load(marc_file(marc("a1", "Another")), source="Theirs")
    assert BibRecord.objects.count() == 2


@pytest.mark.parametrize("between", [0, storing.CHUNK])
def test_of_two_records_with_one_number_the_later_wins_and_is_counted(marc, marc_file, between):
    others = [marc(f"b{number}") for number in range(between)]
    done = load(marc_file(marc("a1", "First"), *others, marc("a1", "Second", extent=LP)))
    assert (done.records, done.added, done.duplicates) == (between + 2, between + 1, 1)
    assert (done.possible, done.others) == (between, 1)
    assert BibRecord.objects.get(number="a1").title == "Second"


def test_what_is_surely_no_cd_is_kept_without_keys(marc, marc_file):
    done = load(marc_file(marc("a1", upc="074646493526", extent=LP), marc("a2")))
    assert (done.possible, done.others) == (1, 1)
    assert BibRecord.objects.get(number="a1").carrier == Carrier.OTHER
    assert not RecordKey.objects.filter(record__number="a1").exists()


def test_a_record_that_becomes_an_lp_loses_its_keys(marc, marc_file):
    load(marc_file(marc("a1")))
    load(marc_file(marc("a1", extent=LP)))
    assert not RecordKey.objects.exists()


def test_a_bad_record_is_skipped_and_named_by_its_place(marc, marc_file):
    bad = b"00099njm a2200049 a 4500 no directory\x1e\x1d"
    done = load(marc_file(marc("a1"), bad, marc("a3")))
    assert (done.added, [position for position, _ in done.skipped]) == (2, [2])
    assert "Record 2" in done.skipped[0][1]
    assert not done.cut_off


def test_replace_removes_what_is_not_in_the_file(marc, marc_file):
    load(marc_file(marc("a1"), marc("a2")))
    load(marc_file(marc("b1")), source="Theirs")
    done = load(marc_file(marc("a2"), marc("a3")), replace=True)
    assert (done.removed, done.kept) == (1, 0)
    assert numbers() == {"a2", "a3"}
    assert numbers("Theirs") == {"b1"}


def test_without_replace_nothing_is_removed(marc, marc_file):
    load(marc_file(marc("a1")))
    assert load(marc_file(marc("a2"))).removed == 0
    assert numbers() == {"a1", "a2"}


@pytest.mark.parametrize("reference", ["candidate", "match"])
def test_replace_keeps_what_a_disc_refers_to_but_it_is_found_no_more(marc, marc_file, reference):
    load(marc_file(marc("a1"), marc("a2")))
    disc = Disc.objects.create(upload=Upload.objects.create(name="Box"), position=1)
    row = BibRecord.objects.get(number="a1")
    if reference == "candidate":
        Candidate.objects.create(disc=disc, revision=1, record=row, rank=1, score=90)
    else:
        Match.objects.create(disc=disc, revision=1, record=row, choice_data={}, made_by="rules")
    done = load(marc_file(marc("a3")), replace=True)
    assert (done.removed, done.kept) == (1, 1)
    assert numbers() == {"a1", "a3"}
    assert not RecordKey.objects.filter(record=row).exists()


def test_replace_removes_nothing_where_the_file_was_cut_off(marc, marc_file):
    load(marc_file(marc("a1"), marc("a2")))
    done = load(marc_file(marc("a1"), marc("a2").as_marc()[:150]), replace=True)
    assert done.cut_off
    assert done.removed == 0
    assert numbers() == {"a1", "a2"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"\x89PNG\r\n\x1a\n and more of a picture", "no MARC records"),
        (b"PK\x03\x04 and more", "ZIP archive"),
        (b"<html><body>Sign in</body></html>", "no MARC records"),
        (b"00099njm a2200049 a 4500 no directory\x1e\x1d", "could be read"),
    ],
)
def test_a_file_without_records_is_refused_in_words(marc, marc_file, content, words):
    load(marc_file(marc("a1")))
    with pytest.raises(CannotImport, match=words):
        load(marc_file(content), replace=True)
    assert numbers() == {"a1"}


def test_a_refused_file_leaves_no_source_behind(marc_file):
    with pytest.raises(CannotImport):
        load(marc_file(b""))
    assert not Source.objects.exists()


def test_a_file_that_is_not_there_is_said_in_words(tmp_path):
    with pytest.raises(CannotImport, match=r"gone\.mrc cannot be read"):
        load(tmp_path / "gone.mrc")


@pytest.mark.parametrize("name", ["worldcat", "WorldCat"])
def test_the_name_of_worldcat_is_its_own(marc, marc_file, name):
    with pytest.raises(CannotImport, match="that of WorldCat itself"):
        load(marc_file(marc("a1")), source=name)
    assert not Source.objects.exists()


def test_own_marks_our_holdings_and_stays_when_not_given(marc, marc_file):
    load(marc_file(marc("a1")), own=True)
    load(marc_file(marc("a1")))
    assert Source.objects.get().own
    load(marc_file(marc("a1")), source="Theirs")
    assert not Source.objects.get(name="Theirs").own


def test_the_catalog_of_an_upload_is_its_own(marc, marc_file):
    upload = Upload.objects.create(name="Sample")
    load(marc_file(marc("a1")), source="Sample", upload=upload)
    assert Source.objects.get().upload == upload
    with pytest.raises(CannotImport, match="belongs to the catalog of one upload"):
        load(marc_file(marc("a1")), source="Sample")


def test_a_long_title_is_cut_for_the_list_and_whole_in_the_data(marc, marc_file):
    load(marc_file(marc("a1", "Long " * 200)))
    row = BibRecord.objects.get()
    assert len(row.title) == 500
    assert len(row.record.title) > 900


def test_control_characters_do_not_reach_the_database(marc, marc_file):
    load(marc_file(marc("a1", "Kind\x00 of\x07 blue")))
    row = BibRecord.objects.get()
    for text in (row.title, row.record.title, row.raw):
        assert not set(text) & {"\x00", "\x07"}


def test_the_lock_is_given_back_after_each_chunk(marc, marc_file):
    records = [marc(f"a{number}") for number in range(storing.CHUNK * 2 + 1)]
    seen = []
    load(marc_file(*records), progress=lambda done: seen.append(done.records))
    assert len(seen) == 3
    assert seen[-1] == len(records)


def test_the_number_of_queries_does_not_grow_with_the_records_of_a_chunk(marc, marc_file):
    def queries(count, source):
        path = marc_file(*[marc(f"a{number}") for number in range(count)])
        with CaptureQueriesContext(
            connection,
        ) as caught:
            load(path, source=source)
        return len(caught)

    assert queries(40, "Two") <= queries(10, "One") + 2
