"""BatchJob: one OpenAI batch that carries many questions, and every step of its way."""

import uuid

from django.db import models

from processing.models.claimable import Claimable


class BatchJob(Claimable):
    """One OpenAI batch: one upload, one stage, one model.

        prepared ──▶ uploaded ──▶ submitting ──▶ submitted ──▶ collecting ──▶ ended
                        ▲             │ not made (or no room): once more
                        └─────────────┘

    `step` is written before each outside step, so that a kill at any point is found again.
    `uuid` is ours and stands in the batch's metadata and in the name of its file: a batch whose
    creation was not confirmed is found by it and adopted, never made twice. `not_before` is when
    the next step or look is due. `upload_number` is by value: costs outlive uploads. `tokens` are
    the input tokens that count against the enqueued limit. `key_end` is the last four signs of
    the key it was made with: another key cannot see it.
    """

    class Step(models.TextChoices):
        PREPARED = "prepared", "Waiting for its turn"
        UPLOADED = "uploaded", "File is at OpenAI"
        SUBMITTING = "submitting", "Being submitted"
        SUBMITTED = "submitted", "At OpenAI"
        COLLECTING = "collecting", "Results are being collected"
        ENDED = "ended", "Collected"

    class Rest(models.TextChoices):
        """What becomes of the questions that a cancelled batch leaves without an answer."""

        STOP = "", "Stop; “retry” asks them again"
        NOW = "now", "Ask them now"

    uuid = models.UUIDField("our number", default=uuid.uuid4, unique=True, editable=False)
    batch_id = models.CharField(max_length=80, null=True, blank=True, unique=True)
    upload_number = models.BigIntegerField()
    stage = models.CharField(max_length=10)
    model = models.CharField(max_length=80)
    step = models.CharField(max_length=12, choices=Step, default=Step.PREPARED)
    status = models.CharField("status at OpenAI", max_length=20, blank=True)
    requests = models.PositiveIntegerField(default=0)
    completed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    tokens = models.PositiveBigIntegerField(default=0)
    estimated_usd = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    byte_size = models.PositiveBigIntegerField(default=0)
    input_file = models.CharField("questions at OpenAI", max_length=80, blank=True)
    output_file = models.CharField("answers at OpenAI", max_length=80, blank=True)
    error_file = models.CharField("errors at OpenAI", max_length=80, blank=True)
    output = models.FileField(max_length=300, blank=True)  # as downloaded
    errors = models.FileField(max_length=300, blank=True)
    files_removed_at = models.DateTimeField(null=True, blank=True)  # `output` and `errors`
    looks = models.PositiveSmallIntegerField(default=0)  # in the list, for a batch without a number
    tries = models.PositiveSmallIntegerField(default=0)  # of the same file
    key_end = models.CharField("end of the key", max_length=4, blank=True)
    applied = models.PositiveIntegerField(default=0)  # questions that came to an end by it
    strays = models.PositiveIntegerField("broken or unknown lines", default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    submit_began_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField("ended at OpenAI", null=True, blank=True)
    cancel_asked_at = models.DateTimeField("cancelled at", null=True, blank=True)
    rest = models.CharField("the rest, if cancelled", max_length=10, choices=Rest, blank=True)

    class Meta(Claimable.Meta):
        verbose_name = "batch"
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return self.batch_id or f"batch {self.uuid}"

    @property
    def was_sent(self) -> bool:
        """Whether OpenAI was asked to make the batch, and nobody has seen its end."""
        return self.step in (self.Step.SUBMITTING, self.Step.SUBMITTED)

    @property
    def file_name(self) -> str:
        """Of the file of requests: an upload that was not confirmed is found by it."""
        return f"cdcatalog-{self.uuid}.jsonl"
