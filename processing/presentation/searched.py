"""What was asked for a disc, and what a cataloger's own search has found, in words."""

from dataclasses import dataclass

from processing.catalog import gtin
from processing.catalog.compare import compare
from processing.catalog.policy import policy_of
from processing.catalog.record import Record
from processing.catalog.searched import Asked, Searched
from processing.models import Disc, Search
from processing.presentation import words
from processing.presentation.candidates import at_worldcat, facts
from processing.sources import worldcat
from processing.sources.worldcat.by_hand import MAX_TYPED, By, Found

MOST_READY = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One hit of a search by hand.

    `score` is 0 to 100, None where the disc has not been read; `known`: it is a possible record
    already.
    """

    record: Record
    facts: tuple[str, ...]
    score: int | None
    veto: str
    known: bool

    @property
    def address(self) -> str:
        return at_worldcat(self.record.number)

    @property
    def label_and_year(self) -> str:
        """As the labels and the years of issue stand on the record, each year once."""
        years = {year for of_kind in (self.record.years or {}).values() for year in of_kind}
        return ", ".join((*self.record.labels, *map(str, sorted(years))))


@dataclass(frozen=True, slots=True)
class Ready:
    """Something on the disc that can be searched for: one press, nothing to type."""

    by: By
    label: str
    typed: str


def ready(disc: Disc) -> tuple[Ready, ...]:
    """The first codes of the disc, and its title with its name."""
    reading = disc.reading(disc.shown_revision)
    cleaned = reading.cleaned if reading else None
    if cleaned is None:
        return ()
    codes = [gtin.display(code) for code in cleaned.gtins[:MOST_READY]]
    numbers = cleaned.publisher_numbers[:MOST_READY]
    text = " ".join(filter(None, (cleaned.title, cleaned.name)))
    return (
        *(Ready(By.UPC, f"UPC/EAN {code}", code) for code in codes),
        *(Ready(By.PUBLISHER_NUMBER, f"publisher number {one}", one) for one in numbers),
        *([Ready(By.WORDS, text, text[:MAX_TYPED])] if text else []),
    )


def of_disc(disc: Disc, revision: int) -> Search | None:
    """The search of a revision, None where it was made before searches were kept."""
    return Search.objects.filter(disc=disc, revision=revision).first()


def calls(searched: Searched) -> str:
    """How often WorldCat was asked for it; "" where it was not to be."""
    if searched.calls:
        return f"{words.count(searched.calls, 'call')} to WorldCat"
    if any(one.source == worldcat.NAME for one in searched.asked):
        return "no call to WorldCat: its answers were kept from earlier"
    return "WorldCat was not asked" if searched.not_asked else ""


def outcome(asked: Asked) -> str:
    """ "3 found, 1 new" of one query."""
    if not asked.total:
        return "nothing"
    shown = words.count(asked.total, "record")
    if asked.total > asked.found:
        shown = f"{shown}, the first {asked.found} taken"
    return f"{shown}, {asked.added} new" if asked.added else f"{shown}, none new"


def rows(disc: Disc, found: Found) -> tuple[Row, ...]:
    """The hits beside the disc's reading: what fits best comes first, else as WorldCat gave them."""
    reading = disc.reading(disc.shown_revision)
    cleaned = reading.cleaned if reading else None
    policy = policy_of(disc.upload.snapshot)
    known = set(
        disc.candidates.filter(revision=disc.shown_revision).values_list("record", flat=True)
    )
    made = []
    for hit in found.hits:
        scored = compare(cleaned, hit.record, policy) if cleaned else None
        made.append(
            Row(
                hit.record,
                facts(hit.record),
                scored.score if scored else None,
                (scored.veto or "") if scored else "",
                hit.row_id in known,
            )
        )
    return tuple(sorted(made, key=lambda row: -(row.score or 0)))
