"""`manage.py import_marc`, as it is typed."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from processing.models import BibRecord, Source

pytestmark = pytest.mark.django_db
BAD = b"00099njm a2200049 a 4500 no directory\x1e\x1d"


def run(*arguments) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_marc", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_source_is_named_after_the_file(marc, marc_file):
    out, _ = run(marc_file(marc("a1"), marc("a2"), name="jazz collection.mrc"))
    source = Source.objects.get()
    assert (source.name, source.own) == ("jazz collection", False)
    assert "jazz collection: 2 records read (2 new, 0 updated" in out
    assert "2 can become possible records of a CD; 0 are surely of another carrier" in out


def test_name_and_ownership_can_be_given(marc, marc_file):
    run(marc_file(marc("a1")), "--source", "Our holdings", "--own")
    source = Source.objects.get()
    assert (source.name, source.own) == ("Our holdings", True)


def test_records_that_cannot_be_read_are_named(marc, marc_file):
    out, err = run(marc_file(marc("a1"), BAD, marc("a3")))
    assert "Skipped: Record 2 cannot be read" in err
    assert "1 could not be read" in out


def test_many_bad_records_are_counted(marc, marc_file):
    _, err = run(marc_file(marc("a1"), *[BAD] * 60))
    assert err.count("Skipped: ") == 50
    assert "10 more were skipped" in err


def test_replace_tells_what_went(marc, marc_file):
    run(marc_file(marc("a1"), marc("a2")))
    out, _ = run(marc_file(marc("a2")), "--replace")
    assert "1 records that are not in the file were removed; 0 stay" in out
    assert BibRecord.objects.get().number == "a2"


def test_replace_tells_when_it_did_not_dare(marc, marc_file):
    run(marc_file(marc("a1"), marc("a2")))
    out, _ = run(marc_file(marc("a1"), marc("a2").as_marc()[:150]), "--replace")
    assert "Nothing was removed" in out
    assert BibRecord.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"a letter to the library", BAD])
def test_a_file_without_records_ends_with_a_sentence(marc_file, content):
    with pytest.raises(CommandError, match=r"records\.mrc"):
        run(marc_file(content))


def test_a_name_that_is_too_long_is_refused(marc, marc_file):
    with pytest.raises(CommandError, match="1 to 60 letters"):
        run(marc_file(marc("a1")), "--source", "x" * 61)
