"""Small MARC records for tests, written as catalogers write them: `245 14 $aThe wall /$cPink.`"""

from pathlib import Path

import pymarc
import pytest

CD_LEADER = "00000njm a2200000 i 4500"
SHARED_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def marc(*lines: str, leader: str = CD_LEADER) -> pymarc.Record:
    """A record from lines `TAG data` (control) or `TAG 12 $acontent$bmore` (# is a blank)."""
    record = pymarc.Record(leader=leader)
    record.leader = pymarc.Leader(leader)
    for line in lines:
        record.fields.append(_field(line))
    return record


def fixed(dates: str = "s1999    ", form: str = " ", language: str = "eng") -> str:
    """An 008 of 40 characters."""
    start = "990101" + dates + "nyu" + "     "
    return "008 " + start + form + " " * (35 - len(start) - 1) + language + " d"


def shared_file(name: str) -> Path:
    """A file of the shared data; the test is skipped where the folder is not there."""
    path = SHARED_DATA / name
    if not path.exists():
        pytest.skip(f"the shared data are not on this machine: {name}")
    return path


def _field(line: str) -> pymarc.Field:
    tag, _, rest = line.partition(" ")
    if tag < "010":
        return pymarc.Field(tag=tag, data=rest)
    marks, _, content = rest.partition(" ")
    subfields = [pymarc.Subfield(part[0], part[1:]) for part in content.split("$") if part]
    first, second = marks.replace("#", " ")
    return pymarc.Field(tag=tag, indicators=pymarc.Indicators(first, second), subfields=subfields)
