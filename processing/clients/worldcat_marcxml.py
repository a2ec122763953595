"""A record by number as the Metadata API gives it: MARCXML, with or without an envelope."""

from dataclasses import replace

from processing.catalog.marc import record_from_marc
from processing.catalog.marc_fields import control, values
from processing.catalog.marc_numbers import oclc_number as number_in
from processing.catalog.marc_writer import from_marcxml
from processing.clients.storable import storable
from processing.clients.worldcat_shapes import oclc_number, oclc_numbers
from processing.clients.worldcat_types import SOURCE, Hit

ACCEPT = "application/marcxml+xml"


def marc_hit(body: bytes, asked: str) -> Hit:
    """The record of an answer; raises ValueError where there is none.

    `asked` may be an older number, which then counts as merged into the record's own.
    """
    raw = storable(body.decode("utf-8-sig"))
    marc = from_marcxml(raw)
    number = number_in(marc) or oclc_number(control(marc, "001")) or asked
    record = record_from_marc(marc, source=SOURCE, number=number)
    merged = oclc_numbers([*values(marc, ("019",), "a"), asked], without=number)
    return Hit(number, replace(record, oclc_number=number), raw, complete=True, merged=merged)
