"""What every source returns."""

from dataclasses import dataclass

from processing.catalog.record import Record


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that a search found.

    `found_by` says in words what found it: "UPC/EAN 0 74646 49352 6", "publisher number
    CK 64935", "title and name". `row_id` is the BibRecord where the record is kept already.
    """

    record: Record
    found_by: str
    row_id: int | None = None
