"""Discs in the admin: the list that catalogers review from."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from processing.admin.base import link, thumb
from processing.admin.filters import (
    CandidatesFilter,
    DecidedFilter,
    SortGroupFilter,
    StandingFilter,
)
from processing.admin.review import ReviewAdmin
from processing.models import Candidate, Disc
from processing.models.standing import SortGroup, standing
from processing.presentation import disc_rows, disc_search, suggested
from processing.presentation.chance import MEASURED, chance, is_own


def _found() -> Coalesce:
    """How many possible records the newest search found; a subquery, so that nothing is grouped."""
    newest = Candidate.objects.filter(disc=OuterRef("pk"), revision=OuterRef("revision"))
    number = newest.order_by().values("disc").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), Value(0))


@admin.register(Disc)
class DiscAdmin(ReviewAdmin):
    list_display = [
        "face",
        "item",
        "title",
        "number",
        "shown_confidence",  # by the name of the field, the field itself would be shown
        "possible",
        "group",
        "of_upload",
    ]
    list_display_links = ["item"]
    list_filter = [
        SortGroupFilter,
        DecidedFilter,
        CandidatesFilter,
        StandingFilter,
        ("upload", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["item_barcode"]  # what is searched is in presentation.disc_search
    search_help_text = (
        "Item barcode, work number (12-007), UPC, publisher number, record number, words of title "
        "and name, or the name of a photo"
    )
    ordering = ["upload_id", "position"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Disc]:
        discs = disc_rows.for_list(standing())
        return suggested.with_suggestion(discs).annotate(found=_found()).order_by(*self.ordering)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Disc], search_term: str
    ) -> tuple[QuerySet[Disc], bool]:
        return disc_search.search(queryset, search_term), False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list that is opened for review is called so."""
        review = request.GET.get("group") == SortGroup.REVIEW
        title = {"title": "Needs review"} if review else {}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    @admin.display(description="Photo")
    def face(self, disc: Disc) -> str:
        return thumb(disc_rows.disc_row(disc).face)

    @admin.display(description="Item", ordering="item_barcode")
    def item(self, disc: Disc) -> str:
        if not disc.item_barcode:
            return f"Item {disc.work_number}"
        return format_html("{} <span>{}</span>", disc.item_barcode, disc.work_number)

    @admin.display(description="Title as read", ordering="read_title")
    def title(self, disc: Any) -> str:
        return " / ".join(filter(None, [disc.read_title, disc.read_name])) or "–"

    @admin.display(description="Record number", ordering="accepted_number")
    def number(self, disc: Disc) -> str:
        if number := suggested.suggestion(disc):
            return format_html("{} <span>{}</span>", number, suggested.SUGGESTED)
        return disc_rows.disc_row(disc).number or "–"

    @admin.display(description="Confidence", ordering="confidence")
    def shown_confidence(self, disc: Disc) -> str:
        if disc.confidence is None or disc.hidden:
            return "–"
        shown = chance(disc.confidence, disc.upload.snapshot)
        if is_own(disc.upload.snapshot):
            return shown
        return format_html('<span title="{}">{}</span>', MEASURED, shown)

    @admin.display(description="Possible records", ordering="found")
    def possible(self, disc: Any) -> int:
        return int(disc.found)

    @admin.display(description="Where it stands", ordering="needs_review")
    def group(self, disc: Disc) -> str:
        return disc_rows.standing_of(disc).text

    @admin.display(description="Upload", ordering="upload")
    def of_upload(self, disc: Disc) -> str:
        return link(reverse("upload", args=[disc.upload_id]), disc.upload.name)
