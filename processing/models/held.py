"""Whether the library holds a record: yes, no, or not known, in words."""

from typing import Any

from processing.models.record import BibRecord
from processing.models.shown import Shown

YES, NO, UNKNOWN = "yes", "no", "not known"
SENTENCES = {
    YES: "■ Held by this library already.",
    NO: "Not held by this library, by what WorldCat says.",
    UNKNOWN: "○ Held by this library: not known. WorldCat did not say, and it is not among the "
    "records that were imported as the library’s own.",
}


def holding(disc: Any, known: Shown) -> str:
    """Of the accepted record of a disc from `with_standing`; "" without one, and for the sample."""
    row = known.decided if known.decision else known.match.record if known.match else None
    return held_word(disc, row)


def held_word(disc: Any, row: BibRecord | None) -> str:
    """`row` is the accepted record, None where it is not known here."""
    if not disc.accepted_number or disc.upload.is_sample:
        return ""
    if disc.is_held:
        return YES
    return NO if row is not None and row.held is False else UNKNOWN


def held_sentence(disc: Any) -> str:
    """One query, for one disc."""
    key = {"source__name": disc.accepted_source, "number": disc.accepted_number}
    row = BibRecord.objects.filter(**key).defer("data", "raw").first()
    return SENTENCES.get(held_word(disc, row), "")
