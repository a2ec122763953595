"""Search the records that were imported: a reading in, possible records out.

Found by UPC/EAN, by publisher number, by the words of title and name, and by tracks; all that
is found is joined, the strongest first. The stage that asked compares and ranks; here only recall counts.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import OuterRef, QuerySet, Subquery

from processing.catalog import gtin, publisher_number
from processing.catalog.reading import CleanReading
from processing.catalog.record import Carrier
from processing.models import BibRecord, RecordKey, Source
from processing.sources.base import Hit
from processing.sources.by_words import by_tracks, by_words
from processing.sources.keys import bare_digits, number_keys, search_words, track_keys
from processing.sources.spelling import Index
from processing.sources.storing import batches

MAX_HITS = 50
MAX_PER_KEY = 500  # records under one number: "100" is a number of many labels
FILTERED_AT_ONCE = 500
# Weights are comparable with those of words: a rare word weighs about 11.
GTIN_WEIGHT = 100.0
NUMBER_WEIGHT = 60.0
DIGITS_WEIGHT = 25.0
WEAK_WEIGHT = 20.0
TRACKS_WEIGHT = 30.0  # at most, however many tracks are the same
TRACK_FACTOR = 0.8
MIN_TRACKS = 2  # one track is on many a collection
_WORDS = {RecordKey.Kind.TITLE_WORD.value: "title", RecordKey.Kind.NAME_WORD.value: "name"}


@dataclass(slots=True)
class _Found:
    """Why a record was found, the strongest first, and how much that weighs."""

    weight: float = 0.0
    reasons: dict[str, None] = field(default_factory=dict)


_Rows = dict[int, _Found]


def search(reading: CleanReading, sources: QuerySet[Source]) -> tuple[Hit, ...]:
    """At most 50 records of these sources, none of them surely of another carrier than CD."""
    owners, index = _index(sources)
    rows: _Rows = defaultdict(_Found)
    _by_gtin(index, reading, rows)
    _by_number(index, reading, rows)
    _by_words(index, reading, rows)
    _by_tracks(index, reading, rows)
    ordered = sorted(rows, key=lambda pk: (-rows[pk].weight, pk))
    chosen = _allowed(ordered, owners)
    records = (
        BibRecord.objects.filter(pk__in=chosen).select_related("source").defer("raw").in_bulk()
    )
    return tuple(_hit(records[pk], rows[pk]) for pk in chosen if pk in records)


def _index(sources: QuerySet[Source]) -> tuple[set[int], Index]:
    """The sources, and the keys in the range of rows that they have.

    The rows of a source mostly stand together, so that a small source (the sample) is not lost
    behind a large one; `_allowed` leaves out what else is in the range.
    """
    own = BibRecord.objects.filter(source=OuterRef("pk")).values("pk")
    ends = sources.annotate(
        first=Subquery(own.order_by("pk")[:1]), last=Subquery(own.order_by("-pk")[:1])
    )
    filled = list(ends.exclude(first=None).values_list("pk", "first", "last"))
    if not filled:
        return set(), RecordKey.objects.none()
    first, last = min(row[1] for row in filled), max(row[2] for row in filled)
    index = RecordKey.objects.filter(record__gte=first, record__lte=last)
    return {row[0] for row in filled}, index


def _by_gtin(index: Index, reading: CleanReading, rows: _Rows) -> None:
    kind = RecordKey.Kind
    for number in reading.gtins:
        reason = f"UPC/EAN {gtin.display(number)}"
        _add(index, kind.GTIN, {number: (reason, GTIN_WEIGHT)}, rows)
        _add(
            index,
            kind.WEAK_GTIN,
            {number: (f"{reason} (damaged in the record)", WEAK_WEIGHT)},
            rows,
        )
    for number in reading.weak_gtins:
        reason = f"UPC/EAN {gtin.display(number)} (not read in full)"
        _add(index, kind.GTIN, {number: (reason, WEAK_WEIGHT)}, rows)


def _by_number(index: Index, reading: CleanReading, rows: _Rows) -> None:
    for number in reading.publisher_numbers:
        strong = publisher_number.key(number)
        wanted = {}
        for key in number_keys(number):
            whole = key == strong and bare_digits(key) != key
            weight = NUMBER_WEIGHT if whole else DIGITS_WEIGHT
            wanted[key] = (f"publisher number {number}", weight)
        _add(index, RecordKey.Kind.PUBLISHER_NUMBER, wanted, rows)


def _by_words(index: Index, reading: CleanReading, rows: _Rows) -> None:
    titles = (reading.title, reading.subtitle, *reading.romanized_titles)
    names = (reading.name, *reading.other_names, *reading.romanized_names)
    title_words = search_words(text for text in titles if text)
    name_words = search_words(text for text in names if text)
    for pk, found in by_words(index, title_words, name_words).items():
        reason = " and ".join(word for kind, word in _WORDS.items() if kind in found.kinds)
        rows[pk].weight += found.weight
        rows[pk].reasons[reason] = None


def _by_tracks(index: Index, reading: CleanReading, rows: _Rows) -> None:
    tracks = track_keys(track.title for track in reading.tracks)
    for pk, found in by_tracks(index, tracks).items():
        if len(found.weights) < min(MIN_TRACKS, len(reading.tracks)):
            continue
        rows[pk].weight += min(found.weight * TRACK_FACTOR, TRACKS_WEIGHT)
        rows[pk].reasons["track titles"] = None


def _add(index: Index, kind: str, wanted: dict[str, tuple[str, float]], rows: _Rows) -> None:
    """Adds the records under these keys, each at most once, by its strongest key."""
    best: dict[int, tuple[str, float]] = {}
    for key, (reason, weight) in wanted.items():
        found = index.filter(kind=kind, key=key)
        for pk in found.values_list("record_id", flat=True)[:MAX_PER_KEY]:
            best[pk] = max(best.get(pk, ("", 0.0)), (reason, weight), key=lambda one: one[1])
    for pk, (reason, weight) in best.items():
        rows[pk].weight += weight
        rows[pk].reasons[reason] = None


def _allowed(ordered: Iterable[int], owners: set[int]) -> list[int]:
    """The first rows that belong to the sources and may be CDs, in the same order."""
    chosen: list[int] = []
    for chunk in batches(ordered, FILTERED_AT_ONCE):
        rows = BibRecord.objects.filter(pk__in=chunk, source__in=owners)
        allowed = set(rows.exclude(carrier=Carrier.OTHER).values_list("pk", flat=True))
        chosen += [pk for pk in chunk if pk in allowed]
        if len(chosen) >= MAX_HITS:
            break
    return chosen[:MAX_HITS]


def _hit(row: BibRecord, found: _Found) -> Hit:
    held = True if row.source.own else None
    record = replace(row.record, source=row.source.name, held=held)
    return Hit(record, "; ".join(found.reasons), row.pk)
