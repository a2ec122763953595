"""ModelCall: one question to the language model; BatchJob: one OpenAI batch that carries many."""

import uuid

from django.db import models

from processing.models.claimable import Claimable


class BatchJob(Claimable):
    """One OpenAI batch: one upload, one stage, one model.

    `uuid` is ours and stands in the batch's metadata before `batch_id` is known, so that a
    batch whose creation was not confirmed is found and adopted, never made twice. `upload` is
    a number by value: costs outlive uploads.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch_id = models.CharField(max_length=80, null=True, blank=True, unique=True)
    upload_number = models.BigIntegerField()
    stage = models.CharField(max_length=10)
    model = models.CharField(max_length=80)
    status = models.CharField(max_length=20, blank=True)
    requests = models.PositiveIntegerField(default=0)
    completed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta(Claimable.Meta):
        verbose_name = "batch"
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return self.batch_id or f"batch {self.uuid}"


class ModelCall(Claimable):
    """One question and its raw answer, whichever road it took: now, or in a batch.

    Unique by request hash and attempt: a usable answer is used again, "ask again" is the next
    attempt. Its disc is kept by value: costs outlive discs.
    """

    class Outcome(models.TextChoices):
        NONE = "", "No answer yet"
        USABLE = "usable"
        REFUSED = "refused"
        CUT_OFF = "cut_off", "Cut off"
        BROKEN = "broken"
        ERROR = "error"

    request_hash = models.CharField(max_length=64)
    attempt = models.PositiveSmallIntegerField(default=1)
    disc_number = models.BigIntegerField(db_index=True)
    stage = models.CharField(max_length=10)
    model = models.CharField(max_length=80)
    prompt_version = models.CharField(max_length=40)
    request = models.JSONField()
    answer = models.JSONField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    batch = models.ForeignKey(BatchJob, models.PROTECT, null=True, blank=True, related_name="calls")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Claimable.Meta):
        verbose_name = "question to the model"
        verbose_name_plural = "questions to the model"
        constraints = [
            *Claimable.Meta.constraints,
            models.UniqueConstraint(fields=["request_hash", "attempt"], name="model_call_once"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} of disc {self.disc_number}, attempt {self.attempt}"
