"""Reads a file of MARC records, one by one, whatever its format and however broken.

ISO 2709 or MARCXML is told from the first bytes, MARC-8 or UTF-8 record by record. Memory does
not grow with the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import pymarc

from processing.catalog.marc_iso2709 import RECORD_END, UnreadableRecord, decode
from processing.catalog.marc_xml import RefusedFile, XmlRecords

__all__ = ["BadRecord", "RefusedFile", "read_records"]

CHUNK = 1 << 16
MAX_RECORD_BYTES = 10_000_000
_SPACE = b" \t\r\n\x00\x1a"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Length, status, type ... "22", base address, ..., "4500" in the usual leader.
_LEADER = re.compile(rb"\d{5}[\x20-\x7e]{5}[0-9 ]{2}\d{5}[\x20-\x7e]{3}4500")
_LOST_END = re.compile(rb"(?<=\x1e)(?=\d{5}[\x20-\x7e]{5}22\d{5}[\x20-\x7e]{3}4500)")
_LENGTH = re.compile(rb"\d{5}")
_ARCHIVES = {b"PK": "a ZIP archive", b"\x1f\x8b": "compressed with gzip", b"BZ": "compressed"}


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that could not be read: its place in the file from 1, and why, in words."""

    position: int
    reason: str


def read_records(stream: BinaryIO) -> Iterator[tuple[int, pymarc.Record | BadRecord]]:
    """(position from 1, record) for all records of the file; a broken one is a BadRecord.

    Raises RefusedFile, in words for the person who chose the file, where it is no MARC file.
    """
    start = stream.read(CHUNK)
    text = start.lstrip(_SPACE)
    if text.startswith(b"<") or (start.startswith(_MARKS) and b"<" in start[:8]):
        position = 0
        for position, item in _numbered(XmlRecords(stream, text or start)):
            yield position, item
        if not position:
            raise RefusedFile("The XML file holds no MARC records.")
        return
    for mark in _MARKS:
        text = text.removeprefix(mark)
    _check(text.lstrip(_SPACE))
    yield from _numbered(_iso_records(stream, text))


def _numbered(
    found: Iterator[pymarc.Record | ValueError] | XmlRecords,
) -> Iterator[tuple[int, pymarc.Record | BadRecord]]:
    for position, item in enumerate(found, start=1):
        if isinstance(item, ValueError):
            yield position, BadRecord(position, f"Record {position} cannot be read: {item}.")
        else:
            yield position, item


def _check(text: bytes) -> None:
    if not text:
        raise RefusedFile("The file is empty.")
    for sign, name in _ARCHIVES.items():
        if text.startswith(sign):
            raise RefusedFile(f"The file is {name}. Please unpack it first.")
    if text.startswith(b"=LDR") or text.startswith(b"=001"):
        raise RefusedFile(
            "The file is MARC in text form (.mrk). Please export it as .mrc or MARCXML."
        )
    if not _LENGTH.match(text) and not _LEADER.search(text):
        raise RefusedFile("The file holds no MARC records (neither ISO 2709 nor MARCXML).")


def _iso_records(stream: BinaryIO, start: bytes) -> Iterator[pymarc.Record | ValueError]:
    for chunk in _chunks(stream, start):
        for piece in _LOST_END.split(chunk):
            try:
                yield _decoded(piece)
            except UnreadableRecord as error:
                yield error


def _decoded(piece: bytes) -> pymarc.Record:
    if len(piece) > MAX_RECORD_BYTES:
        raise UnreadableRecord(f"no end of record within {MAX_RECORD_BYTES:,} bytes")
    if piece.endswith(RECORD_END):
        return decode(piece)
    stated = piece[:5]
    if _LENGTH.fullmatch(stated) and len(piece) + 1 < int(stated):
        raise UnreadableRecord(f"cut off after {len(piece):,} of {int(stated):,} bytes")
    return decode(piece)


def _chunks(stream: BinaryIO, start: bytes) -> Iterator[bytes]:
    """The bytes up to each record terminator; over-long ones are given cut, then passed over."""
    parts: list[bytes] = []
    size, block = 0, start
    while block:
        *ended, rest = block.split(RECORD_END)
        for piece in ended:
            whole = b"".join((*parts, piece)).lstrip(_SPACE)
            parts, size = [], 0
            if whole:
                yield whole + RECORD_END
        size += len(rest)
        if size <= MAX_RECORD_BYTES + CHUNK:
            parts.append(rest)
        block = stream.read(CHUNK)
    last = b"".join(parts).strip(_SPACE)
    if last:
        yield last
