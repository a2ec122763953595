"""The sample catalog: well-formed MARC, and the right record for each disc that has one."""

from pathlib import Path

import pymarc
import pytest

from processing.sample.discs import DISCS
from processing.sample.entries import RESERVED_OCLC, Entry, Rules
from processing.sample.marc import marc
from processing.sample.records import ENTRIES, catalogue
from tests.sample.test_facts import check_digit_is_right


@pytest.fixture(scope="module")
def records(folder: Path) -> dict[str, pymarc.Record]:
    """As read back from the file, by control number."""
    with (folder / "sample.mrc").open("rb") as file:
        read = list(pymarc.MARCReader(file))
    return {record["001"].data or "": record for record in read if record}


def test_every_record_reads_back_as_it_was_made(records: dict[str, pymarc.Record]):
    made = list(catalogue())
    assert 55 <= len(made) == len(records)
    for record in made:
        assert (
            str(records[record["001"].data or ""]).splitlines()[1:] == str(record).splitlines()[1:]
        )


def test_fixed_fields_have_their_lengths(records: dict[str, pymarc.Record]):
    for record in records.values():
        assert len(record["008"].data or "") == 40
        assert len(record["007"].data or "") == 14
        assert (record.leader[6], record.leader[9]) == ("j", "a")


def test_every_024_has_a_right_check_digit(records: dict[str, pymarc.Record]):
    numbers = [field["a"] for record in records.values() for field in record.get_fields("024")]
    assert len(numbers) > 30
    assert [number for number in numbers if not check_digit_is_right(number)] == []


def test_oclc_numbers_are_in_the_reserved_range_and_some_records_have_none():
    numbers = [entry.oclc_number for entry in ENTRIES]
    given = [number for number in numbers if number]
    assert len(set(given)) == len(given) >= 20
    assert min(given) > RESERVED_OCLC
    assert numbers.count(None) >= 20


@pytest.mark.parametrize(
    "disc", [disc for disc in DISCS if disc.record], ids=lambda disc: disc.title
)
def test_the_right_record_is_a_cd_with_the_upc_and_number_of_the_disc(
    disc, records: dict[str, pymarc.Record]
):
    record = records[disc.record]
    assert record["024"]["a"] == disc.gtin
    given = [field["a"] for field in record.get_fields("028")]
    assert disc.publisher_numbers[0] in given
    assert (record["007"].data or "").startswith("sd f")
    assert record["040"]["b"] == "eng"


def test_discs_without_a_record_have_none_with_their_upc_or_number():
    for disc in (disc for disc in DISCS if disc.record is None):
        assert disc.gtin not in {entry.gtin for entry in ENTRIES}
        numbers = {number for entry in ENTRIES for number in entry.numbers}
        assert not numbers & set(disc.publisher_numbers)


def test_one_record_of_another_album_carries_a_wrong_upc():
    disc = next(disc for disc in DISCS if disc.title == "Blue")
    titles = [entry.title for entry in ENTRIES if entry.gtin == disc.gtin]
    assert sorted(titles) == ["Blue", "Court and spark"]


def test_there_are_other_carriers_and_other_languages_of_cataloging():
    assert {entry.carrier.value for entry in ENTRIES} == {"cd", "lp", "cassette"}
    assert {entry.cataloged_in for entry in ENTRIES} == {"eng", "ger", "fre"}
    assert {entry.rules for entry in ENTRIES} == set(Rules)


def test_the_rules_decide_between_260_and_264():
    old = marc(Entry("smp1", "The title", "Label", ("1",), 1990, name="Doe, Jane", phonogram=1990))
    new = marc(Entry("smp1", "The title", "Label", ("1",), 1990, rules=Rules.RDA, phonogram=1989))
    assert str(old["260"]) == "=260  \\\\$aNew York :$bLabel,$cp1990."
    assert str(old["245"]) == "=245  14$aThe title$h[sound recording]."
    assert [str(field) for field in new.get_fields("264")] == [
        "=264  \\1$aNew York :$bLabel,$c[1990]",
        "=264  \\4$c℗1989",
    ]
    assert (old.get("338"), new["338"]["a"]) == (None, "audio disc")
