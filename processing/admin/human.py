"""What people decided and corrected: rows that are only ever added."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from processing.admin.base import ReadOnlyAdmin, link
from processing.models import Correction, Decision
from processing.presentation.corrections import in_words


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = [
        "made_at",
        "made_by",
        "kind",
        "item",
        "number",
        "source",
        "confidence",
        "disposition",
        "upload_name",
        "note",
    ]
    list_filter = ["kind", "disposition", "how", "trial", "made_by", "made_at"]
    list_select_related = ["made_by"]
    search_fields = ["item_barcode", "work_number", "number", "upload_name", "note"]
    date_hierarchy = "made_at"
    ordering = ["-pk"]
    readonly_fields = ["item"]
    exclude = ["disc", "evidence_data"]  # the disc may be gone: a decision outlives its upload

    @admin.display(description="Item", ordering="item_barcode")
    def item(self, decision: Decision) -> str:
        return decision.item_barcode or decision.work_number


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    list_display = ["made_at", "made_by", "of_disc", "field", "put_right", "note"]
    list_filter = ["field", "made_by", "made_at"]
    search_fields = ["disc__item_barcode", "note"]
    ordering = ["-pk"]
    fields = ["of_disc", "revision", "field", "put_right", "note", "made_by", "made_at"]
    readonly_fields = ["of_disc", "put_right"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        rows: QuerySet[Correction] = super().get_queryset(request)
        return rows.select_related("disc", "made_by")

    @admin.display(description="Disc", ordering="disc")
    def of_disc(self, correction: Correction) -> str:
        return link(
            reverse("admin:processing_disc_change", args=[correction.disc.pk]), correction.disc
        )

    @admin.display(description="Value")
    def put_right(self, correction: Any) -> str:
        return in_words(correction)
