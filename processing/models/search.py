"""What searches asked: kept answers of WorldCat, and for each disc what was asked for it."""

from typing import TYPE_CHECKING

from django.db import models

from processing.catalog import codec, searched
from processing.models.results import Result


class SearchAnswer(models.Model):
    """What WorldCat answered to one query: the same question is not asked twice while it is good.

    `key` is the hash of the query with all that changes its answer. `numbers` are the OCLC numbers
    of the hits that came, of `total` that there are.
    """

    key = models.CharField(max_length=64, unique=True)
    query = models.TextField()
    total = models.PositiveIntegerField()
    numbers = models.JSONField(default=list)
    fetched_at = models.DateTimeField()

    class Meta:
        verbose_name = "kept answer"

    def __str__(self) -> str:
        return f"{self.query}: {self.total}"


class Search(Result):
    """What was asked to find the candidates of one revision, shown on the disc.

    `again_at`: a source did not answer, and the disc is searched again after that time.
    """

    disc = models.ForeignKey("processing.Disc", models.CASCADE, related_name="searches")
    data = models.JSONField(default=dict)
    again_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name_plural = "searches"
        constraints = [models.UniqueConstraint(fields=["disc", "revision"], name="search_once")]

    def __str__(self) -> str:
        return f"Search for disc {self.disc_id}, revision {self.revision}"

    @property
    def searched(self) -> searched.Searched:
        return codec.from_json(searched.Searched, self.data)

    if TYPE_CHECKING:
        disc_id: int
