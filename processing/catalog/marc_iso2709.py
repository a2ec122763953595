"""One record of the exchange format ISO 2709, decoded with care for what files really hold.

A wrong record length, wrong offsets (often counted in characters), or a character set other
than the leader claims cost nothing as long as the fields can still be told apart.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import pymarc
from pymarc.marc8 import marc8_to_unicode

LEADER_LENGTH = 24
ENTRY_LENGTH = 12
INDICATORS = 2
CODING_PLACE = 9
UNICODE = "a"
FIELD_END = b"\x1e"
RECORD_END = b"\x1d"
SUBFIELD_START = b"\x1f"
_ESCAPE = b"\x1b"
# Three bytes for one sign: a text cut within a sign loses that sign, not the record.
_EAST_ASIAN = re.compile(rb"(\x1b\$1)([^\x1b]*)")
_EAST_ASIAN_WIDTH = 3
_ENTRIES = re.compile(rb"(?:[0-9A-Za-z]{3}[0-9]{9})+")
_OLD_CHARACTER_SETS = ("cp1252", "latin-1")


class UnreadableRecord(ValueError):
    """The bytes cannot be told apart into fields; the message says why, in words."""


def decode(chunk: bytes) -> pymarc.Record:
    """The record in these bytes (with or without its terminator); raises UnreadableRecord."""
    data = chunk.rstrip(RECORD_END)
    if len(data) <= LEADER_LENGTH:
        raise UnreadableRecord(f"too short: {len(data)} bytes, a leader alone has {LEADER_LENGTH}")
    directory_end = data.find(FIELD_END, LEADER_LENGTH)
    directory = data[LEADER_LENGTH:directory_end]
    if directory_end < 0:
        raise UnreadableRecord("the directory of fields has no end")
    if not _ENTRIES.fullmatch(directory):
        raise UnreadableRecord("the directory of fields is damaged")
    leader = data[:LEADER_LENGTH].decode("latin-1")
    coding = _coding(data, leader)
    record = pymarc.Record(leader=leader[:CODING_PLACE] + UNICODE + leader[CODING_PLACE + 1 :])
    for tag, content in _fields(directory, data[directory_end + 1 :]):
        record.fields.append(_field(tag, content, coding))
    return record


def _fields(directory: bytes, body: bytes) -> Iterator[tuple[str, bytes]]:
    entries = [directory[at : at + ENTRY_LENGTH] for at in range(0, len(directory), ENTRY_LENGTH)]
    spans = [(int(entry[7:12]), int(entry[3:7])) for entry in entries]
    tags = [entry[:3].decode("ascii") for entry in entries]
    if all(body[start + length - 1 : start + length] == FIELD_END for start, length in spans):
        contents = [body[start : start + length - 1] for start, length in spans]
    else:
        contents = _by_order(body, spans)
    return zip(tags, contents, strict=True)


def _by_order(body: bytes, spans: list[tuple[int, int]]) -> list[bytes]:
    """Where lengths are wrong, the terminators still part the fields, in order of offset."""
    pieces = body.split(FIELD_END)
    if pieces and not pieces[-1].strip():
        pieces.pop()
    if len(pieces) != len(spans):
        raise UnreadableRecord(
            f"the directory names {len(spans)} fields, but {len(pieces)} follow it"
        )
    places = sorted(range(len(spans)), key=lambda place: spans[place][0])
    if any(spans[a][0] == spans[b][0] for a, b in pairwise(places)):
        raise UnreadableRecord("the directory puts two fields in one place")
    contents = [b""] * len(spans)
    for place, piece in zip(places, pieces, strict=True):
        contents[place] = piece
    return contents


def _coding(data: bytes, leader: str) -> str:
    """The character set: what is valid UTF-8 beyond ASCII is UTF-8, whatever Leader/09 says."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "mixed" if leader[CODING_PLACE] == UNICODE else "marc-8"
    return "marc-8" if data.isascii() and leader[CODING_PLACE] != UNICODE else "utf-8"


def _field(tag: str, content: bytes, coding: str) -> pymarc.Field:
    if tag.isdigit() and tag < "010":
        return pymarc.Field(tag=tag, data=_text(content, coding))
    head, *parts = content.split(SUBFIELD_START)
    marks = head.decode("latin-1").ljust(INDICATORS)
    subfields = [
        pymarc.Subfield(part[:1].decode("latin-1"), _text(part[1:], coding))
        for part in parts
        if part
    ]
    return pymarc.Field(
        tag=tag, indicators=pymarc.Indicators(marks[0], marks[1]), subfields=subfields
    )


def _text(data: bytes, coding: str) -> str:
    if data.isascii() and _ESCAPE not in data:
        return data.decode("ascii")
    if coding == "marc-8":
        return _marc_8(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _old(data)


def _marc_8(data: bytes) -> str:
    whole = _EAST_ASIAN.sub(
        lambda hit: hit[1] + hit[2][: len(hit[2]) // _EAST_ASIAN_WIDTH * _EAST_ASIAN_WIDTH], data
    )
    try:
        return str(marc8_to_unicode(whole, hide_utf8_warnings=True))
    except (UnicodeDecodeError, KeyError, ValueError):
        return _old(data)


def _old(data: bytes) -> str:
    for name in _OLD_CHARACTER_SETS[:-1]:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode(_OLD_CHARACTER_SETS[-1])
