"""MARCXML as a stream: records come out while the file is read, and little is kept in memory.

XML that declares a document type is refused: MARCXML needs none, and entity declarations can
make a small file grow without end or read other files. Where one record is not well-formed,
reading goes on with the next.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import BinaryIO
from xml.parsers import expat

import pymarc

from processing.catalog.marc_xml_builder import RecordBuilder, UnreadableXml

CHUNK = 1 << 16
AT_END = True
_RECORD_START = re.compile(rb"<(?:[\w.-]+:)?record[\s>]")


class RefusedFile(ValueError):
    """The whole file is not read; the message says why in words."""


def _refuse_doctype(*_: object) -> None:
    raise RefusedFile(
        "This XML file declares a document type (DOCTYPE), which MARCXML never needs."
    )


class XmlRecords:
    """Iterates over `pymarc.Record`s and, for broken ones, UnreadableXml."""

    def __init__(self, stream: BinaryIO, start: bytes = b"") -> None:
        self._stream = stream
        self._builder = RecordBuilder()
        self._encoding: str | None = None
        self._parser = self._new_parser()
        self._pending = start
        self._fed = 0

    def __iter__(self) -> Iterator[pymarc.Record | UnreadableXml]:
        """Raises RefusedFile where the file as a whole is not read."""
        chunk = self._pending or self._stream.read(CHUNK)
        while chunk:
            error = self._feed(chunk)
            yield from self._builder.done
            self._builder.done.clear()
            if error is not None:
                yield error
                chunk = self._resume(chunk)
            else:
                self._fed += len(chunk)
                chunk = self._stream.read(CHUNK)
        try:
            self._parser.Parse(b"", AT_END)
        except expat.ExpatError as error:
            yield UnreadableXml(f"the file ends too early ({_explain(error)})")

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(self._encoding)
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declared
        parser.StartElementHandler = self._builder.start
        parser.EndElementHandler = self._builder.end
        parser.CharacterDataHandler = self._builder.data
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.EntityDeclHandler = _refuse_doctype
        return parser

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._encoding = encoding

    def _feed(self, chunk: bytes) -> UnreadableXml | None:
        try:
            self._parser.Parse(chunk)
        except expat.ExpatError as error:
            return UnreadableXml(f"it is not well-formed XML ({_explain(error)})")
        except UnreadableXml as error:
            return error
        return None

    def _resume(self, chunk: bytes) -> bytes:
        """A new parser, inside the same outer elements, at the next start of a record."""
        at = max(self._parser.ErrorByteIndex, self._parser.CurrentByteIndex) - self._fed
        rest = chunk[max(at, 0) :]
        found = _RECORD_START.search(rest, 1)
        while not found:
            more = self._stream.read(CHUNK)
            if not more:
                break
            rest = rest[-64:] + more
            found = _RECORD_START.search(rest)
        outer = list(takewhile(_is_outer, self._builder.path))
        self._builder = RecordBuilder()
        self._parser = self._new_parser()
        opening = "".join(f"<{name}>" for name in outer) or "<collection>"
        self._fed = 0
        if not found:
            closing = "".join(f"</{name}>" for name in reversed(outer)) or "</collection>"
            return (opening + closing).encode()
        return opening.encode() + rest[found.start() :]


def _is_outer(name: str) -> bool:
    return name.rpartition(":")[2] != "record"


def _explain(error: expat.ExpatError) -> str:
    return expat.ErrorString(error.code)
