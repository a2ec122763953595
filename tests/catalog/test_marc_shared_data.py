"""Real records of many libraries: what the rules make of them as a whole."""

from collections import Counter

import pymarc
import pytest

from processing.catalog.marc import number_of, record_from_marc
from processing.catalog.marc_reader import read_records
from processing.catalog.marc_writer import from_marcxml, to_marcxml
from processing.catalog.record import Carrier, Record
from tests.catalog.marc_builder import shared_file

CDS, OTHERS = "marc_cd.mrc", "marc_other_formats.mrc"


def real_marc(name: str) -> list[pymarc.Record]:
    with shared_file(name).open("rb") as stream:
        found = [record for _, record in read_records(stream)]
    assert all(isinstance(record, pymarc.Record) for record in found)
    return [record for record in found if isinstance(record, pymarc.Record)]


def real_records(name: str) -> list[Record]:
    return [
        record_from_marc(record, source="real", number=number_of(record, position))
        for position, record in enumerate(real_marc(name), start=1)
    ]


def test_no_record_of_a_cd_is_taken_for_another_carrier():
    carriers = Counter(record.carrier for record in real_records(CDS))

    assert carriers[Carrier.OTHER] == 0
    assert carriers[Carrier.CD] > 0.85 * carriers.total()


def test_no_record_of_another_carrier_can_become_a_candidate():
    carriers = Counter(record.carrier for record in real_records(OTHERS))

    assert carriers == {Carrier.OTHER: carriers.total()}


@pytest.mark.parametrize("name", [CDS, OTHERS])
def test_every_contents_note_gives_tracks(name):
    for marc, record in zip(real_marc(name), real_records(name), strict=True):
        assert bool(record.tracks) == ("505" in marc)
        assert not any(" -- " in track.title for track in record.tracks)


@pytest.mark.parametrize("name", [CDS, OTHERS])
def test_every_record_has_a_title_and_a_number_of_its_own(name):
    records = real_records(name)

    assert all(record.title for record in records)
    assert all(len(record.number) <= 60 for record in records)
    assert not any(record.title.endswith((" /", " :", ";", ",")) for record in records)


@pytest.mark.parametrize("name", [CDS, OTHERS])
def test_kept_xml_gives_the_same_record(name):
    for marc in real_marc(name):
        assert str(from_marcxml(to_marcxml(marc))) == str(marc)


def test_our_decoder_reads_what_pymarc_reads():
    with shared_file(CDS).open("rb") as stream:
        theirs = [record for record in pymarc.MARCReader(stream) if record is not None]

    # Only Leader/09 may differ: what was read is Unicode, whatever it was before.
    ours = real_marc(CDS)
    assert [str(record)[30:] for record in ours] == [str(record)[30:] for record in theirs]
