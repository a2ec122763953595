"""A cataloger's own search for a disc: what WorldCat has, and adding a record to the possible ones."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from processing import actions
from processing.admin.base import ReadOnlyAdmin, StaffRequest
from processing.admin.queue import queue_of
from processing.clients.worldcat import Api
from processing.forms.finding import FindForm
from processing.models import Disc
from processing.presentation import searched, worldcat

NOT_YOURS = "Your account may not decide or correct. A manager can put you in the group Catalogers."


class FindingAdmin(ReadOnlyAdmin):
    """Three addresses below a disc: find, add and search again."""

    def get_urls(self) -> list[URLPattern]:
        def own(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        return [
            path("<int:pk>/find/", own(self.find), name="processing_disc_find"),
            path("<int:pk>/add/", own(require_POST(self.add)), name="processing_disc_add"),
            path(
                "<int:pk>/search-again/",
                own(require_POST(self.search_again)),
                name="processing_disc_search_again",
            ),
            *super().get_urls(),
        ]

    def find(self, request: StaffRequest, pk: int) -> HttpResponseBase:
        """The page of the search; a POST searches, and shows what was typed with what came of it."""
        disc, found, problem = self._for_review(request, pk), None, ""
        try:
            actions.check_by_hand(disc)
        except actions.NotAllowed as error:
            messages.error(request, str(error))
            return self._back(request, disc)
        posted = request.method == "POST"
        form = FindForm(request.POST if posted else None)
        if posted and form.is_valid():
            try:
                found = actions.find_records(disc=disc, user=request.user, **form.cleaned_data)
            except actions.NotAllowed as error:
                problem = str(error)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{disc}: search WorldCat",
            "disc": disc,
            "queue": queue_of(self, request, disc),
            "form": form,
            "problem": problem,
            "found": found,
            "rows": searched.rows(disc, found) if found else (),
            "ready": searched.ready(disc),
            "no_numbers": worldcat.NO_NUMBERS if worldcat.interface() is Api.SEARCH else "",
        }
        return TemplateResponse(request, "admin/processing/disc/find.html", context)

    def add(self, request: StaffRequest, pk: int) -> HttpResponseBase:
        """Adds one record to the possible records of the disc."""
        disc = self._for_review(request, pk)
        try:
            candidate = actions.add_candidate(
                disc=disc, number=request.POST.get("number", "")[:60], by=request.user
            )
        except actions.NotAllowed as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request,
                f"Added: {candidate.record.title} ({candidate.record.number}). The disc is compared "
                "again; this page shows the new result by itself.",
            )
        return self._back(request, disc)

    def search_again(self, request: StaffRequest, pk: int) -> HttpResponseBase:
        """Searches the disc anew, without what was kept from before."""
        disc = self._for_review(request, pk)
        try:
            actions.search_again(disc=disc, by=request.user)
        except actions.NotAllowed as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, f"{disc} is searched again; this page shows the new result by itself."
            )
        return self._back(request, disc)

    def _for_review(self, request: HttpRequest, pk: int) -> Disc:
        if not request.user.has_perm("processing.review"):
            raise PermissionDenied(NOT_YOURS)
        return get_object_or_404(Disc.objects.select_related("upload"), pk=pk)

    def _address(self, disc: Disc) -> str:
        return reverse("admin:processing_disc_change", args=[disc.pk])

    def _back(self, request: HttpRequest, disc: Disc) -> HttpResponseBase:
        """The page of the disc, in the queue that it was opened from."""
        return redirect(self._address(disc) + queue_of(self, request, disc).query)
