"""ModelCall: one question to the language model and its answer."""

from django.db import models

from processing.models.batch_job import BatchJob
from processing.models.claimable import Claimable

COSTS = ("cost_usd", "estimated_usd", "lost_answers", "interruptions")


class ModelCall(Claimable):
    """One question and its raw answer, whichever road it took: now, or in a batch.

    Unique by request hash and attempt: a usable answer is used again, "ask again" is the next
    attempt. Its disc and upload are kept by value: costs outlive discs. `request` holds photos by
    reference (`clients.openai_questions`), never their bytes. Costs are USD; `cost_usd` is None
    where the price is not known. `lost_answers` counts the times that it was sent and no answer
    came although it may have been worked; `reused` counts uses of its answer after the first.
    """

    class Outcome(models.TextChoices):
        NONE = "", "No answer yet"
        USABLE = "usable"
        REFUSED = "refused"
        CUT_OFF = "cut_off", "Cut off"
        FILTERED = "filtered", "Held back by a content filter"
        EMPTY = "empty", "No text"
        BROKEN = "broken", "Not in the shape asked for"
        REJECTED = "rejected", "Contradicts what was asked"
        ASIDE = "aside", "Set aside: asked again"
        ERROR = "error"

    request_hash = models.CharField(max_length=64)
    attempt = models.PositiveSmallIntegerField(default=1)
    disc_number = models.BigIntegerField(db_index=True)
    upload_number = models.BigIntegerField(default=0)
    stage = models.CharField(max_length=10)
    model = models.CharField(max_length=80)
    prompt_version = models.CharField(max_length=40)
    request = models.JSONField()
    answer = models.JSONField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    estimated_input = models.PositiveIntegerField("input tokens, estimated", default=0)
    estimated_usd = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    input_tokens = models.PositiveIntegerField(default=0)
    cached_tokens = models.PositiveIntegerField("of these cached", default=0)
    written_tokens = models.PositiveIntegerField("of these written to the cache", default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    cost_usd = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    request_id = models.CharField(max_length=120, blank=True)
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    lost_answers = models.PositiveSmallIntegerField(default=0)
    reused = models.PositiveIntegerField(default=0)
    batch = models.ForeignKey(BatchJob, models.PROTECT, null=True, blank=True, related_name="calls")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Claimable.Meta):
        verbose_name = "question to the model"
        verbose_name_plural = "questions to the model"
        constraints = [
            *Claimable.Meta.constraints,
            models.UniqueConstraint(fields=["request_hash", "attempt"], name="model_call_once"),
        ]
        indexes = [
            *Claimable.Meta.indexes,
            # What a month, and what an upload has cost, from the index alone: the long JSON columns
            # stand before the figures in a row, and each sum would read through them.
            models.Index(fields=["sent_at", *COSTS], name="model_call_sent"),
            models.Index(fields=["upload_number", *COSTS], name="model_call_upload"),
        ]

    def __str__(self) -> str:
        return f"Question {self.pk}"

    @property
    def possibly_paid_twice(self) -> int:
        """How often it was sent before without our ever seeing an answer."""
        return self.lost_answers + self.interruptions
