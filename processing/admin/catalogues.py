"""Catalogues: the sources of records; a manager may remove one that was imported."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from processing import actions
from processing.actions.removing import what_goes
from processing.admin.base import ReadOnlyAdmin, StaffRequest, link
from processing.models import Source
from processing.presentation import words

NOT_YOURS = "Your account may not remove a catalogue. A manager can."


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ["name", "own", "number_of_records", "upload", "updated_at"]
    list_filter = ["own"]
    list_select_related = ["upload"]
    search_fields = ["name"]
    ordering = ["name"]
    fields = ["name", "own", "number_of_records", "upload", "updated_at"]
    readonly_fields = ["number_of_records"]
    change_form_template = "admin/processing/source/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        rows: QuerySet[Source] = super().get_queryset(request)
        return rows.annotate(records_in=Count("records"))

    @admin.display(description="Records", ordering="records_in")
    def number_of_records(self, source: Any) -> str:
        address = reverse("admin:processing_bibrecord_changelist")
        return link(f"{address}?source__id__exact={source.pk}", f"{source.records_in:,}")

    def get_urls(self) -> list[URLPattern]:
        remove = self.admin_site.admin_view(self.remove)
        return [
            path("<int:pk>/remove/", remove, name="processing_source_remove"),
            *super().get_urls(),
        ]

    def remove(self, request: StaffRequest, pk: int) -> HttpResponse:
        """Says what goes and what stays; a POST removes the catalogue."""
        if not request.user.has_perm("processing.manage"):
            raise PermissionDenied(NOT_YOURS)
        source = get_object_or_404(Source, pk=pk)
        if request.method == "POST":
            self._remove(request, source)
            return redirect("admin:processing_source_changelist")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Remove the catalogue “{source}”?",
            "source": source,
            "removal": what_goes(source),
        }
        return TemplateResponse(request, "admin/processing/source/remove.html", context)

    def _remove(self, request: StaffRequest, source: Source) -> None:
        try:
            done = actions.remove_catalogue(source=source, by=request.user)
        except actions.NotAllowed as error:
            messages.error(request, str(error))
            return
        gone = words.count(done.records - done.referred, "record")
        stay = words.count(done.referred, "record")
        messages.success(
            request,
            f"“{source}” is removed: {gone} deleted."
            + (f" {stay} that discs refer to stay with them." if done.referred else ""),
        )
