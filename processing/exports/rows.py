"""One line of a report: a disc, its record and its decision, ready to be written."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DiscRow:
    """One disc as the reports show it; every value may be missing.

    `thumbnail` is any image that Pillow reads (JPEG and WebP among them). `sort_group` has its
    mark before the words. `number` is the OCLC number or, where the record has none, its own
    number in `source`; both are empty while trial mode waits for a check. `held` is yes, no or not
    known. `disposition` says "(suggested)" where nobody has decided it. `repeats` names the earlier
    item with the same record, and how it is related. `confidence` is 0 to 100. `tracks` and `alternatives` are one entry per
    line. `error` says in words why there is no result.
    """

    thumbnail: bytes | None = None
    item_barcode: str = ""
    work_number: str = ""
    upload: str = ""
    sort_group: str = ""
    number: str = ""
    source: str = ""
    held: str = ""
    disposition: str = ""
    repeats: str = ""
    confidence: int | None = None
    title: str = ""
    artist: str = ""
    label: str = ""
    publisher_number: str = ""
    upc: str = ""
    years: str = ""
    tracks: tuple[str, ...] = ()
    explanation: str = ""
    track_check: str = ""
    year_check: str = ""
    alternatives: tuple[str, ...] = ()
    decision: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    note: str = ""
    processed_at: datetime | None = None
    error: str = ""
