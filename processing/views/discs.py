"""The page of one disc: photos, what was read, possible records, the match and how it came about."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from processing.models import Stage
from processing.presentation.disc_page import disc_page
from processing.views.base import SignedIn


@require_GET
def disc(request: SignedIn, pk: int) -> HttpResponse:
    shown = disc_page(pk, request.GET.get("photo", ""))
    if shown is None:
        raise Http404("There is no such disc. Its upload may have been deleted.")
    return render(request, "discs/disc.html", {"page": shown, "stages": Stage.choices})


@require_GET
def disc_ledger(request: SignedIn, pk: int) -> HttpResponse:
    """The stages of a disc as a fragment, asked for while it is being worked."""
    shown = disc_page(pk)
    if shown is None:
        raise Http404("There is no such disc. Its upload may have been deleted.")
    context = {"page": shown, "stages": Stage.choices, "was_active": True}
    return render(request, "discs/_ledger.html", context)
