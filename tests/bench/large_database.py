"""A library's database after some years: one upload of 10,000 discs and a hundred smaller ones.

Every disc is a copy of one of the sample's with rows of its own everywhere: photos, runs,
reading, candidates, match, check, and records that no other disc accepted.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from processing.models import (
    BibRecord,
    Disc,
    Photo,
    RecordKey,
    Source,
    Stage,
    StageRun,
    State,
    Upload,
)
from processing.sample.discs import DISCS as SAMPLE
from processing.sample.fronts import front
from tests.bench.patterns import SOURCE, patterns

DISCS, OTHER_UPLOADS, OTHER_DISCS = 10_000, 100, 40
ROLES = (Photo.Role.FRONT, Photo.Role.BACK, Photo.Role.DISC)
OWN_SHARE = 5  # the library owns every 5th set of records
UNDECIDED = {"confidence": None, "needs_review": None, "accepted_source": "", "accepted_number": ""}
OPEN_SHARE = 40  # every 40th disc of the large upload still waits for its last stage
FIRST_GTIN = 10_000_000_000_000
Records = dict[int, BibRecord]  # by the row that each was copied from


class Copier:
    """Copies the patterns, a set of twelve at a time, as often as is asked for."""

    def __init__(self) -> None:
        self.patterns = patterns()
        self.union = Source.objects.get(name=SOURCE)
        self.own = Source.objects.create(name="Our catalogue", own=True)
        self.records = list(BibRecord.objects.filter(source=self.union))
        self.thumb = default_storage.save("bench/thumb.jpg", ContentFile(_thumb()))
        self.sets, self.barcodes, self.photos = count(1), count(59_173_000_000_000), count(1)

    def fill(self, upload: Upload, discs: int) -> None:
        for start in range(0, discs, len(self.patterns)):
            self._copy_set(upload, self.patterns[: discs - start], start)

    def _copy_set(self, upload: Upload, wanted: list[Disc], start: int) -> None:
        number = next(self.sets)
        records = self._copied_records(number, self.own if number % OWN_SHARE == 0 else self.union)
        discs = []
        for position, pattern in enumerate(wanted, start=start + 1):
            discs.append(self._copied_disc(upload, position, pattern, records))
        Disc.objects.bulk_create(discs)
        Photo.objects.bulk_create(photo for disc in discs for photo in self._photos_of(disc))
        StageRun.objects.bulk_create(run for disc in discs for run in _runs_of(disc))
        pairs = list(zip(wanted, discs, strict=True))
        for results in ("readings", "candidates", "matches", "verifications"):
            _copy_results(results, pairs, records)

    def _copied_records(self, number: int, source: Source) -> Records:
        copies: Records = {}
        for record in self.records:
            one = copies[record.pk] = copy(record)
            one.pk, one.source, one.number = None, source, f"{record.number}-{number}"
            one.oclc_number = record.oclc_number and f"{record.oclc_number}{number}"
            one.data = {**record.data, "source": source.name, "number": one.number}
        BibRecord.objects.bulk_create(copies.values())
        first = FIRST_GTIN + number * len(copies)
        RecordKey.objects.bulk_create(
            RecordKey(record=record, kind=RecordKey.Kind.GTIN, key=str(gtin))
            for gtin, record in enumerate(copies.values(), start=first)
        )
        return copies

    def _copied_disc(self, upload: Upload, position: int, pattern: Disc, records: Records) -> Disc:
        disc = copy(pattern)
        disc.pk, disc.upload, disc.position = None, upload, position
        disc.item_barcode = str(next(self.barcodes))
        match = pattern.matches.get()
        if match.record_id and pattern.accepted_number:
            record = records[match.record_id]
            disc.accepted_source, disc.accepted_number = record.source.name, record.number
        if position % OPEN_SHARE == 0:
            for name, value in UNDECIDED.items():
                setattr(disc, name, value)
        return disc

    def _photos_of(self, disc: Disc) -> Iterator[Photo]:
        for letter, role in zip("abc", ROLES, strict=True):
            yield Photo(
                upload=disc.upload,
                disc=disc,
                sha256=f"{next(self.photos):064x}",
                name=f"{disc.item_barcode}{letter}.jpg",
                role=role,
                original=self.thumb,
                working=self.thumb,
                thumb=self.thumb,
                width=2048,
                height=1536,
                byte_size=4_000_000,
                state=State.DONE,
            )


def _runs_of(disc: Disc) -> Iterator[StageRun]:
    now = timezone.now()
    for stage in Stage.values:
        waits = disc.confidence is None and stage == Stage.VERIFY
        yield StageRun(
            disc=disc,
            stage=stage,
            state=State.PENDING if waits else State.DONE,
            started_at=None if waits else now - timedelta(seconds=3),
            ended_at=None if waits else now,
        )


def _copy_results(name: str, pairs: Iterable[tuple[Disc, Disc]], records: Records) -> None:
    """The rows of one kind of result, pointing to the copied records."""
    copies: list[Any] = []
    for pattern, disc in pairs:
        if name == "verifications" and disc.confidence is None:
            continue
        for row in getattr(pattern, name).all():
            one = copy(row)
            one.pk, one.disc = None, disc
            if record := records.get(getattr(row, "record_id", None) or 0):
                one.record = record
            if name == "matches" and one.record:
                key = [one.record.source.name, one.record.number]
                one.choice_data = {**row.choice_data, "record_key": key}
            copies.append(one)
    if copies:
        type(copies[0])._default_manager.bulk_create(copies)


def _thumb() -> bytes:
    image = front(SAMPLE[0]).convert("RGB")
    image.thumbnail((320, 320))
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def make(discs: int = DISCS, uploads: int = OTHER_UPLOADS) -> Upload:
    """Fills the empty database; gives back the large upload."""
    copier, now = Copier(), timezone.now()
    for number in range(uploads):
        with transaction.atomic():
            copier.fill(
                Upload.objects.create(name=f"Box {number + 1}", started_at=now), OTHER_DISCS
            )
    large = Upload.objects.create(name="The whole collection", started_at=now)
    with transaction.atomic():
        copier.fill(large, discs)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")
    return large
