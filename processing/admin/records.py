"""Records, as the catalogues have them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join

from processing.admin.base import ReadOnlyAdmin
from processing.catalog import gtin
from processing.models import BibRecord
from processing.presentation import candidates, words
from processing.presentation.marc_lines import marc_lines


@admin.register(BibRecord)
class BibRecordAdmin(ReadOnlyAdmin):
    list_display = ["title", "number", "oclc_number", "source", "extent", "holding", "fetched_at"]
    list_filter = ["source", "complete", "held"]
    list_select_related = ["source"]
    search_fields = ["title", "number", "oclc_number"]
    search_help_text = "Title, record number or OCLC number"
    ordering = ["-pk"]
    fields = [
        "title",
        "source",
        "number",
        "oclc_number",
        "description",
        "track_list",
        "extent",
        "holding",
        "fetched_at",
        "marc",
        "as_it_came",
    ]
    readonly_fields = ["description", "track_list", "extent", "holding", "marc", "as_it_came"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[BibRecord]:
        """The list needs neither the record as JSON nor its MARC."""
        rows: QuerySet[BibRecord] = super().get_queryset(request)
        return rows.defer("data", "raw")

    @admin.display(description="Complete", ordering="complete")
    def extent(self, row: BibRecord) -> str:
        return "complete" if row.complete else "brief: WorldCat has more of it"

    @admin.display(description="Held", ordering="held")
    def holding(self, row: BibRecord) -> str:
        """By this library: as WorldCat says, or because the file is one of our own."""
        if row.held or (row.source.own and row.source.upload_id is None):
            return "■ held"
        return "not known" if row.held is None else "not held"

    @admin.display(description="As compared")
    def description(self, row: BibRecord) -> str:
        record = row.record
        numbers = [f"{one.label or ''} {one.number}".strip() for one in record.publisher_numbers]
        lines = [
            ("Name (1XX, 7XX)", "; ".join(record.names)),
            ("UPC/EAN (024)", "; ".join(map(gtin.display, record.gtins))),
            ("Publisher number (028)", "; ".join(numbers)),
            ("Label (264 $b)", "; ".join(record.labels)),
            ("Carrier", record.carrier_reason),
            ("Further", " · ".join(candidates.facts(record))),
        ]
        told = [line for line in lines if line[1]]
        return format_html_join("", '<div class="told"><b>{}</b> {}</div>', told)

    @admin.display(description="Tracks (505)")
    def track_list(self, row: BibRecord) -> str:
        tracks = ((track.title, words.duration(track.seconds)) for track in row.record.tracks)
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{} {}</li>", tracks))

    @admin.display(description="MARC")
    def marc(self, row: BibRecord) -> str:
        lines = marc_lines(row.raw)
        if not lines:
            return "–"
        return format_html('<pre class="raw" tabindex="0" aria-label="MARC fields">{}</pre>', lines)

    @admin.display(description="As it came")
    def as_it_came(self, row: BibRecord) -> str:
        folded = '<details><summary>Show</summary><pre class="raw" tabindex="0">{}</pre></details>'
        return format_html(folded, row.raw) if row.raw else "not kept"
