"""Records of WorldCat as rows: each once, brief ones never over full ones, with their time."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from processing.catalog import publisher_number
from processing.catalog.indexed import one_of
from processing.catalog.record import Record
from processing.clients.worldcat import Hit
from processing.models import BibRecord, RecordKey, Source
from processing.models.record import WORLDCAT
from processing.sources.keys import MAX_KEY, Key
from processing.sources.storing import Prepared, prepare, store
from processing.sources.worldcat.ladder import Rung


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of WorldCat and its row.

    `complete` is False where WorldCat has more of it, or may have changed it meanwhile.
    """

    row_id: int
    record: Record
    complete: bool


def good_since(anew_since: datetime | None = None) -> datetime:
    """What was fetched after this moment is used again."""
    since = timezone.now() - timedelta(days=settings.OCLC_CACHE_DAYS)
    return max(since, anew_since) if anew_since else since


def kept(numbers: Sequence[str], since: datetime) -> list[Kept]:
    """The rows of these OCLC numbers that there are, in this order."""
    rows = {row.number: row for row in _rows(numbers)}
    return [_kept(rows[number], since) for number in numbers if number in rows]


def fresh(number: str, since: datetime) -> Kept | None:
    """The whole record where it was fetched after `since`."""
    found = kept([number], since)
    return found[0] if found and found[0].complete else None


def keep(hits: Iterable[Hit], since: datetime, rung: Rung | None = None) -> list[Kept]:
    """Write what WorldCat answered; `rung` is the query that it answered.

    A brief record does not replace a full one, which discs of earlier days may show, but adds
    what it knows besides.
    """
    found = {hit.number: hit for hit in hits}
    if not found:
        return []
    with _alone() as source:
        old = {row.number: row for row in _rows(list(found))}
        prepared = [_prepared(hit, old.get(number), since, rung) for number, hit in found.items()]
        store(source, prepared)
    return kept(list(found), since)


def tell_held(told: dict[str, bool | None]) -> None:
    """Write which records the library holds; what is unknown stays as it was."""
    with _alone():
        for held in (True, False):
            numbers = [number for number, answer in told.items() if answer is held]
            _rows(numbers).update(held=held)


@contextmanager
def _alone() -> Iterator[Source]:
    """One writer at a time: what it has read of a record is still so when it writes.

    Else an answer with brief records could replace the full one that another search has fetched
    meanwhile, and two that write the same records could wait for each other.
    """
    Source.objects.get_or_create(name=WORLDCAT)
    with transaction.atomic():
        yield Source.objects.select_for_update(no_key=True).get(name=WORLDCAT)


def _rows(numbers: Sequence[str]) -> QuerySet[BibRecord]:
    return BibRecord.objects.filter(source__name=WORLDCAT, number__in=numbers)


def _kept(row: BibRecord, since: datetime) -> Kept:
    return Kept(row.pk, row.record, row.complete and row.fetched_at > since)


def _prepared(hit: Hit, old: BibRecord | None, since: datetime, rung: Rung | None) -> Prepared:
    record, raw, complete = _ours(hit), hit.raw, hit.complete
    held, fetched_at = None, timezone.now()
    if old is not None:
        before = old.record
        if old.complete and not hit.complete:
            record, raw, complete = _more(before, record), old.raw, True
            fetched_at = old.fetched_at
        record = _indexed_as(record, before)
        # An answer to a search should tell; a record by number never does.
        held = old.held if rung is None or old.fetched_at > since else None
    if rung is not None:
        record = _found_by(record, rung)
    row = prepare(replace(record, held=None), raw).row
    row.complete, row.fetched_at = complete, fetched_at
    row.held = record.held if record.held is not None else held
    return Prepared(row, _keys(record))


def _ours(hit: Hit) -> Record:
    merged = tuple(dict.fromkeys((*hit.record.merged_numbers, *hit.merged)))
    return replace(
        hit.record,
        source=WORLDCAT,
        number=hit.number,
        oclc_number=hit.number,
        merged_numbers=merged,
    )


def _more(whole: Record, brief: Record) -> Record:
    """The whole record with what only an answer to a search tells."""
    return replace(
        whole,
        held=brief.held,
        holdings=brief.holdings or whole.holdings,
        merged_numbers=tuple(dict.fromkeys((*whole.merged_numbers, *brief.merged_numbers))),
    )


def _indexed_as(record: Record, before: Record) -> Record:
    """What was learnt about a record by earlier searches stays."""
    return replace(
        record,
        holdings=record.holdings if record.holdings is not None else before.holdings,
        merged_numbers=tuple(dict.fromkeys((*record.merged_numbers, *before.merged_numbers))),
        indexed_gtins=before.indexed_gtins,
        indexed_numbers=before.indexed_numbers,
        listed=before.listed,
    )


def _found_by(record: Record, rung: Rung) -> Record:
    """What the hit tells of the record: it has one of the codes, if they are of one kind."""
    gtins, numbers = list(record.indexed_gtins), list(record.indexed_numbers)
    if rung.gtins and not rung.numbers:
        gtins.append(one_of(rung.gtins))
    if rung.numbers and not rung.gtins:
        numbers.append(one_of(map(publisher_number.key, rung.numbers)))
    return replace(
        record,
        indexed_gtins=tuple(dict.fromkeys(gtins)),
        indexed_numbers=tuple(dict.fromkeys(numbers)),
        listed=rung.music_cd or bool(record.listed),
    )


def _keys(record: Record) -> frozenset[Key]:
    """GTINs and publisher numbers, by which a record is told to be one of ours; no local search
    looks here."""
    numbers = (key for one in record.publisher_numbers for key in publisher_number.keys(one.number))
    found = {RecordKey.Kind.GTIN: record.gtins, RecordKey.Kind.PUBLISHER_NUMBER: tuple(numbers)}
    return frozenset((kind.value, key[:MAX_KEY]) for kind, keys in found.items() for key in keys)
