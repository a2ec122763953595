"""MARC records and readings made for one test each."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pymarc
import pytest
from pymarc import Field, Indicators, Subfield

CD = "1 audio disc : digital ; 4 3/4 in."
LP = "1 audio disc : analog, 33 1/3 rpm ; 12 in."


def make_record(
    number: str,
    title: str = "Kind of blue",
    *,
    name: str = "Davis, Miles",
    upc: str = "",
    publisher_number: str = "",
    tracks: Sequence[str] = (),
    extent: str = CD,
) -> pymarc.Record:
    record = pymarc.Record(force_utf8=True)
    record.leader = pymarc.Leader("00000njm a2200000 a 4500")

    def add(tag: str, first: str, second: str, *values: tuple[str, str]) -> None:
        fields = [Subfield(code, value) for code, value in values if value]
        if fields:
            record.add_field(Field(tag, Indicators(first, second), fields))

    record.add_field(Field("001", data=number))
    record.add_field(Field("008", data="970101s1997    nyu||||||||||||||||||eng||"))
    add("024", "1", " ", ("a", upc))
    add("028", "0", "2", ("a", publisher_number), ("b", "Columbia" if publisher_number else ""))
    add("100", "1", " ", ("a", name))
    add("245", "1", "0", ("a", title))
    add("300", " ", " ", ("a", extent))
    add("505", "0", " ", ("a", " -- ".join(tracks)))
    return record


@pytest.fixture
def marc() -> Callable[..., pymarc.Record]:
    return make_record


@pytest.fixture
def marc_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes records, or bytes as they are, one after the other into a file."""

    def write(*records: pymarc.Record | bytes, name: str = "records.mrc") -> Path:
        path = tmp_path / name
        path.write_bytes(
            b"".join(one if isinstance(one, bytes) else one.as_marc() for one in records)
        )
        return path

    return write


@pytest.fixture
def xml_file(tmp_path: Path) -> Callable[..., Path]:
    def write(*records: pymarc.Record) -> Path:
        path = tmp_path / "records.xml"
        body = b"".join(pymarc.record_to_xml(record) for record in records)
        path.write_bytes(b"<collection>" + body + b"</collection>")
        return path

    return write


@pytest.fixture
def shared_data() -> Path:
    folder = Path(__file__).resolve().parents[3] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/data is not here: no real records to measure on")
    return folder
