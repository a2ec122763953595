"""The record that a typed number means."""

from django.db.models import Q

from processing.actions.errors import NotAllowed
from processing.models import BibRecord, Disc


def record_of(disc: Disc, number: str) -> tuple[str, str]:
    """Source and number of the record that a person typed, as `decide` takes them.

    Understood are an OCLC number, a catalogue's own number, and the catalogue's name before it,
    as the pages show it. The source is "" where no record that the program knows has the number.
    Raises NotAllowed where several have it.
    """
    known = _of_this_number(disc, number.strip())
    if len({(row.title, row.oclc_number) for row in known}) > 1:
        named = "; ".join(f"“{row.source.name} {row.number}” ({row.title})" for row in known)
        raise NotAllowed(
            f"{len(known)} records have the number {number}: {named}. Type the one that you mean "
            "as it stands here, or pick it from the possible records."
        )
    best = min(known, key=lambda row: (not row.source.own, row.pk), default=None)
    return (best.source.name, best.number) if best else ("", number)


def _of_this_number(disc: Disc, number: str) -> list[BibRecord]:
    """In the catalogues that are searched for this disc."""
    catalogues = Q(source__upload=disc.upload_id if disc.upload.is_sample else None)
    rows = BibRecord.objects.filter(catalogues).select_related("source")
    source, _, own = number.rpartition(" ")
    named = rows.filter(source__name=source, number=own)
    return list(named or rows.filter(Q(number=number) | Q(oclc_number=number)).order_by("pk")[:9])
