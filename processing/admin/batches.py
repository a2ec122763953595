"""Batches in the admin: how far each is, what it costs, and its questions."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from processing.admin.base import ReadOnlyAdmin, link
from processing.catalog.wording import TEN_CENTS
from processing.models import BatchJob, Upload
from processing.presentation import batches, words

SHOWN = ("job", "of_upload", "in_stage", "model", "stands", "error", "so_far", "questions", "cost")
TIMES = ("created_at", "submitted_at", "checked_at", "next_look", "left", "closed_at", "ended_at")
INSIDE = (
    "status",
    "detail",
    "strays",
    "sent_size",
    "result_files",
    "cancel_asked_at",
    "rest",
    "uuid",
    "key_end",
    "input_file",
    "output_file",
    "error_file",
)


@admin.register(BatchJob)
class BatchJobAdmin(ReadOnlyAdmin):
    """Uploads are named where they still exist; costs outlive them."""

    list_display = [
        "job",
        "of_upload",
        "in_stage",
        "model",
        "now",
        "done",
        "failed",
        "submitted",
        "checked",
        "left",
        "cost",
    ]
    list_filter = ["state", "step", "stage", "model"]
    search_fields = ["batch_id", "uuid", "=upload_number"]
    search_help_text = "OpenAI’s number of a batch, ours, or the number of an upload"
    ordering = ["-pk"]
    fieldsets = [
        (None, {"fields": SHOWN}),
        ("Times", {"fields": TIMES}),
        ("For whoever looks after the program", {"fields": INSIDE, "classes": ["collapse"]}),
    ]
    readonly_fields = (*SHOWN, *TIMES, *INSIDE)

    def get_queryset(self, request: HttpRequest) -> QuerySet[BatchJob]:
        upload = Upload.objects.filter(pk=OuterRef("upload_number"))
        rows: QuerySet[BatchJob] = super().get_queryset(request)
        return rows.annotate(upload_name=Subquery(upload.values("name")))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """With the buttons that its state allows."""
        job = self.get_object(request, object_id)
        row = {"row": batches.row(job)} if isinstance(job, BatchJob) else {}
        told = {**row, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, told)

    @admin.display(description="Batch", ordering="pk")
    def job(self, job: BatchJob) -> str:
        return batches.name(job)

    @admin.display(description="Upload", ordering="upload_number")
    def of_upload(self, job: Any) -> str:
        if job.upload_name is None:
            return f"{job.upload_number} (deleted)"
        return link(reverse("upload", args=[job.upload_number]), job.upload_name)

    @admin.display(description="Stage", ordering="stage")
    def in_stage(self, job: BatchJob) -> str:
        return batches.stage(job)

    @admin.display(description="State", ordering="step")
    def stands(self, job: BatchJob) -> str:
        return f"{batches.mark(job)} {batches.stands(job)}"

    @admin.display(description="State", ordering="step")
    def now(self, job: BatchJob) -> str:
        """With what is the matter."""
        if not job.error:
            return self.stands(job)
        return format_html("{}<br><small>◐ {}</small>", self.stands(job), job.error)

    @admin.display(description="Completed", ordering="completed")
    def done(self, job: BatchJob) -> str:
        return f"{job.completed:,} of {job.requests:,}"

    @admin.display(description="So far")
    def so_far(self, job: BatchJob) -> str:
        counts = f"{self.done(job)} completed, {job.failed:,} failed"
        ended = job.step == BatchJob.Step.ENDED
        return f"{counts}; {job.applied:,} collected" if ended else counts

    @admin.display(description="Next look")
    def next_look(self, job: BatchJob) -> str:
        return batches.clock(job.not_before) if job.not_before else "–"

    @admin.display(description="Sent")
    def sent_size(self, job: BatchJob) -> str:
        """Bytes and tokens, as far as they are known."""
        return f"{job.byte_size / 1_000_000:,.1f} MB, about {job.tokens:,} tokens in"

    @admin.display(description="Submitted", ordering="submitted_at")
    def submitted(self, job: BatchJob) -> str:
        return batches.clock(job.submitted_at) if job.submitted_at else "–"

    @admin.display(description="Checked", ordering="checked_at")
    def checked(self, job: BatchJob) -> str:
        return batches.clock(job.checked_at) if job.checked_at else "–"

    @admin.display(description="Time left", ordering="expires_at")
    def left(self, job: BatchJob) -> str:
        return batches.time_left(job) or "–"

    @admin.display(description="USD, estimated", ordering="estimated_usd")
    def cost(self, job: BatchJob) -> str:
        """Against what the same questions would cost one by one."""
        if job.estimated_usd is None:
            return "not known"
        places = 4 if job.estimated_usd < TEN_CENTS else 2
        alone = words.dollars(batches.real_time_usd(job), places)
        return f"{words.dollars(job.estimated_usd, places)} instead of {alone}"

    @admin.display(description="Result files kept here")
    def result_files(self, job: BatchJob) -> str:
        return batches.result_files(job)

    @admin.display(description="Its questions")
    def questions(self, job: BatchJob) -> str:
        address = reverse("admin:processing_modelcall_changelist")
        number = words.count(job.calls.count(), "question")
        return link(f"{address}?batch__id__exact={job.pk}", number)
