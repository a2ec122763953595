"""Discs in the admin: the review queue, and one disc with all that is known of it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from processing import actions
from processing.admin.base import ReadOnlyAdmin, StaffRequest, link, thumb
from processing.admin.filters import CandidatesFilter, SortGroupFilter, StandingFilter
from processing.forms.review import CorrectionForm, DecisionForm
from processing.models import Decision, Disc, Stage
from processing.models.standing import standing
from processing.presentation import disc_rows
from processing.presentation.disc_page import disc_page

NOT_YOURS = "Your account may not decide or correct. A manager can put you in the group Catalogers."


@admin.register(Disc)
class DiscAdmin(ReadOnlyAdmin):
    list_display = [
        "face",
        "item",
        "title",
        "number",
        "confidence",
        "possible",
        "group",
        "of_upload",
    ]
    list_display_links = ["item"]
    list_filter = [
        SortGroupFilter,
        StandingFilter,
        CandidatesFilter,
        ("upload", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = [
        "item_barcode",
        "accepted_number",
        "readings__cleaned_data__title",
        "readings__cleaned_data__name",
        "matches__record__title",
        "matches__record__oclc_number",
    ]
    search_help_text = "Item barcode, record number, title or name"
    ordering = ["upload_id", "position"]
    fields = ()
    change_form_template = "admin/processing/disc/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Disc]:
        found = Count("candidates", filter=Q(candidates__revision=F("revision")))
        discs = disc_rows.for_list(standing()).select_related("upload").annotate(found=found)
        return discs.order_by(*self.ordering)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Disc], search_term: str
    ) -> tuple[QuerySet[Disc], bool]:
        """By subquery: a join to several readings would count the possible records several times."""
        found, _ = super().get_search_results(request, Disc.objects.order_by(), search_term)
        return queryset.filter(pk__in=found.values("pk")) if search_term else queryset, False

    @admin.display(description="Photo")
    def face(self, disc: Disc) -> str:
        return thumb(disc_rows.disc_row(disc).face)

    @admin.display(description="Item", ordering="item_barcode")
    def item(self, disc: Disc) -> str:
        return str(disc)

    @admin.display(description="Title as read", ordering="read_title")
    def title(self, disc: Any) -> str:
        return " / ".join(filter(None, [disc.read_title, disc.read_name])) or "–"

    @admin.display(description="Record number", ordering="accepted_number")
    def number(self, disc: Disc) -> str:
        return disc_rows.disc_row(disc).number or "–"

    @admin.display(description="Possible records", ordering="found")
    def possible(self, disc: Any) -> int:
        return int(disc.found)

    @admin.display(description="Where it stands", ordering="needs_review")
    def group(self, disc: Disc) -> str:
        return disc_rows.standing_of(disc).text

    @admin.display(description="Upload", ordering="upload")
    def of_upload(self, disc: Disc) -> str:
        return link(reverse("upload", args=[disc.upload_id]), disc.upload.name)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The stock page, with our own content in place of its fields."""
        shown = (
            disc_page(int(object_id), request.GET.get("photo", ""))
            if object_id.isdecimal() and len(object_id) < 19
            else None
        )
        context = {
            **(extra_context or {}),
            "page": shown,
            "stages": Stage.choices,
            "kinds": Decision.Kind,
            "correction": CorrectionForm(),
            "title": str(shown.disc) if shown else "",
        }
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        def own(view: Any) -> Any:
            return self.admin_site.admin_view(require_POST(view))

        return [
            path("<int:pk>/decide/", own(self.decide), name="processing_disc_decide"),
            path("<int:pk>/undo/", own(self.undo), name="processing_disc_undo"),
            path("<int:pk>/correct/", own(self.correct), name="processing_disc_correct"),
            *super().get_urls(),
        ]

    def decide(self, request: StaffRequest, pk: int) -> HttpResponseBase:
        """Approve, pick another record, original cataloging, or check the shelf."""
        disc, form = self._for_review(request, pk), DecisionForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Choose one of the decisions.")
            return self._back(disc)
        try:
            made = actions.decide(disc=disc, by=request.user, **form.cleaned_data)
        except actions.NotAllowed as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, f"{disc}: {made.get_kind_display()} {made.shown_number}".rstrip()
            )
        return self._back(disc)

    def undo(self, request: StaffRequest, pk: int) -> HttpResponseBase:
        """Takes back the decision that the person saw, if it is still the current one."""
        disc = self._for_review(request, pk)
        seen = request.POST.get("decision", "")
        decision = Decision.objects.filter(disc=disc, pk=seen if seen.isdecimal() else 0).first()
        try:
            if decision is None:
                raise actions.NotAllowed(f"There is no decision on {disc} to undo.")
            actions.undo(decision=decision, by=request.user)
        except actions.NotAllowed as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{disc}: “{decision.get_kind_display()}” is undone.")
        return self._back(disc)

    def correct(self, request: StaffRequest, pk: int) -> HttpResponseBase:
        """Lays one corrected field over the reading; the disc is tidied and searched again."""
        disc, form = self._for_review(request, pk), CorrectionForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Choose the field that you correct.")
            return self._back(disc)
        note = form.cleaned_data["note"]
        try:
            actions.correct(disc=disc, values=form.values(), note=note, by=request.user)
        except actions.NotAllowed as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{disc} is corrected; it is searched and compared again.")
        return self._back(disc)

    def _for_review(self, request: HttpRequest, pk: int) -> Disc:
        if not request.user.has_perm("processing.review"):
            raise PermissionDenied(NOT_YOURS)
        return get_object_or_404(Disc, pk=pk)

    def _back(self, disc: Disc) -> HttpResponseBase:
        return redirect("admin:processing_disc_change", disc.pk)
