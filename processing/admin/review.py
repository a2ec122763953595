"""One disc in the admin: all that is known of it, and what a cataloger does about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from processing import actions
from processing.actions.numbers import Meant, record_of
from processing.admin.base import StaffRequest
from processing.admin.finding import FindingAdmin
from processing.admin.queue import queue_of
from processing.forms.review import CorrectionForm, DecisionForm, correction_form
from processing.models import Correction, Decision, Disc, Stage
from processing.presentation import calls
from processing.presentation.disc_page import DiscPage, disc_page
from processing.sources import asked

MAX_DIGITS = 18  # of a key in an address
UNCHECKED = (
    "The decision is kept with the number as you typed it, {}: it could not be looked up in "
    "WorldCat. {}"
)
_GONE = "There is no such disc. Its upload may have been deleted."


class ReviewAdmin(FindingAdmin):
    """The page of a disc with its decisions and corrections. Each POST calls one action."""

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_view_or_change_permission(request) or request.method != "GET":
            raise PermissionDenied
        if not object_id.isdecimal() or len(object_id) > MAX_DIGITS:
            raise Http404(_GONE)
        return self._page(request, int(object_id))

    def _page(
        self,
        request: HttpRequest,
        pk: int,
        typed: CorrectionForm | None = None,
        kept: dict[str, str] | None = None,
    ) -> HttpResponse:
        """The page; `typed` is a correction that could not be taken, as it was typed, and `kept`
        are the number and the note of a decision that could not."""
        shown = disc_page(pk, request.GET.get("photo", ""))
        if shown is None:
            raise Http404(_GONE)
        may = request.user.has_perm("processing.review")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "page": shown,
            "title": str(shown.disc),
            "stages": Stage.choices,
            "calls": calls.of_disc(pk),
            "queue": queue_of(self, request, shown.disc),
            "may_review": may,
            "may_find": may and asked.by_hand(shown.disc.upload),
            "may_search_again": not shown.active and asked.asked(shown.disc.upload).worldcat,
            "kept": kept or {},
            "corrections": _forms(shown, typed) if may and shown.reading else {},
        }
        return TemplateResponse(request, "admin/processing/disc/page.html", context)

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
        """Approve, another record, original cataloging, or check the shelf."""
        disc, form = self._for_review(request, pk), DecisionForm(request.POST)
        if not form.is_valid():
            messages.error(request, form.problem)
            return self._page(request, pk, kept=form.kept)
        following = queue_of(self, request, disc).with_next
        told = form.cleaned_data
        try:
            meant = _record(disc, told)
            actions.decide(
                disc=disc,
                kind=told["kind"],
                source=meant.source,
                number=meant.number,
                note=told["note"],
                by=request.user,
                seen=_seen(told),
            )
        except actions.NotAllowed as error:
            messages.error(request, str(error))
            return self._page(request, pk, kept={name: told[name] for name in ("number", "note")})
        if meant.unchecked:
            messages.warning(request, UNCHECKED.format(meant.number, meant.unchecked))
        return redirect(self._address(disc) + following + "#decided")

    def undo(self, request: StaffRequest, pk: int) -> HttpResponseBase:
        """Takes back the decision that the person saw, if it is still the current one."""
        disc = self._for_review(request, pk)
        seen = request.POST.get("decision", "")
        decision = Decision.objects.filter(disc=disc, pk=seen if seen.isdecimal() else 0).first()
        note = request.POST.get("note", "")[:2000]
        try:
            if decision is None:
                raise actions.NotAllowed(f"There is no decision on {disc} to undo.")
            actions.undo(decision=decision, by=request.user, note=note)
        except actions.NotAllowed as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{disc}: “{decision.get_kind_display()}” is undone.")
        return self._back(request, disc)

    def correct(self, request: StaffRequest, pk: int) -> HttpResponseBase:
        """Lays one corrected field over the reading; the disc is tidied and searched again.

        What was typed wrongly stands in its form again, with what is wrong beside it.
        """
        disc, field = self._for_review(request, pk), request.POST.get("field", "")
        form = correction_form(field, request.POST)
        if form is None:
            messages.error(request, "Choose the field that you correct.")
            return self._back(request, disc)
        back = "take_back" in request.POST
        if not back and not form.is_valid():
            return self._page(request, pk, form)
        note = "" if back else form.cleaned_data["note"]
        value = None if back else form.cleaned_data["typed"]
        try:
            seen = {field: int(was)} if (was := request.POST.get("seen", "")).isdecimal() else None
            actions.correct(disc=disc, values={field: value}, note=note, by=request.user, seen=seen)
        except actions.NotAllowed as error:
            messages.error(request, str(error))
            return self._page(request, pk, None if back else form)
        else:
            what = "The correction is taken back" if back else "Corrected"
            label = (
                Correction.Field(field).label.lower().replace("upc", "UPC").replace("ean", "EAN")
            )
            messages.success(
                request,
                f"{what}: {label.replace('_', ' ')}. The disc is searched and compared again; "
                "this page shows the new result by itself.",
            )
        return self._back(request, disc)


def _forms(page: DiscPage, typed: CorrectionForm | None) -> dict[str, CorrectionForm | None]:
    """A form for each field that can be corrected, by its name."""
    forms = {
        field: correction_form(field, present=page.present[Correction.Field(field)])
        for field in Correction.Field.values
    }
    found = forms | ({typed.name: typed} if typed else {})
    for field, form in found.items():
        if form:
            form.seen = page.newest_correction.get(field, 0)
    return found


def _record(disc: Disc, told: dict[str, Any]) -> Meant:
    """The record that was picked, typed, or seen as the suggestion."""
    if told["pick"]:
        picked = disc.ranked(disc.shown_revision).filter(pk=told["pick"]).first()
        if picked is None:
            raise actions.NotAllowed(
                "The possible records have changed since you opened the page. Look again."
            )
        return Meant(picked.record.source.name, picked.record.number)
    if told["kind"] == Decision.Kind.DIFFERENT and told["number"] and not told["source"]:
        return record_of(disc, told["number"])
    return Meant(told["source"], told["number"])


def _seen(told: dict[str, Any]) -> actions.Seen | None:
    if told["seen_revision"] is None:
        return None
    return actions.Seen(told["seen_revision"], told["seen_decision"] or None)
