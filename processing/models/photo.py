"""Photo: one image of a disc, and Bundle: a file that becomes several photos."""

from typing import TYPE_CHECKING

from django.db import models

from processing.models.claimable import Claimable
from processing.models.disc import Disc
from processing.models.upload import Upload


class Bundle(Claimable):
    """A PDF, a TIFF of several frames, a ZIP, or the sample: claimed and split into photos."""

    class Kind(models.TextChoices):
        PDF = "pdf"
        TIFF = "tiff"
        ZIP = "zip"
        SAMPLE = "sample"

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="bundles")
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=255)
    folder = models.CharField(max_length=300, blank=True)
    file = models.FileField(max_length=300, blank=True)
    byte_size = models.PositiveBigIntegerField(default=0)

    class Meta(Claimable.Meta):
        verbose_name = "file of several photos"
        verbose_name_plural = "files of several photos"
        constraints = [
            *Claimable.Meta.constraints,
            models.UniqueConstraint(fields=["upload", "sha256"], name="bundle_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Photo(Claimable):
    """One photo. Claimed once after its arrival: turned, shrunk, its barcodes decoded.

    `original` is kept untouched and never served; `working` (JPEG, longest side ≤ 2,048
    pixels, upright, no EXIF) and `thumb` are made from it. `barcodes` is a list of
    `readers.base.Barcode` as JSON, boxes in pixels of `working`. A photo without a disc waits
    in the tray. `detail` is SOUGHT after the longer look for a sticker, which only uploads that
    are grouped by marks need.
    """

    SOUGHT = "Looked at longer for a sticker."

    class Role(models.TextChoices):
        FRONT = "front"
        BACK = "back"
        DISC = "disc"
        SPINE = "spine"
        BOOKLET = "booklet"
        STICKER = "sticker"
        OTHER = "other"
        SLIP = "slip", "Separator slip"  # stands between two discs; never read

    class Flaw(models.TextChoices):
        """What makes a photo hard to read, seen when it was taken in."""

        NONE = "", "–"
        BLURRED = "blurred"
        TINY = "tiny", "Too small"

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="photos")
    disc = models.ForeignKey(Disc, models.SET_NULL, null=True, blank=True, related_name="photos")
    bundle = models.ForeignKey(Bundle, models.SET_NULL, null=True, blank=True, related_name="pages")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    folder = models.CharField(max_length=300, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.OTHER)
    original = models.FileField(max_length=300)
    byte_size = models.PositiveBigIntegerField(default=0)  # of the original
    working = models.FileField(max_length=300, blank=True)
    thumb = models.FileField(max_length=300, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    barcodes = models.JSONField(default=list, blank=True)
    flaw = models.CharField(max_length=10, choices=Flaw, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)  # the camera's clock, its zone unknown
    by_hand = models.BooleanField(default=False)  # a person put it where it is: grouping leaves it
    arrived_at = models.DateTimeField(auto_now_add=True)

    if TYPE_CHECKING:
        upload_id: int
        disc_id: int | None

    class Meta(Claimable.Meta):
        ordering = ["name", "page", "id"]
        constraints = [
            *Claimable.Meta.constraints,
            models.UniqueConstraint(fields=["upload", "sha256"], name="photo_once"),
        ]
        indexes = [
            *Claimable.Meta.indexes,
            models.Index(fields=["sha256"], name="photo_sha256"),  # the same photo elsewhere
        ]

    def __str__(self) -> str:
        return f"{self.name}, page {self.page}" if self.page else self.name


class KeptText(models.Model):
    """What the local reader read on a photo, by photo hash and reader version: never read twice."""

    sha256 = models.CharField(max_length=64)
    version = models.CharField(max_length=60)
    data = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "version"], name="kept_text_once")]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.version}"


class Refusal(models.Model):
    """A file that was sent and not accepted, with the reason in words: listed until dismissed.

    It goes when a file of the same name and folder arrives after all.
    """

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="refusals")
    name = models.CharField(max_length=255)
    folder = models.CharField(max_length=300, blank=True)
    reason = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["folder", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "folder", "name"], name="refusal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"
