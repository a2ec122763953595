"""Questions to the model in the admin: what was asked, what came back, what it cost."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from processing.admin.base import ReadOnlyAdmin, link
from processing.clients.hidden import hidden
from processing.models import Disc, ModelCall, State, Upload
from processing.presentation import call_text, calls, words

SHOWN = (
    "of_disc",
    "of_upload",
    "in_stage",
    "model",
    "stands",
    "came",
    "problem",
    "all_tokens",
    "paid",
    "took",
    "road",
    "sent_at",
    "ended_at",
    "tries",
    "prompt_version",
    "request_id",
    "asked",
    "raw_answer",
)


@admin.register(ModelCall)
class ModelCallAdmin(ReadOnlyAdmin):
    """Discs and uploads are named where they still exist; costs outlive them."""

    list_display = [
        "of_disc",
        "of_upload",
        "in_stage",
        "model",
        "stands",
        "came",
        "tokens",
        "cost",
        "took",
        "sent_at",
    ]
    list_display_links = ["in_stage"]
    list_filter = ["state", "outcome", "stage", "model", "sent_at"]
    search_fields = ["=disc_number", "=upload_number", "request_id"]
    search_help_text = "Number of a disc or of an upload, or OpenAI’s request id"
    ordering = ["-pk"]
    fields = SHOWN
    readonly_fields = SHOWN

    def get_queryset(self, request: HttpRequest) -> QuerySet[ModelCall]:
        disc = Disc.objects.filter(pk=OuterRef("disc_number"))
        upload = Upload.objects.filter(pk=OuterRef("upload_number"))
        rows: QuerySet[ModelCall] = super().get_queryset(request)
        rows = rows.select_related("batch").defer("request", "answer")  # long, for its page only
        return rows.annotate(
            disc_there=Subquery(disc.values("pk")),
            disc_barcode=Subquery(disc.values("item_barcode")),
            disc_place=Subquery(disc.values("position")),
            upload_name=Subquery(upload.values("name")),
        )

    @admin.display(description="Disc", ordering="disc_number")
    def of_disc(self, call: Any) -> str:
        if call.disc_there is None:
            return f"{call.disc_number} (deleted)"
        name = call.disc_barcode or f"Item {call.upload_number}-{call.disc_place:03d}"
        return link(reverse("admin:processing_disc_change", args=[call.disc_number]), name)

    @admin.display(description="Upload", ordering="upload_number")
    def of_upload(self, call: Any) -> str:
        if call.upload_name is None:
            return f"{call.upload_number} (deleted)" if call.upload_number else "–"
        return link(reverse("upload", args=[call.upload_number]), call.upload_name)

    @admin.display(description="Stage", ordering="stage")
    def in_stage(self, call: ModelCall) -> str:
        return calls.stage(call)

    @admin.display(description="State", ordering="state")
    def stands(self, call: ModelCall) -> str:
        return f"{words.STATE_MARKS[State(call.state)]} {call.get_state_display()}"

    @admin.display(description="What came of it", ordering="outcome")
    def came(self, call: ModelCall) -> str:
        return calls.outcome(call)

    @admin.display(description="Why")
    def problem(self, call: ModelCall) -> str:
        return hidden(" ".join(filter(None, [call.error, call.detail]))) or "–"

    @admin.display(description="Tokens, in → out", ordering="input_tokens")
    def tokens(self, call: ModelCall) -> str:
        return calls.tokens(call)

    @admin.display(description="USD", ordering="cost_usd")
    def cost(self, call: ModelCall) -> str:
        return words.dollars(call.cost_usd)

    @admin.display(description="Took", ordering="milliseconds")
    def took(self, call: ModelCall) -> str:
        return calls.seconds(call)

    @admin.display(description="Tokens")
    def all_tokens(self, call: ModelCall) -> str:
        return calls.all_tokens(call)

    @admin.display(description="Cost")
    def paid(self, call: ModelCall) -> str:
        return calls.paid(call)

    @admin.display(description="Sent")
    def road(self, call: ModelCall) -> str:
        return f"in the batch {call.batch}" if call.batch else "by itself, answered at once"

    @admin.display(description="How often")
    def tries(self, call: ModelCall) -> str:
        return calls.tries(call)

    @admin.display(description="What was asked")
    def asked(self, call: ModelCall) -> str:
        return format_html('<pre class="raw">{}</pre>', call_text.asked(call.request))

    @admin.display(description="Answer as it came")
    def raw_answer(self, call: ModelCall) -> str:
        if call.answer is None:
            return "–"
        return format_html(
            '<details id="raw-answer"><summary>Show</summary><pre class="raw">{}</pre></details>',
            call_text.pretty(call.answer),
        )
