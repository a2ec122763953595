"""Records by number, and whether JSON and MARCXML of one record say the same."""

from collections.abc import Callable
from dataclasses import fields, replace

import pymarc
import pytest

from processing.catalog.marc import record_from_marc
from processing.catalog.marc_reader import read_records
from processing.catalog.record import Record
from processing.clients.worldcat import WorldCat
from processing.clients.worldcat_errors import Kind, NoSuchRecord
from processing.clients.worldcat_json import full_hit
from processing.clients.worldcat_types import SOURCE
from processing.sample.records import catalogue
from tests.catalog.marc_builder import shared_file
from tests.clients.worldcat.conftest import KIND_OF_BLUE
from tests.standins.worldcat import StandIn
from tests.standins.worldcat.full import full

Make = Callable[..., WorldCat]

# What the JSON does not carry, or carries in another form (names stand in direct order).
NOT_SHARED = {
    "publisher_numbers", "oclc_number", "encoding_level", "carrier", "carrier_reason", "name",
    "names", "titles", "years", "labels", "notes", "series", "has_007", "has_511", "has_subjects",
    "is_rda", "composers", "performers", "numbered_series",
}  # fmt: skip


@pytest.mark.parametrize("form", [KIND_OF_BLUE, f"ocm{KIND_OF_BLUE}", f"(OCoLC)00{KIND_OF_BLUE}"])
def test_a_record_is_found_by_its_number_however_it_is_written(client: WorldCat, form: str) -> None:
    hit = client.record(form)

    assert (hit.number, hit.complete, hit.merged) == (KIND_OF_BLUE, True, ())
    assert hit.record.oclc_number == KIND_OF_BLUE
    assert len(hit.record.tracks) == 3


def test_an_older_number_leads_to_the_record_it_was_merged_into(
    client: WorldCat, stand_in: StandIn
) -> None:
    stand_in.add_stub(1234, "Kind of blue")
    stand_in.merge(1234, into=KIND_OF_BLUE)

    hit = client.record("1234")

    assert hit.number == hit.record.number == hit.record.oclc_number == KIND_OF_BLUE
    assert hit.merged == ("1234",)


@pytest.mark.parametrize("number", ["999999999", "none", "", "12/../34", "0"])
def test_a_number_without_a_record_is_said_at_once(
    client: WorldCat, stand_in: StandIn, number: str
) -> None:
    with pytest.raises(NoSuchRecord, match=f"no record with the number {number}") as raised:
        client.record(number)

    assert (raised.value.kind, raised.value.retryable) == (Kind.MISSING, False)
    assert len(stand_in.calls()) <= 1


def test_an_answer_400_for_a_number_is_no_record(client: WorldCat, stand_in: StandIn) -> None:
    stand_in.fault("400")

    with pytest.raises(NoSuchRecord):
        client.record(KIND_OF_BLUE)


def test_both_interfaces_say_the_same_of_the_sample(make_client: Make, stand_in: StandIn) -> None:
    numbers = stand_in.add(catalogue())
    metadata, search = make_client("metadata"), make_client("search")

    for number in numbers[:25]:
        marc, json = metadata.record(number).record, search.record(number).record
        assert _shared(marc) == _shared(json)


def test_both_shapes_of_real_records_say_the_same() -> None:
    with shared_file("marc_cd.mrc").open("rb") as stream:
        found = [marc for _, marc in read_records(stream) if isinstance(marc, pymarc.Record)]
    differ, other_names = 0, 0
    for place, marc in enumerate(found, start=1):
        theirs = record_from_marc(marc, source=SOURCE, number=str(place))
        hit = full_hit(full(marc, str(place)))
        assert hit
        assert hit.record.tracks == theirs.tracks
        assert hit.record.gtins == theirs.gtins
        other_names += not set(_names(hit.record)) <= set(_names(theirs))
        differ += _shared(hit.record) != _shared(theirs)
    # Three volumes counted otherwise, one damaged number marked as cancelled, one stray stop.
    assert differ <= 3
    assert other_names <= 1  # a qualifier in the middle of a name


def test_the_current_number_counts_where_the_record_does_not_call_itself_oclc_s() -> None:
    data = full(record("001 ocn000123456"), "123456")

    hit = full_hit(data)

    assert hit
    assert hit.record.oclc_number == "123456"


def record(*lines: str) -> pymarc.Record:
    made = pymarc.Record()
    for line in lines:
        made.add_field(pymarc.Field(tag=line[:3], data=line[4:]))
    return made


def _shared(record: Record) -> dict[str, object]:
    return {
        field.name: getattr(record, field.name)
        for field in fields(record)
        if field.name not in NOT_SHARED
    }


def _names(record: Record) -> list[str]:
    """Names as sets of words, because of their order."""
    return [" ".join(sorted(name.replace(",", "").split())) for name in record.names]


def test_records_are_frozen_values(client: WorldCat) -> None:
    one = client.record(KIND_OF_BLUE)

    assert one == client.record(KIND_OF_BLUE)
    assert one != replace(one, complete=False)
