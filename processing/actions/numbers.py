"""The record that a typed number means."""

from dataclasses import dataclass

from django.db.models import Q

from processing.actions.errors import NotAllowed
from processing.clients.errors import ServiceError
from processing.models import BibRecord, Disc
from processing.sources import asked
from processing.sources.worldcat import by_hand


@dataclass(frozen=True, slots=True)
class Meant:
    """Source and number of a record, as `decide` takes them; the source is "" where the program
    knows no record with the number. `unchecked` says why WorldCat could not be asked for it."""

    source: str
    number: str
    unchecked: str = ""


def record_of(disc: Disc, number: str) -> Meant:
    """The record whose number a person typed; WorldCat is asked for one that is not known.

    Understood are an OCLC number, a catalogue's own number, and the catalogue's name before it,
    as the pages show it. Call it outside transactions: it may wait for WorldCat. Raises NotAllowed
    where several records have the number, or where WorldCat says that it has none.
    """
    known = _of_this_number(disc, number.strip())
    if not known and asked.by_hand(disc.upload):
        return _at_worldcat(disc, number)
    return _known(known, number)


def _known(known: list[BibRecord], number: str) -> Meant:
    """A record that several catalogues have under one OCLC number is meant as our own has it."""
    if len({row.oclc_number or row.title for row in known}) > 1:
        named = "; ".join(f"“{row.source.name} {row.number}” ({row.title})" for row in known)
        raise NotAllowed(
            f"{len(known)} records have the number {number}: {named}. Type the one that you mean "
            "as it stands here, or pick it from the possible records."
        )
    best = min(known, key=lambda row: (not row.source.own, row.pk), default=None)
    return Meant(best.source.name, best.number) if best else Meant("", number)


def _at_worldcat(disc: Disc, number: str) -> Meant:
    """The record is kept, so that pages and report can show it; one that was merged into another
    comes under its present number."""
    try:
        found = by_hand.fetch(by_hand.oclc_number(number)).record
    except by_hand.Mistyped as error:
        raise NotAllowed(f"Nothing was decided. {error}") from error
    except ServiceError as error:
        return Meant("", number, unchecked=str(error))
    return _known(_of_this_number(disc, found.number), found.number)


def _of_this_number(disc: Disc, number: str) -> list[BibRecord]:
    """In the catalogues that are searched for this disc."""
    catalogues = Q(source__upload=disc.upload_id if disc.upload.is_sample else None)
    rows = BibRecord.objects.filter(catalogues).select_related("source")
    source, _, own = number.rpartition(" ")
    named = rows.filter(source__name=source, number=own)
    return list(named or rows.filter(Q(number=number) | Q(oclc_number=number)).order_by("pk")[:9])
