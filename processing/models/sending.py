"""What may leave the building: the managers' word on it, and what is covered before it is sent."""

from django.conf import settings
from django.db import models

from processing.models.photo import Photo


class Consent(models.Model):
    """A manager's word on what may be sent to the model, and to whom. Append-only: the newest counts.

    `statement` is the text that was confirmed, by value. `recipient` is the address of the server:
    a word about one server says nothing of another.
    """

    photos = models.BooleanField("photos may be sent", default=False)
    records = models.BooleanField("readings and record text may be sent", default=False)
    recipient = models.CharField(max_length=300)
    statement = models.TextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "word on what may be sent"
        verbose_name_plural = "words on what may be sent"

    def __str__(self) -> str:
        return f"{self.recipient}, {self.given_at:%Y-%m-%d %H:%M}"


class Cover(models.Model):
    """A rectangle of a photo that is painted over before the photo is sent; the original stays.

    Edges are in pixels of the working JPEG, left and top inside, right and bottom outside.
    """

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="covers")
    left = models.PositiveIntegerField()
    top = models.PositiveIntegerField()
    right = models.PositiveIntegerField()
    bottom = models.PositiveIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "covered part of a photo"
        verbose_name_plural = "covered parts of photos"
        constraints = [
            models.CheckConstraint(
                name="cover_has_an_area",
                condition=models.Q(right__gt=models.F("left"), bottom__gt=models.F("top")),
            ),
        ]

    def __str__(self) -> str:
        return f"Covered part of {self.photo_id}"

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in pixels of the working JPEG."""
        return self.left, self.top, self.right, self.bottom

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top
