"""Keep records in a source, with the keys by which they are found."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import transaction

from processing.catalog.codec import to_json
from processing.catalog.record import Carrier, Record
from processing.models import BibRecord, Candidate, Match, RecordKey, Source
from processing.sources.keys import Key, keys_of

T = TypeVar("T")
CHUNK = 100  # rows per transaction, so that the write lock is never held for long
MAX_TITLE = 500
MAX_OCLC_NUMBER = 20
UPDATED = ("oclc_number", "title", "carrier", "data", "raw", "complete", "held", "fetched_at")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record ready to be written, made before the transaction begins."""

    row: BibRecord
    keys: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Stored:
    """The rows of a chunk by the source's number, and which of these numbers were new."""

    ids: dict[str, int]
    new: frozenset[str]


def prepare(record: Record, raw: str) -> Prepared:
    """The row and the keys of a record; `raw` is the MARCXML or JSON that it was read from."""
    row = BibRecord(
        number=record.number,
        oclc_number=_oclc_number(record),
        title=record.title[:MAX_TITLE],
        carrier=record.carrier.value,
        data=to_json(record),
        raw=raw,
    )
    return Prepared(row, keys_of(record))


def _oclc_number(record: Record) -> str:
    """Empty, too, where a record has something far too long in its place."""
    number = record.oclc_number or ""
    return number if len(number) <= MAX_OCLC_NUMBER else ""


def is_other(prepared: Prepared) -> bool:
    """Whether the record is surely of no CD, and so never a candidate."""
    return Carrier(prepared.row.carrier) is Carrier.OTHER


def store(source: Source, records: Iterable[Prepared]) -> Stored:
    """Write records in one transaction; a number that the source has is updated.

    Of two records with one number the later wins.
    """
    latest = {one.row.number: one for one in records}
    # In one order: two that write the same records at once must not wait for each other.
    latest = {number: latest[number] for number in sorted(latest)}
    for one in latest.values():
        one.row.source = source
    with transaction.atomic():
        known = set(source.records.filter(number__in=latest).values_list("number", flat=True))
        rows = BibRecord.objects.bulk_create(
            [one.row for one in latest.values()],
            update_conflicts=True,
            unique_fields=["source", "number"],
            update_fields=UPDATED,
        )
        ids = {row.number: row.pk for row in rows}
        _write_keys({ids[number]: one.keys for number, one in latest.items()})
    return Stored(ids, frozenset(latest.keys() - known))


def remove_unseen(source: Source, seen: Collection[int]) -> tuple[int, int]:
    """Remove what the source has beyond these rows; returns how many went and how many stay.

    A record that a disc refers to stays, but without keys: no search finds it any more.
    """
    pks = source.records.order_by("pk").values_list("pk", flat=True)
    stale = [pk for pk in pks.iterator() if pk not in seen]
    removed = 0
    for chunk in batches(stale, CHUNK):
        with transaction.atomic():
            used = [
                *Candidate.objects.filter(record__in=chunk).values_list("record_id", flat=True),
                *Match.objects.filter(record__in=chunk).values_list("record_id", flat=True),
            ]
            RecordKey.objects.filter(record__in=chunk).delete()
            free = BibRecord.objects.filter(pk__in=set(chunk) - set(used))
            removed += free.delete()[1].get(BibRecord._meta.label, 0)
    return removed, len(stale) - removed


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def _write_keys(wanted: dict[int, frozenset[Key]]) -> None:
    """Make the keys of these rows what they should be; equal ones are not touched."""
    have = {
        (record, kind, key): pk
        for pk, record, kind, key in RecordKey.objects.filter(record__in=wanted).values_list(
            "pk", "record_id", "kind", "key"
        )
    }
    want = {(record, kind, key) for record, keys in wanted.items() for kind, key in keys}
    old: Sequence[int] = [pk for key, pk in have.items() if key not in want]
    if old:
        RecordKey.objects.filter(pk__in=old).delete()
    RecordKey.objects.bulk_create(
        RecordKey(record_id=record, kind=kind, key=key)
        for record, kind, key in sorted(want - have.keys())
    )
