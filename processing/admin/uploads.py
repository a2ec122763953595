"""Uploads in the admin: their numbers, and the Excel report of one or several."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from processing import actions
from processing.admin.base import ReadOnlyAdmin, StaffRequest, link
from processing.models import Upload
from processing.presentation import upload_rows, words
from processing.presentation.disc_page import READERS

CATALOGUES = {
    "local": "the imported catalogues",
    "own": "the library's own imported catalogues",
    "worldcat": "WorldCat",
}
OF_SAMPLE = "the records that came with it"


@admin.register(Upload)
class UploadAdmin(ReadOnlyAdmin):
    list_display = [
        "name",
        "shelf",
        "discs",
        "photos",
        "finished",
        "to_review",
        "failed",
        "state",
        "created_at",
    ]
    list_filter = ["created_at", "started_at"]
    search_fields = ["name", "shelf", "donor"]
    date_hierarchy = "created_at"
    actions = ["report"]
    fields = [
        "name",
        "shelf",
        "donor",
        "grouping",
        "state",
        "discs",
        "photos",
        "finished",
        "to_review",
        "failed",
        "created_at",
        "created_by",
        "started_at",
        "cancelled_at",
        "is_sample",
        "settings",
    ]
    readonly_fields = ["state", "discs", "photos", "finished", "to_review", "failed", "settings"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Upload]:
        return upload_rows.for_list(super().get_queryset(request))

    @admin.action(description="Download Excel report", permissions=["view"])
    def report(self, request: StaffRequest, queryset: QuerySet[Upload]) -> HttpResponseBase:
        made = actions.ask_report(uploads=list(queryset.order_by("pk")), by=request.user)
        return redirect("report", made.pk)

    @admin.display(description="Discs", ordering="discs_in")
    def discs(self, upload: Any) -> str:
        address = reverse("admin:processing_disc_changelist")
        return link(f"{address}?upload__id__exact={upload.pk}", upload.discs_in)

    @admin.display(description="Photos", ordering="photos_in")
    def photos(self, upload: Any) -> int:
        return int(upload.photos_in)

    @admin.display(description="Finished", ordering="done_in")
    def finished(self, upload: Any) -> int:
        return int(upload.done_in)

    @admin.display(description="Needs review", ordering="review_in")
    def to_review(self, upload: Any) -> str:
        if not upload.review_in:
            return "–"
        address = reverse("admin:processing_disc_changelist")
        query = f"?group=review&upload__id__exact={upload.pk}"
        return link(address + query, f"◐ {upload.review_in}")

    @admin.display(description="Failed", ordering="failed_in")
    def failed(self, upload: Any) -> str:
        return f"▲ {upload.failed_in}" if upload.failed_in else "–"

    @admin.display(description="Processed with")
    def settings(self, upload: Upload) -> str:
        """What the upload was started with; it keeps this when a setting changes."""
        told = upload.snapshot
        if not told:
            return "Not started yet."
        reader = READERS.get(told.get("reader", ""), told.get("reader", ""))
        names = [CATALOGUES.get(name, name) for name in told.get("catalog", "").split(",")]
        if upload.is_sample:
            names = [OF_SAMPLE]
        return (
            f"Photos read {reader}; searched in {words.listed(names)}; "
            f"program version {told.get('version', 'not known')}."
        )

    @admin.display(description="State")
    def state(self, upload: Upload) -> str:
        row = upload_rows.upload_row(upload)
        return f"{row.mark} {row.state}"
