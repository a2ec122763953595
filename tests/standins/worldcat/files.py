"""MARC files as records, whichever of the two formats they are in."""

from collections.abc import Iterator
from pathlib import Path

from pymarc import MARCReader, Record, parse_xml_to_array


def read(path: Path) -> Iterator[Record]:
    """The records of a file in ISO 2709 or MARCXML; those that cannot be read are left out."""
    with path.open("rb") as file:
        if file.read(64).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            yield from parse_xml_to_array(str(path))
            return
        file.seek(0)
        reader = MARCReader(file, to_unicode=True, permissive=True)
        yield from (record for record in reader if record is not None)
