"""From the JSON of an answer to hits."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from processing.catalog.marc import record_from_marc
from processing.catalog.record import Record
from processing.clients.worldcat_brief import as_full
from processing.clients.worldcat_formats import carrier_of
from processing.clients.worldcat_marc import marc_of
from processing.clients.worldcat_shapes import (
    count,
    items,
    oclc_number,
    oclc_numbers,
    part,
    text,
    truth,
)
from processing.clients.worldcat_types import SOURCE, Hit, Page

FORMATS = ("generalFormat", "specificFormat")
LISTS = ("bibRecords", "briefRecords")

Read = Callable[[Any], Hit | None]


def full_hit(data: Any) -> Hit | None:
    """A record of /bibs; None for what has no OCLC number."""
    return _hit(data, data, complete=True)


def brief_hit(data: Any) -> Hit | None:
    """A record of /brief-bibs; None for what has no OCLC number."""
    return _hit(as_full(data), data, complete=False)


def page_of(answer: Any, read: Read) -> Page:
    """A page of hits; without any, the answer has no list. What cannot be read is counted."""
    listed = next((found for name in LISTS if (found := part(answer, name))), ())
    rows = listed if isinstance(listed, list | tuple) else (listed,)
    hits = tuple(hit for row in rows if (hit := read(row)))
    total = count(part(answer, "numberOfRecords"))
    return Page(len(rows) if total is None else total, hits, len(rows) - len(hits))


def _hit(data: Any, raw: Any, *, complete: bool) -> Hit | None:
    number = oclc_number(part(data, "identifier", "oclcNumber"))
    if not number:
        return None
    merged = oclc_numbers(part(data, "identifier", "mergedOclcNumbers"), without=number)
    written = json.dumps(raw, ensure_ascii=False)
    return Hit(number, _record(data, number), written, complete, merged)


def _record(data: Any, number: str) -> Record:
    record = record_from_marc(marc_of(data), source=SOURCE, number=number)
    general, specific = (text(part(data, "format", name)) for name in FORMATS)
    described = (record.carrier, record.carrier_reason)
    carrier, reason = carrier_of(general, specific, described)
    return replace(
        record,
        carrier=carrier,
        carrier_reason=reason,
        numbered_series=record.numbered_series or None,  # the JSON may have lost the number
        has_007=None,  # what the JSON does not carry
        has_511=None,
        has_subjects=None,
        is_rda=None,
        holdings=count(part(data, "institutionHolding", "totalHoldingCount")),
        held=_held(data),
    )


def _held(data: Any) -> bool | None:
    """What the indicators say of the key's own institutions; None where they do not say the same.

    Which of several institutions is the library, they do not tell.
    """
    indicators = items(part(data, "institutionHoldingIndicators"))
    told = {truth(one.get("holdsItem")) for one in indicators}
    return told.pop() if len(told) == 1 else None
