"""Import and search with real records, where they are at hand."""

import pytest

from processing.catalog.reading import CleanReading
from processing.models import BibRecord, Source
from processing.sources import local
from processing.sources.importing import import_file

pytestmark = pytest.mark.django_db
KEPT = 10


def damaged(title: str) -> str:
    """The title with the letter in the middle of its longest word read wrongly."""
    word = max(title.split(), key=len)
    middle = len(word) // 2
    sign = "c" if word[middle] != "c" else "e"
    return title.replace(word, word[:middle] + sign + word[middle + 1 :], 1)


def test_no_cd_is_refused(shared_data):
    done = import_file(shared_data / "marc_cd.mrc", source="CDs", own=False, replace=False)
    assert (done.records, done.skipped, done.others) == (205, [], 0)


def test_nothing_else_becomes_a_candidate(shared_data):
    path = shared_data / "marc_other_formats.mrc"
    done = import_file(path, source="Others", own=False, replace=False)
    assert (done.records, done.skipped, done.possible) == (150, [], 0)


def test_real_records_are_found_by_damaged_title_and_name(shared_data):
    import_file(shared_data / "marc_cd.mrc", source="CDs", own=False, replace=False)
    sources = Source.objects.all()
    hits = 0
    for row in BibRecord.objects.all():
        record = row.record
        reading = CleanReading(title=damaged(record.title), name=record.name)
        found = [hit.row_id for hit in local.search(reading, sources)[:KEPT]]
        hits += row.pk in found
    assert hits >= 203  # of 205
