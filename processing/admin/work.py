"""The machine room: stages, pauses and reports, as they stand."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from processing import actions
from processing.admin.base import ReadOnlyAdmin, link
from processing.models import Pause, Report, StageRun
from processing.presentation import words


@admin.register(StageRun)
class StageRunAdmin(ReadOnlyAdmin):
    list_display = ["of_disc", "stage", "stands", "attempts", "started_at", "ended_at", "error"]
    list_display_links = ["stage"]
    list_filter = ["state", "stage", ("disc__upload", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["disc__item_barcode", "error"]
    ordering = ["-pk"]
    readonly_fields = ["of_disc", "stands"]
    fields = [
        "of_disc",
        "stage",
        "stands",
        "error",
        "detail",
        "attempts",
        "interruptions",
        "not_before",
        "started_at",
        "ended_at",
        "owner",
        "lease_until",
        "service",
        "call",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StageRun]:
        rows: QuerySet[StageRun] = super().get_queryset(request)
        return rows.select_related("disc")

    @admin.display(description="Disc", ordering="disc")
    def of_disc(self, run: StageRun) -> str:
        return link(reverse("admin:processing_disc_change", args=[run.disc_id]), run.disc)

    @admin.display(description="State", ordering="state")
    def stands(self, run: Any) -> str:
        return f"{words.STATE_MARKS[run.state]} {run.get_state_display()}"


@admin.register(Pause)
class PauseAdmin(ReadOnlyAdmin):
    list_display = ["service", "until", "reason", "step"]
    ordering = ["service"]


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ["title", "asked_by", "asked_at", "stands", "download"]
    list_filter = ["state", "asked_at"]
    list_select_related = ["asked_by"]
    search_fields = ["title"]
    ordering = ["-pk"]
    fields = ["title", "asked_by", "asked_at", "stands", "error", "detail", "download"]
    readonly_fields = ["stands", "download"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("processing.manage")

    def delete_model(self, request: HttpRequest, obj: Report) -> None:
        actions.delete_report(report=obj, by=cast("User", request.user))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        for report in queryset:
            actions.delete_report(report=report, by=cast("User", request.user))

    @admin.display(description="State", ordering="state")
    def stands(self, report: Any) -> str:
        return f"{words.STATE_MARKS[report.state]} {report.get_state_display()}"

    @admin.display(description="File")
    def download(self, report: Report) -> str:
        if not report.file:
            return "–"
        return link(reverse("report-download", args=[report.pk]), "Download")
