"""A MARC record as catalogers read it: one field a line, with its indicators and subfields."""

from collections.abc import Iterator

import pymarc

from processing.catalog.marc_fields import indicators
from processing.catalog.marc_writer import from_marcxml


def marc_lines(marcxml: str) -> str:
    """`245 10 $a Kind of blue / $c Miles Davis.`, field by field; "" where it is no MARCXML.

    A blank is written as `#` in the leader, in control fields and as an indicator.
    """
    try:
        record = from_marcxml(marcxml)
    except ValueError:
        return ""
    return "\n".join([f"LDR    {_blanks(str(record.leader))}", *_fields(record)])


def _fields(record: pymarc.Record) -> Iterator[str]:
    for field in record.fields:
        if not isinstance(field, pymarc.Field):
            continue
        if field.control_field:
            yield f"{field.tag}    {_blanks(field.data or '')}"
            continue
        parts = " ".join(f"${part.code} {part.value}" for part in field.subfields)
        yield f"{field.tag} {_blanks(''.join(indicators(field)))} {parts}"


def _blanks(text: str) -> str:
    return text.replace(" ", "#")
