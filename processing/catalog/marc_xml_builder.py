"""From the events of an XML parser to MARC records; what is unusable in a record is left out."""

import pymarc

LEADER_LENGTH = 24
TAG_LENGTH = 3
MIN_LEADER = 10
MAX_RECORD_TEXT = 10_000_000
# A leader that is missing or cut says nothing: fill characters, not the leader of a book.
NO_LEADER = "|" * LEADER_LENGTH


class UnreadableXml(ValueError):
    """One record is not well-formed XML; the message says why, in words."""


class RecordBuilder:
    """Takes the parser's events and puts finished records into `done`."""

    def __init__(self) -> None:
        self.done: list[pymarc.Record] = []
        self.path: list[str] = []
        self._record: pymarc.Record | None = None
        self._field: pymarc.Field | None = None
        self._code = ""
        self._text: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        self._text.clear()
        self.path.append(name)
        if kind == "record":
            self._keep()
            self._record, self._length = pymarc.Record(leader=NO_LEADER), 0
        elif kind in ("controlfield", "datafield") and self._record is not None:
            self._field = _empty_field(kind, attributes)
        elif kind == "subfield":
            self._code = attributes.get("code", "")

    def data(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_RECORD_TEXT:
            raise UnreadableXml(f"it holds more than {MAX_RECORD_TEXT:,} characters")
        self._text.append(text)

    def end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        text = "".join(self._text)
        self._text.clear()
        self.path.pop()
        if kind == "record":
            self._keep()
        elif self._record is None:
            return
        elif kind == "leader":
            self._record.leader = pymarc.Leader(_leader(text.strip("\r\n\t")))
        elif kind == "subfield" and self._field is not None and len(self._code) == 1:
            self._field.subfields.append(pymarc.Subfield(self._code, text))
        elif kind in ("controlfield", "datafield") and self._field is not None:
            if kind == "controlfield":
                self._field.data = text
            self._record.fields.append(self._field)
            self._field = None

    def _keep(self) -> None:
        """An outer element named record (OAI, SRU) holds no fields of its own and is passed over."""
        if self._record is not None and self._record.fields:
            self.done.append(self._record)
        self._record, self._length = None, 0


def _leader(text: str) -> str:
    """A leader of 24 positions; blanks that were trimmed off its end are put back."""
    return text.ljust(LEADER_LENGTH) if MIN_LEADER <= len(text) <= LEADER_LENGTH else NO_LEADER


def _empty_field(kind: str, attributes: dict[str, str]) -> pymarc.Field | None:
    """None for a field without a usable tag, which is left out."""
    tag = attributes.get("tag", "").strip()
    if not tag.isalnum() or len(tag) != TAG_LENGTH:
        return None
    is_control = tag.isdigit() and tag < "010"
    if is_control != (kind == "controlfield"):
        return None
    if is_control:
        return pymarc.Field(tag=tag, data="")
    marks = ((attributes.get(name) or " ")[:1] for name in ("ind1", "ind2"))
    return pymarc.Field(tag=tag, indicators=pymarc.Indicators(*marks), subfields=[])
