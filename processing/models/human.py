"""What people say of a disc, as rows that are never changed: Correction and Decision."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from processing.models.disc import Disc
from processing.models.record import BibRecord


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def laid_over(self) -> dict[str, object]:
        """Field to value: the newest correction of each field; one without a value takes it back."""
        newest = {row.field: row.value for row in self.order_by("id")}
        return {field: value for field, value in newest.items() if value is not None}


class Correction(models.Model):
    """One field of a reading as a cataloger put it right. `value` None takes it back."""

    class Field(models.TextChoices):
        TITLE = "title"
        NAME = "name"
        LABELS = "labels"
        UPC = "upc", "UPC/EAN"
        PUBLISHER_NUMBERS = "publisher_numbers"
        YEARS = "years"
        TRACKS = "tracks"
        DISC_COUNT = "disc_count", "Number of discs"

    disc = models.ForeignKey(Disc, models.CASCADE, related_name="corrections")
    revision = models.PositiveIntegerField()
    field = models.CharField(max_length=20, choices=Field)
    value = models.JSONField(null=True, blank=True)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = CorrectionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_field_display()} of disc {self.disc_id}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def current(self) -> "DecisionQuerySet":
        """Newest first, without the undone ones and without the undoing rows themselves.

        Those are told by their kind: asked for what undoes nothing, SQLite would walk the index
        on `undoes`, which is nearly all decisions, for each disc.
        """
        undone = Decision.objects.filter(undoes=OuterRef("pk"))
        return self.filter(~Exists(undone)).exclude(kind=Decision.Kind.UNDO).order_by("-id")


class Decision(models.Model):
    """A cataloger's judgement, append-only, by value: it says what was judged, whatever changes.

    The disc is kept without a constraint, with its names beside it: a decision outlives its
    upload. A re-run never changes it.
    """

    class Kind(models.TextChoices):
        APPROVE = "approve", "Approved"
        DIFFERENT = "different", "Different record"
        ORIGINAL = "original", "Needs original cataloging"
        LATER = "later", "Check the shelf"
        UNDO = "undo", "Undone"

    class How(models.TextChoices):
        PERSON = "person", "one by one"
        BULK = "bulk"
        SHEET = "sheet", "from a sheet"

    class Disposition(models.TextChoices):
        NONE = "", "–"
        ADD = "add", "Add"
        ADDED_COPY = "added_copy", "Added copy"
        REPLACEMENT = "replacement", "Replacement"
        DO_NOT_ADD = "do_not_add", "Do not add"
        UPGRADE = "upgrade", "Upgrade record"
        ORIGINAL = "original", "Original cataloging"
        OUT_OF_SCOPE = "out_of_scope", "Out of scope"
        LOADED = "loaded", "Loaded"

    class Trial(models.TextChoices):
        """Whether it checked a High confidence of trial mode, and what the person saw of it."""

        NO = "", "–"
        SHOWN = "shown", "with the suggestion shown"
        HIDDEN = "hidden", "with the suggestion hidden"

    disc = models.ForeignKey(Disc, models.DO_NOTHING, db_constraint=False, related_name="decisions")
    upload_name = models.CharField(max_length=200)
    work_number = models.CharField(max_length=40)
    item_barcode = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    disposition = models.CharField(max_length=12, choices=Disposition, blank=True)
    how = models.CharField(max_length=10, choices=How, default=How.PERSON)
    trial = models.CharField(max_length=10, choices=Trial, blank=True, default="")
    revision = models.PositiveIntegerField()
    source = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=60, blank=True)
    suggested_source = models.CharField(max_length=60, blank=True)
    suggested_number = models.CharField(max_length=60, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence_data = models.JSONField(default=list, blank=True)
    model = models.CharField(max_length=80, blank=True)
    prompt_version = models.CharField(max_length=40, blank=True)
    program_version = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="decision_undo_names_what_it_undoes",
                condition=Q(kind="undo", undoes__isnull=False) | (~Q(kind="undo") & Q(undoes=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.work_number}"

    @property
    def shown_number(self) -> str:
        """The number that people know the record by: one query, so not for lists."""
        rows = BibRecord.objects.filter(source__name=self.source, number=self.number)
        row = rows.select_related("source").first()
        return row.shown_number if row else self.number
