"""A MARC record as MARCXML text, to keep what a source gave, and back again."""

import io
import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

import pymarc

from processing.catalog.marc_xml import XmlRecords

NAMESPACE = "http://www.loc.gov/MARC21/slim"
# XML 1.0 has no room for these, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_marcxml(record: pymarc.Record) -> str:
    """The record as one MARCXML `record` element; control characters that XML forbids are lost."""
    return f'<record xmlns="{NAMESPACE}">{"".join(_elements(record))}</record>'


def from_marcxml(text: str) -> pymarc.Record:
    """The first record of a MARCXML text; raises ValueError where there is none."""
    for found in XmlRecords(io.BytesIO(text.encode())):
        if isinstance(found, ValueError):
            raise found
        return found
    raise ValueError("The text holds no MARC record.")


def _elements(record: pymarc.Record) -> Iterator[str]:
    yield f"<leader>{_escaped(str(record.leader))}</leader>"
    for field in record.fields:
        if not isinstance(field, pymarc.Field):
            continue
        tag = _quoted(field.tag)
        if field.control_field:
            yield f"<controlfield tag={tag}>{_escaped(field.data or '')}</controlfield>"
            continue
        first, second = field.indicators or (" ", " ")
        inner = "".join(
            f"<subfield code={_quoted(code)}>{_escaped(text)}</subfield>"
            for code, text in field.subfields
        )
        yield f"<datafield tag={tag} ind1={_quoted(first)} ind2={_quoted(second)}>{inner}</datafield>"


def _escaped(text: str) -> str:
    """A carriage return is written as a character reference, or a parser would change it."""
    return escape(_NOT_XML.sub("", text), {"\r": "&#13;"})


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))
