"""BibRecord: one bibliographic record of one source, with the keys it is found by."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from processing.catalog.codec import from_json
from processing.catalog.record import Carrier, Record
from processing.models.upload import Upload

CARRIER_LABELS = {
    Carrier.CD.value: "CD",
    Carrier.OTHER.value: "another carrier",
    Carrier.UNKNOWN.value: "not stated",
}


WORLDCAT = "worldcat"  # the name of the source that is no file


class SourceQuerySet(models.QuerySet["Source"]):
    def imported(self) -> "SourceQuerySet":
        """MARC files that the library imported for all uploads."""
        return self.filter(upload=None).exclude(name=WORLDCAT)


class Source(models.Model):
    """Where records come from: WorldCat, or a MARC file that the library imported.

    Only an `own` source means "held by library". A source with an upload is searched for the
    discs of that upload alone (the sample's catalogue).
    """

    name = models.CharField(max_length=60, unique=True)
    own = models.BooleanField("these are our holdings", default=False)
    upload = models.ForeignKey(Upload, models.CASCADE, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = "catalogue"

    def __str__(self) -> str:
        return "WorldCat" if self.name == WORLDCAT else self.name


class BibRecord(models.Model):
    """A record: `data` is a `catalog.Record` as JSON, `raw` the MARCXML or JSON it was read from.

    `number` is the source's own; `oclc_number` is empty where the record has none. `carrier` is
    that of the data: what is surely no CD is never a candidate. `complete` is False for a brief
    record of which the source has more. `held` is what WorldCat says of our holdings, None where
    it was not asked. `fetched_at` is when the data came from the source: a brief answer that adds
    to a full record leaves it.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="records")
    number = models.CharField(max_length=60)
    oclc_number = models.CharField("OCLC number", max_length=20, blank=True, db_index=True)
    title = models.CharField(max_length=500)
    carrier = models.CharField(
        max_length=10, choices=CARRIER_LABELS, default=Carrier.UNKNOWN.value, db_index=True
    )
    data = models.JSONField()
    raw = models.TextField(blank=True)
    complete = models.BooleanField(default=True)
    held = models.BooleanField(null=True, blank=True)
    fetched_at = models.DateTimeField(default=timezone.now)

    if TYPE_CHECKING:
        keys: models.QuerySet["RecordKey"]
        source_id: int

    class Meta:
        verbose_name = "record"
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="record_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def record(self) -> Record:
        found = from_json(Record, self.data)
        return found if self.held is None else replace(found, held=self.held)

    @property
    def shown_number(self) -> str:
        """The OCLC number, or the source's own number with the source's name before it."""
        return self.oclc_number or f"{self.source.name} {self.number}"


class RecordKey(models.Model):
    """One key by which a record of a local source is found."""

    class Kind(models.TextChoices):
        GTIN = "gtin"
        WEAK_GTIN = "weak_gtin"
        PUBLISHER_NUMBER = "pubno"
        TITLE_WORD = "title"
        NAME_WORD = "name"
        TRACK = "track"

    record = models.ForeignKey(BibRecord, models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            # also the index that every search uses
            models.UniqueConstraint(fields=["kind", "key", "record"], name="record_key_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
